# The days of the plan in force: handed out, out, back; what became of their stops
day-which = Name at least one team-day, or a day with --date.
    .screen = Name at least one team-day, or choose a day.
day-none-on-date = The plan in force has no team-day on { $date }; { $near ->
        [none] it has none at all.
       *[other] the nearest are on { $near }.
    }
day-stops-many = Single stops are told of one team-day at a time ({ $team_days } were named); for all of them together say rest.
day-stops-text = “{ $text }” is no list of stops; write numbers of the route such as 1-4,6, with the reason behind: 5=weather, or rest for all others.
day-stop-twice = Stop { $stop } is told twice; say once what became of it.
day-stop-none = Team-day { $team_day } has no stop { $stop }: its route has { $stops }.
day-stops-back-only = Stops are told with back or with stops, not with { $verb }.
day-reason-unknown = “{ $text }”: there is no such reason; choose one of: { $allowed }.
day-rest = rest
day-reason = { $reason ->
        [weather] weather
        [time] time
        [road] road
        [danger] danger
        [blocked] blocked
       *[hands] hands
    }
day-state = { $state ->
        [planned] planned
        [handed_out] handed out
        [out] out
       *[back] back
    }
day-locked = locked
day-head-team-day = Team-day
day-head-state = State
day-head-stops = Stops
day-head-minutes = Minutes
day-head-done = Done / partly / not reached
day-changed = { $verb ->
        [hand-out] Handed out
        [take-back] Taken back
        [out] Set out
        [back] Back
        [lock] Locked
        [unlock] Unlocked
       *[stops] Told
    }: { $team_days }
day-changed-none = Nothing was to be done: no team-day of that day waits for it.
day-told = { $stops ->
        [one] { $stops } stop
       *[other] { $stops } stops
    } told.
