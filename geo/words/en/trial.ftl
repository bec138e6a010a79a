trial-title = A simulation, not a result: { $seasons } seasons drawn for each truth, { $days } team-days for everybody; { $plots } plots expected on the site this season.
trial-plan-now = No plan is on record yet; “this plan” was made just now.
trial-how = All routes are timed with the same drives, walks and passes; what is seen follows each plot’s stage on that day, and nothing after harvest counts. The figures compare ways of working; they are no achievement to report.
trial-progress-rivals = Working out what is done by hand
trial-progress-plan = Working out this plan
trial-progress-judge = Drawing seasons
trial-progress-seasons = Going back season by season
trial-column-rival = Way
trial-column-stops = Stops
trial-column-visited = Visited
trial-column-found = Found (8 in 10)
trial-column-early = Early
trial-column-times = Smart 1
trial-rival-carpet = Village by village
trial-rival-nearest = Nearest first
trial-rival-historic = Old villages, calendar
trial-rival-historic-season = Old villages, in season
trial-rival-historic-twice = Half of these, twice
trial-rival-risk = Risk order, in season
trial-rival-smart = Smart list, twice
trial-rival-plan-free = This plan, no reserve
trial-rival-plan = This plan
trial-truth-prior = As expected
trial-truth-weights = Wrong places
trial-truth-dates = Dates 15 days off
trial-truth-width = Half the sight
trial-costs = What it would cost this plan to be wrong:
trial-cost-nothing = This plan expects no finds, so there is nothing to lose.
trial-cost-early = Season { $days } days earlier than expected: { $direction ->
    [less] expected finds fall from { $expected } to { $finds }, { $percent } % less
    [more] expected finds rise from { $expected } to { $finds }, { $percent } % more
   *[same] expected finds stay about the same ({ $expected })
}.
trial-cost-late = Season { $days } days later than expected: { $direction ->
    [less] expected finds fall from { $expected } to { $finds }, { $percent } % less
    [more] expected finds rise from { $expected } to { $finds }, { $percent } % more
   *[same] expected finds stay about the same ({ $expected })
}.
trial-cost-width = People see only half as far as expected: { $direction ->
    [less] expected finds fall from { $expected } to { $finds }, { $percent } % less
    [more] expected finds rise from { $expected } to { $finds }, { $percent } % more
   *[same] expected finds stay about the same ({ $expected })
}.
trial-cost-weights = Factors of the land weigh differently ({ $draws } other sets of weights): on average { $direction ->
    [less] expected finds fall from { $expected } to { $finds }, { $percent } % less
    [more] expected finds rise from { $expected } to { $finds }, { $percent } % more
   *[same] expected finds stay about the same ({ $expected })
}; the worst tenth loses at least { $worst } %.
trial-legend = Found: before harvest. Early: before lancing. Old villages: those with past finds, most first. In season: in flower and capsule. Smart list: the top half of the cells by risk, in flower and again in capsule, by nearest-neighbour routes. No reserve: without visits ordered from above either. Visited: searchable ground visited at least once.
