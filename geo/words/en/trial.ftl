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
trial-rival-historic = Villages, calendar
trial-rival-historic-season = Villages, in season
trial-rival-historic-twice = Half of these, twice
trial-rival-risk = Risk order, in season
trial-rival-smart = Smart list, twice
trial-rival-plan-free = This plan, no reserve
trial-rival-plan = This plan
trial-truth-prior = As expected
trial-truth-weights = Other places
trial-truth-dates = 15 days off
trial-truth-width = Half sight
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
trial-legend = Found: before harvest. Early: before lancing. Smart 1: as a multiple of the smart list. Villages: those with past finds, most first. In season: in flower and capsule. Smart list: the top half of the cells by risk, in flower and again in capsule, by nearest-neighbour routes. No reserve: without visits ordered from above either. Visited: searchable ground visited at least once.
trial-error-history = Too few past records for a backtest: { $finds } finds with a place in { $seasons } seasons; at least one season must have { $least }, and the seasons before it { $least } together.
trial-backtest-title = Backtest: each season’s expected plots are worked out from earlier records only; then the season’s finds are looked up in the ground that ranked first.
trial-backtest-how = Area, hours: share of the finds in the first part of the area, of the hours of walking and searching. Per effort: the same of area, each find counted by the effort in its village that season. AUC: chance that a find’s ground ranks above ground taken at random; 0.5 is luck.
trial-backtest-calibration = Fifths: searchable area by expected density, 1 the lowest; “expected” is what that season’s effort should have found.
trial-backtest-placeless = { $finds } finds are known only by village and are not counted.
trial-backtest-unlogged = For { $missing } of { $all } village-seasons no effort is on file; they count with a coverage factor of { $coverage }.
trial-all-seasons = mean
trial-way-map = this map
trial-way-last = last places
trial-way-uniform = all alike
trial-column-season = Season
trial-column-way = Ranked by
trial-column-finds = Finds
trial-column-auc = AUC
trial-column-group = Fifth
trial-column-expected = Expected
trial-column-found-past = Found
trial-column-area = Area 10/20 %
trial-column-hours = Hours
trial-column-effort = Per effort
trial-error-days = { $place }: no team has a day, so there is nothing to compare; give days in the teams file or in site.toml.
trial-chart-found-by = Share of past finds, ground taken by rank
trial-chart-area = share of the area (%)
trial-chart-found = share of finds (%)
trial-chart-calibration = Fifths of the area: expected and found
trial-chart-group = fifth of the area, least expected first
trial-chart-expected = expected
trial-chart-count = found
trial-column-reserve = Reserve
trial-column-finds-expected = Expected finds
trial-trade-off-how = Routes are not improved at any point: read the exchange, not the level; other shares are read on a straight line between two points.
