# Plan
work-done-plan = The plan is made.
work-done-compare = The comparison is done.
work-done-backtest = The backtest is done.
work-done-trade-off = The trade-off is worked out.
plan-parts = Contents
plan-part-make = Make
plan-part-frame = Windows and teams
plan-part-routes = Routes
plan-part-left = Left out
plan-part-judge = Compare and test
plan-outdated = Windows or team-days were changed after this plan was made: plan again.
plan-reserve = Reserve: routes kept for ground never visited
plan-reserve-what = The more is kept, the more ground is visited and the fewer finds are expected. The button below plans five shares to show the exchange.
plan-reserve-at = At { $reserve }: about { $finds } expected finds ({ $share } of the most), { $visited } of the searchable ground visited.
plan-reserve-at-classes = At { $reserve }: about { $share } of the most finds possible, { $visited } of the searchable ground visited.
plan-curve = Work out the trade-off
plan-curve-again = Work out the trade-off again
plan-curve-how = { $points } shares were planned ({ $day }); others are read on a straight line between two of them. No point has improved routes: read the exchange, not the figures of the plan.
plan-curve-finds = Expected finds (most = 100%)
plan-curve-visited = Searchable ground visited
plan-curve-reserve = Reserve
plan-curve-of-most = Of the most
plan-floors = Visits ordered: every village in every window, every required stop
plan-floors-what = An order from above, not an option; switch it off only to see its price, which stands here after planning.
plan-begun = Days were handed out or locked: planning starts today ({ $day }); what is handed out, done or locked stays as it is.
plan-draft = Draft only
plan-plans = Drafts and the plan in force
plan-look-at = Look at
plan-label = { $plan } ({ $day }, { $state })
plan-column-plan = Plan
plan-column-made = Made on
plan-column-state = State
plan-column-reserve = Reserve
plan-column-visited = Visited
plan-column-left-out = Left out
plan-no-routes = No routes match.
plan-route = { $day } { $team } ({ $stops } stops)
plan-route-which = Which day's route
plan-column-order = Order
plan-column-what = What
plan-column-arrive = Arrive
plan-column-minutes = Minutes there
plan-column-turn-back = Turn back by
plan-stop = { $kind ->
    [yard] yards
    [required] required stop
    [reserve] reserve
   *[plain] search
}{ $passes ->
    [2] , two passes
   *[other] { "" }
}
plan-clock = Times count from leaving the base (hours:minutes).
plan-on-map = See the routes on the map
plan-windows-suggested = Windows follow from the crop calendar of this season; one stage seen on the ground pins them.
plan-windows-given = Windows were set by hand and do not follow the crop calendar.
plan-windows-edit = Change windows
plan-window-which = Which window
plan-window-new = Add a window
plan-window-number = Unified sweep { $number }
plan-window-name = Name
plan-window-remove = Remove this window
plan-windows-suggest = Back to the suggested windows
plan-windows-kept = Windows changed. Plan again for the plan to follow.
plan-save = Save
plan-column-days = Team-days planned
plan-observe = Enter a stage seen on the ground
plan-observe-what = Enter the stage of poppy seen in a village and the day; the windows of the season follow.
plan-observe-stage = Stage
plan-observe-on = Seen on
plan-observe-save = Enter
plan-observed = Entered: { $stage } on { $day } at { $metres } m. The suggested windows follow it now.
plan-stage-rosette = rosette
plan-stage-bud = bud
plan-stage-flower = flower
plan-stage-capsule = capsule (lancing)
plan-teams = Teams and days
plan-column-base = Base
plan-column-members = People
plan-column-vehicle = Travel
plan-column-hours = Hours a day
plan-column-given = Days given
plan-vehicle-car = by car
plan-vehicle-foot = on foot
plan-days-season = { $days } in the season
plan-days-dates = { $days } dates
plan-days-by-date = The dates of this team were given one by one and are not changed here.
plan-days-whole = Days in the season
plan-days-in = { $window } (days)
plan-teams-file = The teams come from a file that was taken in; change the file and take it in again under “Inputs”.
plan-team-edit = Change a team
plan-team-which = Which team
plan-team-kept = { $team } changed. Plan again for the plan to follow.
plan-left-what = Days are few: this was left out. Whoever gave the days reads it and signs, so that it is on record.
plan-left-nothing = All that was asked for is in the plan.
plan-signatures = Signatures
plan-signature = { $user } signed on { $day }; note: { $note }{ $holds ->
    [yes] { "" }
   *[no] { " " }(the record was changed since: the signature no longer holds)
}
plan-unsigned = Nobody has signed yet.
plan-sign-note = Note (optional)
plan-sign = Sign the above
plan-sign-done = Signed; proof { $hash }.
plan-compare = Compare with what is done by hand (simulation)
plan-compare-what = At equal team-days, this plan and several lists made by hand are tried in many simulated seasons. Takes half a minute to a few minutes.
plan-compare-start = Compare
plan-compare-other = This comparison was made for plan { $plan }; you are looking at another one: work it out again.
plan-compare-truths = If expectations are wrong, what each way finds (in brackets: times the smart list):
plan-sensitivity = What errors would cost this plan
plan-backtest = Backtest on past seasons
plan-backtest-what = Each season is foretold from earlier records alone; then it is counted how many of its finds lie in the ground ranked first.
plan-backtest-start = Backtest
plan-work-again = Work it out again
plan-made-on = Worked out on { $day }.
