today-title = Today
today-head = { $when ->
        [today] Today ·{" "}
       *[other] {""}
    }{ $weekday } { $day }{ $window ->
        [none] {""}
       *[other] {" "}· { $window }
    }
today-weekday = { $day ->
        [1] Mon
        [2] Tue
        [3] Wed
        [4] Thu
        [5] Fri
        [6] Sat
       *[7] Sun
    }
today-today = today
today-teams = { $teams ->
        [0] no team goes out
        [one] { $teams } team
       *[other] { $teams } teams
    }
today-before = Day before
today-after = Day after
today-now = Back to today
today-and = {", "}
today-no-plan = No plan is in force yet, so there is nothing to do today. Make a plan and adopt it; every team's route of the day then stands here.
today-to-plan = Go to Plan
today-nobody = No team goes out on this day.
today-figures-day = { $teams ->
        [one] { $teams } team
       *[other] { $teams } teams
    } with { $people } people { $when ->
        [today] today
        [past] that day
       *[ahead] that day
    } · not handed out { $planned } · handed out { $handed_out } · out { $out } · back { $back }
today-over-count = ■ overdue: { $teams ->
        [one] { $teams } team
       *[other] { $teams } teams
    }
today-over = overdue { $hours ->
        [0] {""}
       *[other] { $hours } h { "" }
    }{ $minutes } min
today-working = Working…
today-undo = Undo this change
today-undone = Undone: the plan from before the change is in force again.
today-register = Register the finding on the map →
today-findings = { $count ->
    [one] { $count } finding
   *[other] { $count } findings
} registered →
today-no-route = no route
today-figures = { $stops ->
        [one] { $stops } stop
       *[other] { $stops } stops
    }, { $minutes } min, { $finds } expected finds
today-figures-plain = { $stops ->
        [one] { $stops } stop
       *[other] { $stops } stops
    }, { $minutes } min
today-price-route = { $team_day }: { $before } → { $after }
today-price-season = Price: expected finds of the season { $before } → { $after } ({ $share })
today-price-share = Price: expected finds of the season change by { $share }
today-open = See stops
today-more-villages = { $villages } and { $more ->
        [one] { $more } village more
       *[other] { $more } villages more
    }
today-card-none = { $members } people, no route on this day.
today-card-stops = { $stops ->
        [one] { $stops } stop
       *[other] { $stops } stops
    }{ $required ->
        [0] {""}
       *[other] {" "}({ $required } required)
    } · { $members } people
today-card-turn = Leaves { $leaves } · leaves the last stop by { $turn_back }
today-card-due = Back at { $back } as planned, { $due } at the latest
today-card-over = Not noted as back: call this team now.
today-card-told = Told { $told } of { $stops }
today-hand-out = Hand out
today-hand-out-all = Hand out all ({ $teams ->
        [one] { $teams } team
       *[other] { $teams } teams
    })
today-take-back = Take back
today-set-out = Set out…
today-set-out-sure = { $team } with { $members } people sets out now? This cannot be taken back.
today-set-out-yes = Set out
today-set-out-all = All set out ({ $teams })…
today-set-out-all-sure = { $teams } teams set out now? This cannot be taken back.
today-back = Back…
today-back-sure = { $left ->
        [0] { $team } is back? This cannot be taken back.
        [one] { $team } is back? This cannot be taken back. Nothing is said of { $left } stop yet.
       *[other] { $team } is back? This cannot be taken back. Nothing is said of { $left } stops yet.
    }
today-back-rest = Back; the other { $left ->
        [one] stop
       *[other] { $left } stops
    } searched, nothing found
today-back-only = Back; stops are told later
today-back-yes = Back
today-not-back = { $day }: { $teams } { $state ->
        [handed_out] handed out, never noted as set out or back
       *[out] set out, never noted as back
    }.
today-open-day = Open that day
today-more = { $count } more of this kind.
today-missed = { $village }, cell { $cell }: not reached { $times } times since { $since } ({ $reason }); the lead has to decide.
today-missed-next = Planned: { $team }, { $day }.
today-missed-nobody = Nobody is planned to go.
today-on-map = map
today-missed-send = Send a team today…
today-missed-stop = Suspend…
today-missed-why = Reason (signed)
today-missed-sign = Signed with your account: this ground is not planned for now.
today-missed-yes = Sign and suspend
today-missed-done = Cell { $cell } of { $village } is suspended.
today-stops = { $team } · { $stops ->
        [one] { $stops } stop
       *[other] { $stops } stops
    } · { $told } told
