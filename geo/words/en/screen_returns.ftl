# Returns
screens-nav-returns = Returns
returns-title = { $site } · Returns
returns-part = What to do
returns-part-files = Files
returns-part-debrief = Debrief
returns-part-paper = By hand
returns-part-sign = Sign
returns-part-findings = Findings
returns-part-leads = Leads
returns-part-villages = Villages
returns-nothing-to-do = Your account may look only; there is nothing to do here.
returns-files-drop = Drop everything that came back today, or tap to choose
returns-files-kinds = Tracks (GPX, KML, GeoJSON, zipped Shapefile, CSV), photos, survey sheets (XLSX, CSV, GeoJSON) and sheets of findings, all mixed. A preview comes first; nothing is kept before you accept.
returns-files-reading = Reading…
returns-files-sum = { $files ->
    [one] 1 file
   *[other] { $files } files
}: { $fresh } new, { $known } known already, { $refused } refused.
returns-files-accept = Accept { $files ->
    [one] 1 file
   *[other] { $files } files
}
returns-files-done = Taken in: { $tracks } tracks, { $visits } visits, { $findings } findings, { $photos } photos.
returns-files-left-out = Not taken in: { $file }. { $why }
returns-mark-new = new
returns-mark-known = known
returns-mark-refused = refused
returns-source-no-datum = The coordinates name no datum; choose it below. A phone's GPS gives WGS84, Amap and WeChat give GCJ02.
returns-source-no-crs = The file names no coordinate system; choose the datum below.
returns-source-track-no-times = The track has no times; choose below on which day it was walked.
returns-source-kind-unknown = It is not plain what this is; choose below, or use the headers of the template.
returns-no-team = team unknown
returns-brings-tracks = Track: { $days }, { $team }, { $km } km{ $routed ->
    [yes] , fits the route of its day
   *[no] {""}
}
returns-brings-photo = Photo{ $finding ->
    [none] , fits no finding
   *[other] , of finding { $finding }
}
returns-brings-visits = { $rows ->
    [one] 1 visit
   *[other] { $rows } visits
}
returns-brings-findings = { $rows ->
    [one] 1 finding
   *[other] { $rows } findings
}
returns-ask-kind = What this is
returns-kind-guess = Decide by its contents
returns-kind-tracks = Tracks
returns-kind-visits = Visits
returns-kind-findings = Findings
returns-kind-photos = Photos
returns-ask-datum = Datum
returns-ask-datum-typed = Where the coordinates were read
returns-datum-none = Choose
returns-datum-wgs84 = WGS84 (GPS of phones, handhelds)
returns-datum-cgcs2000 = CGCS2000 (land and forest layers)
returns-datum-gcj02 = GCJ02 (Amap, Tencent, WeChat)
returns-datum-bd09 = BD09 (Baidu)
returns-ask-day = Day
returns-ask-team = Which team, which route?
returns-change-team = Team and route (change if wrong)
returns-ask-team-none = Choose; without an answer the team stays unknown
returns-team-matched = As matched by time and place
returns-team-route = Route of { $team } that day (along it: { $near })
returns-team-only = { $team }, no route
returns-ask-finding = Which finding it shows
returns-photo-later = Attach later
returns-photo-matched = As matched by time and place
returns-debrief-none = No team waits. Once its tracks are in, a team's day stands here; a day without tracks goes in by hand.
returns-debrief-which = Which team and day ({ $days } waiting)
returns-debrief-choice = { $day } { $team } { $village } { $km } km ({ $state })
returns-waits-tracks = tracks only
returns-waits-draft = draft
returns-waits-returned = returned
returns-debrief-about = { $village }: { $tracks ->
    [one] 1 track
   *[other] { $tracks } tracks
}, { $km } km{ $cells ->
    [0] {""}
   *[other] , { $cells } cells
}
returns-debrief-team = These tracks name no team; whose are they
returns-returned-because = Returned: { $reason }
returns-tap-formation = 1 How they walked
returns-formation-file = Alone or in file
returns-formation-abreast = { $walkers } abreast
returns-tap-spacing = Metres between them
returns-tap-entered = 2 All entered?
returns-entered-all = All
returns-entered-some = Not all
returns-not-entered = What was not entered, and why
returns-tap-light = 3 Light
returns-light-good = Good
returns-light-fair = Fair
returns-light-poor = Poor
returns-tap-growth = Growth seen around
returns-growth-none = Nothing up yet
returns-growth-rosette = Rosette
returns-growth-bud = Bud
returns-growth-flower = Flower
returns-growth-capsule = Capsule
returns-tap-sight = 4 How far one could see
returns-tap-own-pod = 5 Own judgement: share seen of what was there
returns-tap-sign = 6 Signs on the way (none: leave blank)
returns-sign-clearing = New clearing
returns-sign-pipe = Water pipe
returns-sign-film = Plastic film
returns-sign-stalks = Old stalks
returns-sign-bags = Empty seed bags
returns-sign-other = Other
returns-sign-note = About the sign
returns-sign-place = With longitude and latitude the sign becomes a lead.
returns-persons = Persons
returns-hours = Hours
returns-vehicles = Vehicles
returns-sorties = Sorties
returns-yards = Yards ({ $places } places)
returns-yards-entered = { $place }: yards entered (of { $yards })
returns-yards-lane = { $place }: seen from the lane only
returns-lon = Longitude
returns-lat = Latitude
returns-species = Species
returns-species-poppy = Opium poppy
returns-species-cannabis = Cannabis
returns-species-other = Another plant
returns-species-to-identify = To be identified
returns-stage = Stage
returns-stage-none = Not seen
returns-stage-rosette = Rosette
returns-stage-bud = Bud
returns-stage-flower = Flower
returns-stage-capsule = Capsule
returns-plants = Plants
returns-area-m2 = Area (m²)
returns-hold-first = Do not pull anything yet: mark it, photograph it, step back, call the police station.
returns-nothing-found = Nothing found: submit
returns-found-before = Findings are registered: submit
returns-something-found = Something found…
returns-draft = Keep as a draft
returns-found-send = Submit with the finding
returns-find-place = Enter longitude and latitude of the finding.
returns-filled-submitted = Visit { $visit } is submitted and waits for another person's signature.
returns-filled-draft = Visit { $visit } is kept as a draft; go on with it under Sign, Drafts.
returns-filled-lead = The sign is lead { $lead }.
returns-filled-find = Finding { $finding } is reported; hold it for the police next, under Findings.
returns-paper-about = A day without tracks: day, team, village and ground. It counts as declared, and does not raise the chance of detection.
returns-paper-ground = Which ground
returns-paper-stops = Stops of that day's route
returns-paper-areas = Responsibility areas
returns-paper-village = Whole village ({ $cells } cells)
returns-paper-stop = Stop { $order }
returns-note = Note
returns-sign-state = State
returns-state-submitted = Waiting
returns-state-draft = Drafts
returns-state-returned = Returned
returns-state-confirmed = Confirmed
returns-sign-none = No visits in this state.
returns-visit-head = { $day } { $team } { $village } { $area }
returns-visit-body = { $persons } persons, { $hours } h; { $ground ->
    [cells] names { $number } cells
    [areas] { $number } cells by area
    [tracks] on { $number } tracks
   *[none] names no ground
}; { $formation ->
    [abreast] { $walkers } abreast
    [file] alone or in file
   *[none] how they walked was not said
}; { $source ->
    [paper] by hand
   *[track] tracks
}
returns-visit-nothing = nothing found
returns-visit-found = found
returns-visit-by = { $visit }, submitted by { $user }
returns-amend = Change
returns-submit = Submit
returns-confirm = Sign
returns-return = Return…
returns-return-reason = What is to be put right
returns-return-do = Return
returns-confirmed = Visit { $visit } is signed.
returns-returned = Visit { $visit } is returned.
returns-confirm-all = Sign all { $visits } that found nothing
returns-confirmed-all = { $visits } visits are signed.
returns-sign-own = You submitted this yourself; another person must sign it.
returns-signing = Signing…
returns-findings-every = Those verified gone, too
returns-findings-none = No finding waits.
returns-findings-which = Finding ({ $findings })
returns-finding-choice = { $day } { $village }, { $state }{ $plants ->
    [none] {""}
   *[other] , { $plants } plants
}
returns-finding-reported = reported
returns-finding-held = held for police
returns-finding-counted = counted
returns-finding-eradicated = eradicated
returns-finding-verified-gone = verified gone
returns-finding-reopened = reopened
returns-finding-name = Finding { $finding }
returns-fact-state = State
returns-fact-found = Found
returns-fact-found-at = { $day }, { $village }
returns-fact-place = Place
returns-fact-species = Species
returns-fact-count = Count
returns-fact-counted = { $plants ->
    [none] not counted yet
   *[other] { $plants } plants{ $kind ->
        [exact] {" "}(exact)
        [provisional] {" "}(provisional)
        [police] {" "}(police)
       *[none] {" "}(as reported, not counted yet)
    }
}{ $area ->
    [none] {""}
   *[other] , { $area } m²
}
returns-fact-police = Police document
returns-fact-gone = Eradicated
returns-fact-gone-by = { $day }, { $method }
returns-fact-due = Look again by
returns-look = { $village }: { $opens } to { $due }{ $when ->
    [overdue] , { $days } days overdue
   *[ready] {""}
}
returns-look-overdue = revisit overdue
returns-look-ready = revisit due
returns-look-on = Day of the look
returns-look-gone = Gone
returns-look-regrowth = Regrowth: reopen
returns-look-gone-done = Finding { $finding } is verified gone.
returns-look-regrowth-done = Finding { $finding } has regrown and is reopened; hold it for the police again.
returns-looks-later = { $looks } more revisits are not due yet, the first by { $due }.
returns-report = Report a finding by its coordinates
returns-found-on = Found on
returns-report-do = Report
returns-step-identify = What grows there
returns-step-identify-do = Enter the species
returns-step-identified = The species of finding { $finding } is on record.
returns-step-hold = Next: held for police. Pull nothing; press once it is marked, photographed, left and called in.
returns-step-hold-do = Hold for police
returns-step-held = Finding { $finding } is held for the police; count it before it is destroyed.
returns-count-kind = What the count stands on
returns-count-exact = Exact count
returns-count-provisional = Estimate
returns-count-police = Count of the police
returns-police-number = Number of the police document
returns-step-count-do = Enter the count
returns-step-recount-do = Count again
returns-step-counted = Finding { $finding } is counted and may be destroyed.
returns-step-provisional = The count is an estimate; 500 and 3000 plants are limits in law. Count exactly first, or enter the number destroyed.
returns-gone-on = Destroyed on
returns-method = Method
returns-method-by-hand = Pulled by hand
returns-method-dug = Dug out with the roots
returns-method-burnt = Pulled and burnt
returns-method-sprayed = Sprayed
returns-plants-gone = Plants destroyed
returns-area-gone = Area destroyed (m²)
returns-step-eradicate-do = Enter the destruction
returns-step-eradicated = Finding { $finding } is eradicated; its revisits are on the list.
returns-step-reopen = Seen to grow again in passing? Reopen it here; revisits that are due stand above.
returns-step-reopen-do = Regrowth: reopen
returns-step-reopened = Finding { $finding } is reopened; hold it for the police again.
returns-leads-every = Settled ones, too
returns-leads-none = No lead waits.
returns-leads-which = Lead ({ $leads })
returns-lead-choice = { $day } { $kind } { $village }, { $state }
returns-lead-new = new
returns-lead-assigned = sent out
returns-lead-confirmed = confirmed
returns-lead-ruled-out = ruled out
returns-lead-village-only = Known by village only
returns-lead-assign = Send out
returns-lead-take-back = Take back
returns-lead-again = Check again
returns-lead-confirm = Confirm with a finding…
returns-lead-confirm-do = Confirm
returns-lead-no-finding = No finding could answer it yet; report the finding first.
returns-lead-rule-out = Rule out…
returns-lead-reason = What was there
returns-lead-stood = Where one stood (not the lead's own place):
returns-lead-rule-out-do = Rule out and file the place
returns-lead-incomplete = Choose what was there, and enter longitude and latitude of where one stood.
returns-ruled-ornamental = Garden flower (corn poppy too)
returns-ruled-other-crop = Another crop
returns-ruled-lawn = Lawn
returns-ruled-landslide = Landslide
returns-ruled-nothing = Nothing at all
returns-ruled-other = Other
returns-village-which = Village ({ $signed } of { $villages } signed off)
returns-village-choice = { $village }{ $state ->
    [signed] , signed off
   *[open] {""}
}
returns-figures = Computing the village's figures…
returns-village-what = These figures are stored with your signature; ground that nobody reached becomes a dead corner. A person signs, not a figure.
returns-village-reason = Why (for whoever asks later)
returns-village-sign = Sign off { $village }
returns-village-signed = { $village }: signed off by { $user } on { $day }: { $reason }
returns-village-revoke = Take the signature back
returns-village-done = { $village } is signed off.
returns-village-revoked = The signature of { $village } is taken back; both stay on record.
returns-card-rate = Survey rate (with track)
returns-card-declared = declared included: { $share }
returns-card-pod = Probability of detection
returns-card-band = { $low } to { $high }
returns-card-corners = Dead corners
returns-card-left = { $plots } plots expected to be left
returns-card-cells = Cells
returns-card-yards = { $yards } yards, { $entered } entered
screens-choose-files = Choose files
returns-local = this computer
returns-found-not = Back: nothing was found
returns-step-plants = Enter the number of plants.
returns-waits-confirmed = signed, to amend
returns-amend-signed = This visit is signed. What you change becomes a new version that must be signed again; the first stays.
returns-photos = Photos ({ $own }, and { $loose } attached to none)
returns-photo-which = Photos attached to none ({ $loose })
returns-photo-moment = It shows
returns-photo-before = before
returns-photo-after = after
returns-photo-place = the place
returns-photo-attach = Attach to this finding
returns-photo-attached = The photo is attached to finding { $finding }.
returns-paper-no-area = Without an area the visit is kept for the village, and declares no ground surveyed.
returns-debrief-team-first = Choose above which team walked these, then submit.
returns-source-kind-other = This kind of file is not known here; save it as GPX, KML, GeoJSON, XLSX or CSV, or hand in photos (JPG).
returns-files-next = Next: tell under “Debrief” how these tracks were walked.
