error-route-unknown-team = Days are given for team “{ $team }”, which is not among the teams; correct the name or add the team.
error-route-unknown-window = Days are given for window “{ $window }”, which does not exist (there are: { $windows }); correct its name.
error-route-date-twice = Team “{ $team }” is sent out twice on { $date }; remove one of the two.
error-route-date-outside = { $date } of team “{ $team }” lies outside every season window ({ $windows }); change the date or the windows.
error-route-too-many-days = Team “{ $team }” has { $days } days in window “{ $window }”, which has only { $free } free; give fewer days or lengthen the window.
error-route-lead-no-way = Required stop “{ $lead }” (cell { $cell }, { $village }) cannot be reached by any team: no way leads there; check the place of the lead, the roads and the water, or withdraw the lead.
error-route-lead-too-far = Required stop “{ $lead }” (cell { $cell }, { $village }) takes { $needed_h } hours there and back, but the longest day of any team has { $day_h }; lengthen hours_per_day, add a nearer base, or withdraw the lead.
route-progress-better = Improving the routes
route-progress-window = Planning routes window by window
route-left-lead-days = Lead or earlier place { $lead } (cell { $cell }, { $village }): the days did not suffice for this required stop.
route-left-lead-outside = Lead or earlier place { $lead }: its place lies in no cell of the site; it is not planned.
route-left-lead-steep = Lead or earlier place { $lead } (cell { $cell }, { $village }): too steep to be searched on foot; look from a look-out or by drone.
route-left-lead-ground = Lead or earlier place { $lead } (cell { $cell }, { $village }): no ground there can be searched on foot (water or buildings); look at it by other means.
route-left-village-days = Village { $village }, window { $window }: the days did not suffice for a visit.
route-floors-price = Visits ordered from above (required stops, every village in every window) cost { $finds } expected finds ({ $percent } %).
route-left-steep = { $cells } cells ({ $area_ha } ha, { $percent } % of the expected plots) are steeper than { $slope }° on average and are not searched on foot; look from a look-out or by drone.
route-left-village-ground = Village { $village }, window { $window }: it has no ground that can be searched on foot.
route-rule-team-day-twice = Team-day { $team_day } is used by more than one route.
route-rule-team-day-unknown = Route { $route } does not agree with any team-day in team, date and window.
route-rule-base = Route { $route }: team and car do not both start from and return to the team’s base.
route-rule-gap = Route { $route }, leg { $leg }: it begins { $metres } m away from where the leg before ended.
route-rule-no-car = Route { $route }, leg { $leg }: the car is not there.
route-rule-car-moved = Route { $route }, leg { $leg }: the car changed its place in { $seconds } s though nobody could drive it there ({ $needed_s } s needed).
route-rule-barred = Route { $route }, leg { $leg }: it crosses water or ground too steep to walk.
route-rule-off-road = Route { $route }, leg { $leg }: it is driven where there is no drivable road.
route-rule-too-fast = Route { $route }, leg { $leg }: planned in { $seconds } s, but it takes { $needed_s } s.
route-rule-day-length = Route { $route } takes { $minutes } minutes; the team’s day has { $day_min }.
route-rule-turn-back = Route { $route }, stop { $stop }: it is left after its turn-back time.
route-rule-arrival = Route { $route }, stop { $stop }: it is reached later than it says.
route-rule-order = Route { $route }: stops are not numbered 1, 2, … with one search each.
route-rule-cell-twice = Route { $route } searches cell { $cell } twice.
route-rule-search = Route { $route }, stop { $stop }: cell { $cell } is searched elsewhere or for a shorter time than it says.
route-rule-steep = Route { $route }, stop { $stop }: cell { $cell } is too steep or unknown and must not be searched on foot.
route-rule-required = Required stop { $lead } is not in the plan.
error-route-required-reach = Required stop { $stop }: no team could be there and back within one whole day{ $others ->
    [0] .
   *[other] ; { $others } more like it.
 }
