# Why survey rate and chance of detection differ
difference-nothing = There are no tracks yet: neither figure can be worked out.
difference-none = Survey rate { $rate } %, chance of detection { $pod } %: they agree, ground that was entered was mostly seen.
difference-unsigned = Chance of detection ({ $pod } %) is above the survey rate ({ $rate } %) because { $walked } % of the ground has tracks, of which some visits are not signed yet and do not count as surveyed.
difference-better = Chance of detection ({ $pod } %) is above the survey rate ({ $rate } %) because the high-risk ground was searched first: { $walked } % of the ground, but { $reach } % of the expected plots.
difference-where = Survey rate { $rate } % but chance of detection only { $pod } %, mainly because the ground left out is the high-risk one: { $walked } % of the ground was entered, with only { $reach } % of the expected plots.
difference-thin = Survey rate { $rate } % but chance of detection only { $pod } %, mainly because the lines were too far apart: of the cells entered, only { $sight } % lie within sight of a track.
difference-sight = Survey rate { $rate } % but chance of detection only { $pod } %, mainly because in sight is not the same as seen: at that stage and cover, only { $seen } % of the plots beside a track would be recognised.

# Daily line
daily-head = As of { $day } { $month ->
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
} { $year }, { $site }:
daily-rate = Survey rate { $rate } % (with track){ $declared ->
    [none] .
   *[other] , and { $declared } % declared on paper.
}
daily-areas = Responsibility areas to survey { $areas }, surveyed { $surveyed }, of these with track { $with_track }.
daily-force = Today { $persons } persons, { $vehicles } vehicles, { $sorties } drone sorties; { $visits } visits on record ({ $unsigned } to be signed).
daily-ground = Surveyed today: { $villages }, { $ha } ha ({ $mu } mu) in all.
daily-nothing = Nothing found on the { $ha } ha ({ $mu } mu) surveyed today in { $villages }.
daily-ground-named = Surveyed today: { $villages }{ $areas ->
    [none] { "" }
   *[other] { " " }({ $areas })
}; no cells are named, so no area is counted.
daily-nothing-named = Nothing found in { $villages }{ $areas ->
    [none] { "" }
   *[other] { " " }({ $areas })
} today; no cells are named, so no area is counted.
daily-found = Found today: { $findings } places{ $plants ->
    [none] , plants not counted yet.
   *[other] , { $plants } plants{ $uncounted ->
        [none] .
       *[other] ; { $uncounted } places not counted yet.
    }
}
daily-destroyed = Destroyed today: { $findings } places, { $plants } plants.
daily-nobody = No survey on record that day.
daily-not-reached = Stops not reached: { $stops }, because of { $reason ->
    [weather] weather
    [time] lack of time
    [road] the road
    [danger] danger
    [blocked] being turned away
   *[hands] lack of people
}.

# Text of a report
report-rate = Survey rate { $rate } %{ $declared ->
    [none] { " " }(with track; no visit is signed yet).
   *[other] { " " }(tracks of signed visits), and { $declared } % declared on paper.
}
report-areas = Responsibility areas { $areas }, surveyed { $surveyed }, of these with track { $with_track }.
report-yards = Yards { $yards }, entered { $yards_entered }.
report-nothing = No opium poppy or cannabis was found on the ground surveyed.
report-nothing-nowhere = No findings, but no ground counts as surveyed yet either: nothing can be said about cultivation.
report-found = Found: { $findings } places, { $plants } plants, { $area } mu; destroyed { $destroyed }, open { $open }.
report-marks = Satellite marks { $marks }, match rate { $rate } %.
report-pod = Chance of detection { $pod } % ({ $pod_low }–{ $pod_high } %): the chance that a plot that is there was seen; an estimate.
report-corners = Dead corners ({ $reason ->
    [never_planned] never planned
    [not_reached] planned and not reached
    [gps_gap] gap in the track
    [steep] too steep
   *[restricted] restricted
}): { $count }, { $mu } mu.
report-worst = Villages where least was seen: { $villages }.
