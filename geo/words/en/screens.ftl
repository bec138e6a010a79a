screens-app = Tacha
screens-nav-today = Today
screens-nav-overview = Overview
screens-nav-map = Map
screens-nav-plan = Plan
screens-nav-results = Results
screens-nav-reports = Reports and export
screens-skip = Skip to the screen
screens-other-language = 中文
screens-no-site = There is no site to show ({ $folder }). Start with “tacha serve SITE_FOLDER”.
screens-loading = Reading the site; the first time takes half a minute …
screens-day = { $day } { $month ->
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
}
screens-day-year = { $day } { $month ->
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
} { $year }
screens-never = none yet
screens-window = Season window
screens-window-seedling = Seedling sweep
screens-window-flower = Flower sweep
screens-window-capsule = Capsule sweep
screens-all-windows = All windows
screens-overview-title = { $site } · Overview
screens-fresh = Last track: { $track } · Last finding: { $finding } · Plan made: { $plan }
screens-card-rate = Survey rate (this window)
screens-card-left = Expected plots left
screens-card-left-more = { $before } expected before searching
screens-card-left-risen = { $before } expected before searching; raised where something was found, for more may be there
screens-card-left-share = of what was expected before; no records yet, so only shares are shown
screens-card-findings = Findings
screens-card-findings-more = { $open } open, { $closed } closed
screens-villages = Villages: what is left and where
screens-column-village = Village
screens-column-left = High-risk left (ha)
screens-column-high = High-risk searched
screens-column-rate = Survey rate
screens-column-pod = Detection
screens-column-plots = Expected plots left
screens-column-open = Open findings
screens-outside = outside the site
screens-attention = Needs attention
screens-comma = {", "}
screens-attention-none = Nothing waits for you
screens-assumed = Assumed for want of input ({ $count })
screens-map-shows = Grid shows
screens-map-layers = Layers
screens-layer-routes = Routes
screens-layer-findings = Findings
screens-layer-leads = Leads
screens-layer-tracks = Tracks
screens-layer-yards = Yards
screens-layer-history = Earlier finds
screens-team = Team
screens-all-teams = All teams
screens-day-label = Day
screens-all-days = All days
screens-cell-title = About a cell
screens-cell-none = Click a cell of the map to see why it matters, who is to go there, and how well it was last seen.
screens-cell-outside = No village's cell lies here; click a coloured cell.
screens-cell-why = Why
screens-cell-why-none = Nothing stands out.
screens-cell-plan = Planned
screens-cell-plan-none = Not in this season's plan.
screens-cell-planned = { $day }, { $team }, stop { $order }{ $kind ->
    [required] , required
    [yard] , yards
   *[plain] { "" }
}{ $passes ->
    [2] , two passes
   *[other] { "" }
}
screens-cell-looks = Last look
screens-cell-look = { $day } ({ $window }): { $visits ->
    [one] { $visits } look
   *[other] { $visits } looks
}, { $seen } of the ground seen, detection { $pod } ({ $low }–{ $high })
screens-cell-look-none = Not searched yet in this window.
screens-cell-note = Cell { $cell }. Risk only orders ground for search; it is not evidence.
screens-class-high = high
screens-class-medium = medium
screens-class-low = low
screens-fact-area = Area
screens-fact-elevation = Elevation
screens-fact-slope = Mean slope
screens-fact-remote = Walk from the road
screens-fact-plots = Expected plots
screens-fact-left = Expected left
screens-area = { $ha } ha ({ $mu } mu)
screens-minutes = { $minutes } min
screens-plan-title = { $site } · Plan
screens-plan-offer = You have { $days } team-days: enough to search { $least } to { $most } of the searchable ground well, depending on the time spent on the way.
screens-plan-none = There is no plan yet. Making one takes seconds to minutes.
screens-plan-make = Plan and adopt
screens-plan-again = Plan again and adopt
screens-plan-cancel = Cancel
screens-plan-waiting = Starting …
screens-plan-cancelled = Cancelled; nothing was changed.
screens-plan-card-days = Team-days
screens-plan-card-days-more = one route for each team and day
screens-plan-card-share = Searched with care
screens-plan-card-share-more = of searchable ground; { $stops } stops
screens-plan-card-finds = Expected finds
screens-plan-card-finds-more = when the whole season is walked as planned
screens-plan-card-required = Required stops
screens-plan-card-required-more = and { $reserve } stops in reserve
screens-plan-state = Plan { $plan }, made { $day }, { $state }
screens-plan-state-draft = draft
screens-plan-state-adopted = adopted
screens-plan-state-superseded = superseded
screens-plan-adopt = Adopt this plan
screens-plan-left-out = Left out, and why ({ $count })
screens-plan-windows = Windows
screens-window-opens = Opens
screens-window-closes = Closes
screens-window-state = State
screens-window-past = over
screens-window-open = open
screens-window-ahead = ahead
screens-team-days = Team-days
screens-pool = For
screens-pool-finds = finds
screens-pool-reserve = reserve
screens-pool-yards = yards
screens-stops = Stops
screens-length-km = Length (km)
screens-walk-km = On foot (km)
screens-climb-m = Climb (m)
screens-hours = Time (h)
screens-expected-finds = Expected finds
screens-today-set = Day set for a demonstration: { $day }
screens-today-wrong = The variable { $variable } holds “{ $told }”, which is no date; write it as 2026-07-01, or remove it.
screens-nav-settings = Settings
screens-menu = Menu
