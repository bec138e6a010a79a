# Ledger and work summary: the time that is meant
office-year = { $year }
office-quarter = { $quarter ->
    [Q1] first
    [Q2] second
    [Q3] third
   *[Q4] fourth
} quarter of { $year }
office-month = { $month }/{ $year }
office-day = { $day } { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
} { $year }
office-days = { $first } to { $last }
office-no-quarter = "{ $text }" is no quarter; write it like 2026Q1.
office-no-year = "{ $text }" is no year; write it like 2026.
office-one-day = Only one of the two days is given; give the first and the last day.
office-nowhere = There is no township "{ $township }"; this site has: { $known }.
office-period-twice = A quarter, a year or two days: choose one of them.

# Titles
office-title-official = Poppy search: work summary{ $period ->
    [none] { "" }
   *[other] , { $period }
}
office-title-internal = Poppy search: internal judgement{ $period ->
    [none] { "" }
   *[other] , { $period }
}
office-under-official = Form to hand up · { $first } to { $last }
office-under-internal = Internal form (not to be handed up) · { $first } to { $last }
office-head-whole = 1. Overview
office-head-searched = 2. Ground surveyed
office-head-found = 3. Found and destroyed
office-head-followed = 4. Revisits and leads
office-head-undone = 5. What was not done, and why
office-head-judged = 6. Judgement (estimates, for our own use only)
office-head-recipes-official = 6. How the figures are counted
office-head-recipes-internal = 7. How the figures are counted
office-head-source-official = 7. Where they come from
office-head-source-internal = 8. Where they come from

# Sentences
office-nobody = No visit was submitted in this period.
office-force = { $team_days_out } team-days went out, with { $persons } persons, { $vehicles } vehicles and { $sorties } drone sorties, on { $days_out } days with visits; { $visits } visits are on record, { $visits_unsigned } of them still to be signed.
office-tracks = { $tracks } tracks came in, { $km } km in all.
office-no-tracks = No track came in ({ $tracks } tracks, { $km } km): where people went cannot be checked.
office-outside = Survey rate and chance of detection count records of this season only ({ $first } to { $last }); tracks of other days of the period are left out.
office-ground = The site has { $villages } villages with { $mu } mu of ground to survey ({ $km2 } km2, without water and built-up ground).
office-rate = { $mu } mu have tracks of signed visits: survey rate { $rate } %; { $declared_mu } mu are declared on paper only, { $declared } %; { $waiting_mu } mu have tracks that are not signed yet, { $waiting } %, which do not count.
office-rate-none = No ground was surveyed in this period: survey rate 0.0 %.
office-rate-unsigned = { $mu } mu have tracks: survey rate { $rate } %; no visit was submitted for signing this season, so nobody has confirmed them.
office-rate-to-date = For the season up to { $day } the survey rate is { $rate } %{ $declared ->
    [none] .
   *[other] , with { $declared } % declared on paper.
}
office-areas = Of { $areas } responsibility areas { $surveyed } were surveyed: { $with_track } with track, { $declared } by declaration only.
office-yards = Of { $yards } yards { $yards_entered } were entered and { $yards_from_lane } looked into from the lane only.
office-villages = { $visited } of { $villages } villages were visited; not visited: { $missed }.
office-villages-many = { $visited } of { $villages } villages were visited; { $count } were not, { $some } among them: see "By village" in the ledger.
office-villages-all = All { $villages } villages were visited ({ $visited }); that does not mean that all their ground was seen.
office-signed-off = Villages signed off as done: { $count } ({ $villages }).
office-full = By the tracks of signed visits at least 95 % of every cell lie within sight.
office-not-full = { $mu } mu have no track of a signed visit: it cannot be said that everything was searched.
office-not-seen = Tracks of signed visits passed through every cell (left: { $mu } mu), but not all ground was in sight: it cannot be said that everything was searched.
office-nothing = Nothing found: on the { $mu } mu surveyed with track{ $declared ->
    [none] { "" }
   *[other] , the { $declared } mu declared on paper
}{ $areas ->
    [none] { "" }
   *[other] { " " }and the { $areas } responsibility areas declared as visited
} no opium poppy or cannabis was found. This says nothing of the other { $rest } mu, which were not surveyed.
office-nothing-nowhere = There is no finding, but no ground was confirmed as surveyed either: nothing can be said about planting.
office-found = Found: { $findings } places, { $plants } plants, { $mu } mu{ $estimated ->
    [none] { "" }
   *[other] , of which { $estimated } plants are estimated
}{ $uncounted ->
    [none] .
   *[other] ; plants at { $uncounted } places are not counted yet.
}
office-destroyed = Destroyed in this period: { $destroyed } places, { $plants } plants, { $mu } mu.
office-open = Open at the end (not destroyed, or grown again): { $open }.
office-looks = Revisits made: { $made }, with regrowth at { $regrowth }; due and not made: { $overdue }.
office-leads = Leads: { $reported } new, { $confirmed } confirmed, { $ruled_out } ruled out; { $open } open at the end.
office-marks = Satellite marks { $marks }, match rate { $rate } %.
office-no-follow-up = No revisit was due, and no lead is new or open.
office-reason = { $reason ->
    [weather] weather
    [time] lack of time
    [road] the road
    [danger] danger
    [blocked] being turned away
   *[hands] lack of people
} { $stops }
office-not-reached = Planned stops not reached: { $stops } ({ $reasons }).
office-waiting = Visits to be signed: { $unsigned }; returned to be mended: { $returned }.
office-nothing-undone = No stop on record was missed, and no visit waits to be signed or mended.
office-pod = Up to { $day } the survey rate is { $rate } %, but the chance of detection is { $pod } % ({ $pod_low }–{ $pod_high } %): the chance that a plot that is there was seen.
office-left = About { $left } plots are expected to be left unseen in the site; this orders the search and is no evidence.
office-corners = Villages reported as done have { $count } dead corners, { $mu } mu in all.
office-no-corners = No village is reported as done yet, or all their ground was seen: no dead corner is listed.
office-village-left = { $village } (about { $left })
office-next = Where to go next: { $villages }.

