# Changes to a plan by hand
hand-day-begun = Team-day { $team_day } is { $state ->
        [handed_out] handed out
        [out] out
       *[back] back
    } and stays as it is; take it back first if nobody has set out, or choose another.
hand-day-locked = Team-day { $team_day } is locked; unlock it first, or choose another.
hand-window-gone = Team-day { $team_day } belongs to window { $window }, which the season has no more; plan again with --from.
    .screen = Team-day { $team_day } belongs to window { $window }, which the season has no more; plan again under “Plan”.
hand-stop-name = “{ $stop }” is no stop; write TEAM-DAY:NUMBER, such as T1_2026-05-25:3.
hand-same-day = { $team_day } was named twice; name two different team-days.
hand-split-all = { $team_day } would be left without a stop; to give all of them to { $other }, swap or merge.
hand-undo-late = Plan { $plan } was changed since, or took the place of none, and cannot be undone; open Today again and change the plan from there.
hand-no-routes = Neither { $one } nor { $other } has a route; there is nothing to do.
hand-twice = Cell { $cell } is searched by { $team_day } in the same window already; move that stop instead.
hand-passes = { $passes } passes are not possible; choose 1 or 2.
hand-no-place = “{ $place }” is no cell, house cluster or stop of this site; choose one that the map shows.
hand-no-ground = Cell { $cell } has no ground to be searched on its own; choose the cell next to it.
hand-steep = Cell { $cell } is { $slope }° steep, over the { $limit }° up to which ground is searched on foot; look from a look-out or by drone.
hand-nothing-shows = In { $window } nothing can be seen in cell { $cell } yet or any more; choose another window.
hand-no-yards = There are no yards left to check at { $yard }; choose another place.
hand-yards-planned = All yards of { $yard } are planned already; move those stops instead.
hand-many = Team-day { $team_day } would have { $stops } stops, over the { $most } that a route holds.
hand-breaks = { $fault } Nothing was changed.
hand-no-way = The team of { $team_day } cannot get to stop { $stop } or back from it.
hand-too-long = { $team_day } would be { $minutes } minutes longer than its day of { $day_min } minutes.
hand-turn-back = On { $team_day } stop { $stop } would be left { $minutes } minutes after its turn-back time.
hand-forbid-stays = { $team_day } still goes to { $place }: it was handed out or is locked and stays as it is; tell the team.
hand-left-forbidden = Lead or earlier place { $lead }: forbidden by hand ({ $place }), nobody is planned to enter it.
hand-left-merge = { $place } was left out when routes were merged: { $team_day } has no time for it.
hand-usage = { $verb } is written: tacha change DIR { $usage }
hand-done = Plan { $plan } takes the place of { $replaces }: { $finds } expected finds this season.
hand-route = { $team_day }: { $before } → { $after }
hand-figures = { $stops ->
        [0] no route
       *[other] { $stops } stops, { $minutes } min
    }
hand-rain-none = On { $date } { $team ->
        [none] nobody goes out, so there is no day to lose.
       *[other] { $team } does not go out; those who do: { $known }.
    }
plan-signed = { $user } has signed what plan { $plan } leaves out (signature { $hash }).
plan-signed-already = Plan { $plan } was signed by { $user } already; a signature stays as it is.
hand-forbidden = { $place } was forbidden by hand; allow it first with tacha change DIR allow.
    .screen = { $place } is forbidden by hand; allow it again first.
hand-dropped = { $orders ->
        [one] { $orders } order given by hand (pin, ban or lost day) does
       *[other] { $orders } orders given by hand (pins, bans, lost days) do
    } not hold in a plan of the whole season; plan with --from to keep them.
    .screen = Orders given by hand ({ $orders }: pins, bans, lost days) do not hold in a plan of the whole season; plan from today to keep them.
