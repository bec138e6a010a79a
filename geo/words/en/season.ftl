# The season under way and at its end
step-team-day-planned = Team-day { $subject } is planned; it can only be handed out next.
step-team-day-handed-out = Team-day { $subject } is handed out; the team can only set out next, or it is taken back.
step-team-day-out = Team-day { $subject } is out; the team can only come back next.
step-team-day-back = Team-day { $subject } is back and stays as it is.
season-no-team-day = The plan in force has no team-day { $team_day }; { $near ->
        [none] list them with tacha day DIR list.
       *[other] did you mean { $near }?
    }
season-no-plan-in-force = No plan is in force yet; make one with tacha plan --adopt first.
    .screen = No plan is in force yet; make one under “Plan” and adopt it.
season-nothing-planned = Team-day { $team_day } has no route, so there is nothing to hand out; plan again from that day on, or choose another.
season-plan-loses = Plan { $plan } lacks team-days that were handed out ({ $team_days }) and was not adopted; plan with --from to keep what was handed out.
    .screen = Plan { $plan } lacks team-days that were handed out ({ $team_days }) and was not adopted; plan again from today to keep what was handed out.
season-closed = The season of { $season } is closed and stays as it is; set the next year under [season] in site.toml.
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
season-no-days = { $place }: no team-day is left to plan from { $date } on; give more days or other windows in site.toml, or another date.
season-days-unrecorded = { $days } past team-days have nothing on record (track, survey record or outcome of a stop) and were not kept; their ground is planned again. If it was searched, take in the tracks first.
season-kept = Planned anew from { $date }: { $kept } team-days of plan { $plan } stay as they are.
season-close-done = The season of { $season } is closed: { $searched } of { $cells } cells were searched, { $finds } finds entered the history. To plan the next one set year = { $next } under [season] in site.toml, and its sowing and stages seen.
season-close-others = { $findings } findings are no opium poppy or not identified yet and did not enter the history.
season-tracks-other = { $tracks } tracks were walked outside this season and do not count; if that is wrong, check the device's clock and the year in site.toml.
season-left-pin = { $place } was pinned to { $team_day } by hand, but does not fit there any more.
