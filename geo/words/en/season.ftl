# The season under way and at its end
season-first = Cell { $cell } ({ $village }) was not reached ({ $reason ->
        [weather] weather
        [time] no time
        [road] road
        [danger] danger
        [blocked] blocked
        [hands] too few hands
       *[other] no reason given
    }) and has waited { $age_d } days: { $team } goes there first on { $date }.
season-left-first = Cell { $cell } ({ $village }) was not reached ({ $reason ->
        [weather] weather
        [time] no time
        [road] road
        [danger] danger
        [blocked] blocked
        [hands] too few hands
       *[other] no reason given
    }) and has waited { $age_d } days: the remaining team-days have no room for it, or nothing shows there any more.