# Tables
office-table-village = Table 1. Survey by village
office-table-township = Table 1. Survey by township
office-table-area = Table 1. Survey by responsibility area
office-table-findings = Table 2. Findings ({ $shown })
office-table-findings-cut = Table 2. Findings (the last { $shown } of { $count }; all are in the ledger)
office-table-judged = Table 3. Survey rate beside chance of detection (season to date)
office-table-corners = Table 4. Dead corners (most expected plots first)
office-table-recipes = Circled numbers in the text are those of the recipes
office-picture = Figure 1. Ground surveyed ({ $first } to { $last })
office-picture-judged = Figure 2. Chance of detection (season up to { $last })
office-no-font = This computer has no typeface with Chinese characters, so the map was not drawn; install Noto Sans CJK SC, Microsoft YaHei or SimHei and make the report again.
office-col-number = No.
office-col-id = Id
office-col-day = Date
office-col-township = Township
office-col-village = Village
office-col-area = Area
office-col-lon = Longitude
office-col-lat = Latitude
office-col-species = Species
office-col-mu = Size/mu
office-col-plants = Plants
office-col-counted = Count by
office-col-handled = Handled
office-col-post = Answers for it (post or team)
office-col-signed = Signed
office-col-look = Revisit
office-col-team = Team
office-col-source = Based on
office-col-persons = Persons
office-col-vehicles = Vehicles
office-col-sorties = Sorties
office-col-km = Track/km
office-col-covered = Cells reached/mu
office-col-result = Result
office-col-not-entered = Why not entered
office-col-destroyed-on = Destroyed on
office-col-occasion = Occasion
office-col-opens = From
office-col-due = Due
office-col-done = Done
office-col-outcome = Outcome
office-col-ground = To survey/mu
office-col-rate = Survey rate
office-col-declared = Declared
office-col-waiting = Unsigned
office-col-areas = Areas
office-col-areas-done = Areas surveyed
office-col-yards = Yards
office-col-yards-done = Yards entered
office-col-findings = Found
office-col-destroyed = Destroyed
office-col-open = Open
office-col-surveyed = Surveyed
office-col-pod = Chance of detection
office-col-band = Low–high
office-col-left = Expected left
office-col-corners = Dead corners
office-col-reason = Why
office-col-figure = Figure
office-col-recipe = How it is counted, who confirms it, where it is taken from
office-sum = Total