today-stops-later = Once the team is out, its stops are told here.
today-stops-none = No stops; add one under “Change the route”, or move one here from another team.
today-rest = Other { $left } stops: searched, nothing found
today-mark-required = required
today-mark-reserve = reserve
today-mark-pinned = pinned
today-mark-missed = not reached { $times ->
        [one] once
       *[other] { $times } times
    }
today-mark-passes = { $passes } passes
today-yards = { $village }: yards of { $place }
today-stop-times = Cell { $cell } · there about { $arrives }, { $minutes } min
today-outcome = { $outcome ->
        [done] searched
        [partly] partly searched ({ $reason })
       *[not_reached] not reached ({ $reason })
    }
today-nothing = searched, nothing found
today-change-outcome = Change
today-done = Stop { $order }: searched, nothing found
today-found = Found something
today-not-reached = Not reached…
today-partly = Partly…
today-told-found = Stop { $order }: searched. Now register the finding; do not pull it up: mark it, photograph it, step back, call.
today-told = Stop { $order }: { $what }.
today-replan = Plan the day anew…
today-replan-sure = { $teams ->
        [one] { $teams } team
       *[other] { $teams } teams
    } of this day, not handed out and not locked, get new routes; all other routes stay.
today-replan-yes = Plan now
today-replan-same = No route has changed.
today-stop = Rain or closed road…
today-stop-teams = Teams that do not go
today-stop-why = Why
today-stop-last = Last day of the stop
today-stop-until = Last day that takes stops over
today-stop-sure = Stops of which nothing was said count as not reached and go first on the next days. This cannot be undone.
today-stop-yes = Stop and plan anew
today-stop-done = Called off: { $team_days }. Their stops are planned on the next days.
today-change = Change the route of { $team }
today-change-what = What to change
today-change-locked = The route is locked and stays as it is when the day is planned anew.
today-verb-move = Move
today-verb-pin = Pin
today-verb-forbid = Forbid
today-verb-add = Add
today-verb-swap = Swap
today-verb-merge = Merge
today-verb-split = Split
today-verb-lock = Lock
today-verb-move-more = Give a stop to another team or day, where it lengthens the day least.
today-verb-pin-more = A pinned stop stays with this team on this day when the rest is planned anew; a pinned one can be let go.
today-verb-forbid-more = Send nobody to this place: in this window, or all season.
today-verb-add-more = Give this team one more stop: a place that was missed, or a cell chosen on the map.
today-verb-swap-more = Two teams (or two days) swap their whole routes.
today-verb-merge-more = Give all stops of this team to another one; this team stays at home.
today-verb-split-more = From one stop on, give the rest of the route to another team.
today-verb-lock-more = A locked route stays as it is, whatever is planned anew or changed by hand; it can be unlocked.
today-yes-move = Move
today-yes-pin = Pin
today-yes-unpin = Let go
today-yes-forbid = Forbid
today-yes-add = Add
today-yes-swap = Swap routes
today-yes-merge = Merge
today-yes-split = Split
today-yes-lock = Lock the route
today-yes-unlock = Unlock
today-merge-leave-out = Leave out what does not fit (each is named)
today-forbid-season = All season (else only this window)
today-why = Reason
today-add-which = Which place
today-add-missed = { $village }: a place that was missed
today-add-map = Cell { $cell }, chosen on the map
today-add-none = Choose a cell on the map and come back, or type the name of a cell or house cluster.
today-add-name = Name of a cell or house cluster (optional)
today-add-twice = Two passes
today-no-stop = There is no stop to choose.
today-stop-label = { $order } · { $place }{ $kind ->
        [yards] {" "}yards
        [required] {" "}(required)
       *[plain] {""}
    }
today-which-stop = Which stop
today-which-from = From which stop on
today-no-other = No other team-day can be changed.
today-which-other = Which team and day
today-other-label = { $team_day }: { $stops } stops, { $spare } min to spare
today-packs = Field packs…
today-packs-what = One zip for each team: map sheet (PDF), route for the phone (GPX, KML), picture and text for WeChat.
today-packs-teams = Which teams
today-packs-leader = The leader’s copy (why each stop, leads, risk)
today-packs-leader-what = The copy holds leads and earlier finds: do not pass it to the teams.
today-packs-make = { $teams ->
    [one] Make the pack of { $teams } team
   *[other] Make the packs of { $teams } teams
}
today-came = How many came today
today-card-came = { $came } came today
