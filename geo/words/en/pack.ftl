# Field pack: what a team carries for a day
pack-no-route = { $team } has no route on { $date }; teams that have one: { $teams }.
pack-title = { $team } · { $day } · field search
pack-day = { $weekday ->
        [1] Mon
        [2] Tue
        [3] Wed
        [4] Thu
        [5] Fri
        [6] Sat
       *[7] Sun
    } { $day }
pack-window-seedling = Seedling sweep
pack-window-flower = Flowering sweep
pack-window-capsule = Capsule sweep
pack-gpx-about = { $site }, plan { $plan }, WGS84
pack-meeting = Meet { $leave } at { $base }, back { $back }, at the latest { $due }
pack-parking = Parking place
pack-parking-more = Parking place for stop { $stops }
pack-stop-more = Stop { $order } { $name } ({ $village }): arrive { $arrive }, about { $minutes } min{ $passes ->
        [0] { "" }
        [2] , walk it twice
       *[other] { "" }
    }{ $abreast ->
        [0] { "" }
        [1] { "" }
       *[other] , { $abreast } abreast, { $spacing } m apart
    }{ $kind ->
        [required] , required
        [yard] , { $yards } yards
       *[other] { "" }
    }; turn back by { $turn }
pack-hazard-reservoir = reservoir
pack-hazard-cliff = cliff
pack-hazard-snare = snares, traps
pack-hazard-no-signal = no signal
pack-hazard-fire-ban = fire ban
pack-folder-places = Meeting point, parking
pack-folder-stops = Stops
pack-folder-way = Way
pack-folder-pieces = Pieces
pack-folder-hazards = Hazards
pack-leg = { $mode ->
        [drive] drive
        [walk] walk
       *[search] search
    } { $stop ->
        [0] back
       *[other] stop { $stop }
    }
pack-no-type = No font on this computer has Chinese characters, so the sheet cannot be drawn; install one (Noto Sans CJK SC, Source Han Sans or Microsoft YaHei) and try again.
pack-kilometres = km
pack-metres = m
pack-north = N
pack-foot = plan { $plan } · page { $page } of { $pages }
pack-head-meet = Meet
pack-head-meet-is = { $leave }, { $base } ({ $lat } N, { $lon } E)
pack-head-crew = Crew
pack-head-crew-is = { $members } people, { $car ->
        [yes] about { $drive } km by car
       *[no] no car
    }, { $walk } km on foot, { $climb } m of climb, { $stops } stops
pack-head-back = Back
pack-head-back-is = planned { $back }, at the latest { $due }; at turn-back time go back even if not done
pack-head-report = Check in
pack-check-in = { $times }; no word by { $due }: the post on duty starts a search
pack-stops-title = Stops
pack-column-number = No
pack-column-name = Place
pack-column-arrive = Arrive
pack-column-minutes = Min
pack-column-how = How
pack-column-parking = Car
pack-column-turn = Turn by
pack-column-result = Outcome (tick one)
pack-mark-required = [required]{" "}
pack-mark-yard = [yards]{" "}
pack-mark-plain = { "" }
pack-how = { $passes ->
        [0] enter { $yards } yards
        [2] twice, { $abreast ->
            [0] one line
            [1] one line
           *[other] { $abreast } × { $spacing } m
        }
       *[other] { $abreast ->
            [0] one line
            [1] one line
           *[other] { $abreast } abreast × { $spacing } m
        }
    }
pack-result = □ done □ part □ not:
pack-words-look = Look for
pack-words-hazards = Hazards
pack-words-safety = Safety
pack-words-found = Found
pack-words-posts = Call
pack-word-list = { $list }
pack-hazards-none = None on file near the way; watch for steep ground, water and snares.
pack-look-seedling = Seedlings: grey-green rosettes with toothed edges, close to the ground, on newly dug plots, along ditches, among vegetables; look from near.
pack-look-flower = Flowers: large, red, white, pink or purple; nodding buds; grey-green stems; at field edges, in clearings, round houses, among tall crops.
pack-look-capsule = Capsules: round, upright, with a star on top; cuts or white latex mean lancing; at field edges, in clearings, where things are dried.
pack-look-any = Gullies, hollows, field edges, clearings, round houses, empty yards: grey-green stems, large flowers or round capsules.
pack-safety = Never alone; keep the spacing and see each other; go round steep ground, water and falling stones; stop in thunderstorms; at turn-back time go back.
pack-found = Do not pull up, do not tread; mark it, photograph it from near and far, note longitude and latitude, stand back, call at once, wait for the police to count.
pack-post-on-duty = the post on duty at the township office, the police station (write the number here before leaving: ________)
pack-post-of = { $village }: { $posts }
pack-sign-leader = Team leader
pack-sign-given = Handed out by
pack-sign-returned = Taken back by
pack-sign-day = Date, time
pack-details-title = Enlarged maps
pack-panel = Stop { $stops }  { $names }
pack-record-title = Survey record
pack-record-how = One column is one record; "nothing" under result if nothing was found. For every find another column: same date, team and village, persons and hours empty, longitude and latitude (WGS84) and plants. The names are those of the sheet “踏查记录” that tacha add visits takes in.
pack-record-sign = Surveyed by: ____________________   Village: ____________________   Date: ____________
pack-legend-base = meeting point
pack-legend-car = parking
pack-legend-plain = stop
pack-legend-required = required
pack-legend-reserve = reserve
pack-legend-yard = yards
pack-legend-hazard = hazard
pack-legend-drive = by car
pack-legend-walk = on foot
pack-legend-search = middle of the line of searchers
pack-legend-piece = piece
pack-legend-border = village border
pack-legend-contour = contour (m)
pack-hazard-is = { $note ->
        [none] { $kind }
       *[other] { $kind } ({ $note })
    }
pack-then = {" → "}
pack-line-head = [Field search] { $team } { $day } { $site } { $window } plan { $plan }
pack-line-meet = Meet: { $leave } { $base } ({ $lat } N, { $lon } E)
pack-line-crew = Crew: { $members } people, { $car ->
        [yes] about { $drive } km by car,
       *[no] { "" }
    } { $walk } km on foot, { $climb } m of climb, { $stops } stops
pack-line-order = Order: { $order }
pack-line-required = Required: { $stops ->
        [none] none, go in order
       *[other] stop { $stops } must be entered
    }
pack-line-look = Look for: { $look }
pack-line-danger = Hazards: { $danger }
pack-line-back = Back: leave the last stop by { $turn }, at the base { $back }, at the latest { $due }
pack-line-report = Check in: { $report }
pack-line-found = Found: { $found } Call { $post }
pack-card-foot = plan { $plan } · WGS84 · found: do not pull up, mark, photograph, stand back, call the post
pack-map-note = This team and this day only; the numbers are the order.
pack-progress = making packs
pack-written = { $path } ({ $kb } KB)
pack-piece = { $village } piece { $number }
pack-leader-title = For the leader alone
pack-leader-note = Leads and earlier finds help the leader weigh what comes first and are not passed on; risk orders ground for search, it is not evidence. Hand back after use.
pack-leader-column-number = No
pack-leader-column-name = Place
pack-leader-column-finds = Exp. finds
pack-leader-column-why = Why this stop
pack-leader-lead = Lead ({ $kind ->
        [tip] tip
        [satellite] satellite
        [drone] drone
        [place] place
       *[sign] sign
    }, { $day }, believed { $percent } %): { $note }
pack-leader-history = Found here in { $season }
pack-leader-named = Required place { $name }