# Ledger
office-sheet-findings = Findings
office-sheet-visits = Visits
office-sheet-looks = Revisits
office-sheet-village = By village
office-sheet-area = By area
office-sheet-township = By township
office-sheet-about = About the figures
office-sheet-title = { $site }, { $period }: { $sheet }
office-no-township = (no township given)
office-empty-visits = No visits on record in this period.
office-empty-looks = No place is to be looked at again.
office-species-poppy = opium poppy
office-species-cannabis = cannabis
office-species-to_identify = to be identified
office-species-other = other plant
office-counted-exact = counted
office-counted-provisional = estimated
office-counted-police = police count { $number }
office-state-reported = reported
office-state-held = held for police (marked, not pulled)
office-state-counted = counted, to be destroyed
office-state-eradicated = destroyed
office-state-verified_gone = destroyed, gone at the revisit
office-state-reopened = grown again, open
office-handled = { $state }{ $method ->
    [none] { "" }
   *[other] { " " }({ $method })
}{ $day ->
    [none] { "" }
   *[other] { " " }{ $day }
}
office-look-due = by { $day }
office-look-gone = gone on { $day }
office-look-regrowth = regrowth on { $day }
office-visit-track = track
office-visit-paper = paper
office-visit-draft = draft
office-visit-submitted = to be signed
office-visit-confirmed = confirmed
office-visit-confirmed-self = self-confirmed
office-visit-returned = returned
office-visit-nothing = nothing found
office-visit-found = { $count } found
office-occasion-weeks = after weeks
office-occasion-next_stage = next stage
office-occasion-next_season = next season
office-occasion-second_year = second year
office-outcome-gone = gone
office-outcome-regrowth = regrowth
office-outcome-late = due, not made
office-outcome-ahead = ahead
office-surveyed-track = with track
office-surveyed-declared = declared only
office-surveyed-no = not reached
office-corner-never_planned = never planned
office-corner-not_reached = planned and not reached
office-corner-gps_gap = gap in the track
office-corner-steep = too steep
office-corner-restricted = restricted

# Legend
office-map-surveyed = with track, signed
office-map-surveyed-unsigned = with track (nothing signed yet)
office-map-unsigned = with track, not signed
office-map-declared = declared on paper only
office-map-open = not surveyed
office-map-left_out = too steep, restricted or suspended
office-map-seen_0 = not seen
office-map-seen_1 = chance of detection below 30 %
office-map-seen_2 = 30–60 %
office-map-seen_3 = 60–80 %
office-map-seen_4 = 80 % and more
office-map-finding_open = finding, open
office-map-finding_destroyed = finding, destroyed
office-map-north = N
office-map-km = km

# Sources
office-source-log = All of this { $what ->
    [ledger] ledger
   *[report] report
} is taken from the records as of { $logged }, log head { $head } (check it with tacha audit verify --head).
office-source-empty = Nothing is on record for this site yet (log head { $head }).
office-source-made = Plan in force { $plan ->
    [none] none
   *[other] { $plan }
}; made by account { $user } with Tacha { $version }; coordinates in WGS84.
office-source-now = States of findings and leads are as on record now; what is entered or corrected later shows when this is made again.
office-source-map = Risk classes and the chance of detection only order the search: they are no evidence, and are about no person.
office-source-foot = Log { $head } · Tacha { $version } · WGS84
office-sign-unit = Filed by (stamp):
office-sign-posts = Filed by (post):                         Checked by (post):
office-sign-day = Date:

# Recipes
office-figure-visits = Visits, team-days, persons, vehicles, sorties
office-recipe-visits = Visits of the period's days that are submitted or confirmed; those to be signed are told apart, drafts and returned ones do not count. A team counts once a day in however many villages it was, with the largest number it gave, added up over the days as in the daily lines; a visit without a team counts alone. From the visits.
office-figure-tracks = Tracks
office-recipe-tracks = Number and length of the tracks of the period's days, each once. From the tracks; for one township those that its visits stand on.
office-figure-searchable_m2 = Ground to survey
office-recipe-searchable_m2 = Area of all cells without water and built-up ground. From village borders and land cover.
office-figure-survey_rate = Survey rate
office-recipe-survey_rate = Numerator: ground of the cells of which at least 5 % lie within sight of the tracks of confirmed visits; denominator: ground to survey. Confirmed by an officer who did not submit the visit. From tracks and visits.
office-figure-declared_rate = Declared
office-recipe-declared_rate = Numerator: ground of cells that confirmed visits name and that are not counted with track; the same denominator, so the two never overlap. From the visits.
office-figure-unconfirmed_rate = With track, not signed
office-recipe-unconfirmed_rate = Numerator: ground of cells that tracks reached whose visits nobody has confirmed yet; the same denominator. Not part of the survey rate.
office-figure-areas = Responsibility areas
office-recipe-areas = With track: confirmed tracks reached one of its cells; declared: a confirmed visit names it or one of its cells. Of all areas on the list, those known only by name too.
office-figure-yards = Yards
office-recipe-yards = Yards entered and looked into from the lane by confirmed visits, never more than there are; never a household.
office-figure-villages_visited = Villages visited, signed off
office-recipe-villages_visited = Villages with surveyed or declared ground, or named by a confirmed visit; signed off: by the last day, and not revoked.
office-figure-full_coverage = Whether everything was searched
office-recipe-full_coverage = May be said only if at least 95 % of every cell to survey lie within sight of confirmed tracks; otherwise what is missing is said.
office-figure-findings = Findings, plants, area
office-recipe-findings = Findings of the period's days of opium poppy, cannabis and what is to be identified; plants and area as on record now, without those not counted yet. From the findings.
office-figure-destroyed = Destroyed, open at the end
office-recipe-destroyed = Destroyed: on a day of the period, whenever found. Open: of the period or earlier, and not destroyed by its end, or grown again now. From the findings.
office-figure-nothing_found = Ground of "nothing found"
office-recipe-nothing_found = Numerators of the survey rate and of what is declared; the ground not surveyed is named beside it.
office-figure-looks = Revisits
office-recipe-looks = Made: on a day of the period; due and not made: due by its last day and not made by then. From the revisits.
office-figure-leads = Leads
office-recipe-leads = New: reported on a day of the period; confirmed, ruled out: answered by a filed place in the period; open: reported by its end and not settled now. From leads and filed places.
office-figure-match_rate = Match rate of satellite marks
office-recipe-match_rate = Numerator: satellite marks with a filed place within tolerance, ruled-out ones too; denominator: all satellite marks as on record now. From leads and filed places.
office-figure-stops_not_reached = Stops not reached
office-recipe-stops_not_reached = Planned stops of which the last word, said in the period, is that they were not reached; by reason. From the outcomes.
office-figure-pod = Chance of detection, low and high
office-recipe-pod = Numerator: expected plots that the looks would have seen; denominator: expected plots; of the season to date. An estimate that nobody confirms; low with half the sight and concealed plots, high with 1.5 times the sight.
office-figure-expected_left = Expected left
office-recipe-expected_left = Expected plots left in all cells after looks and destruction; of the season to date. An estimate that nobody confirms.
office-figure-dead_corners = Dead corners
office-recipe-dead_corners = Connected ground of 500 m2 and 12 m width and more that no track sees, in villages reported as done (signed off, or survey rate and declared at .95).
