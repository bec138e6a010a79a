# Overview
overview-high = High-risk ground searched this window: { $rate } ({ $done } / { $all } ha), { $left } ha ({ $left_mu } mu) left
overview-high-where = , most of it in { $village }
overview-rate-more = Official: searchable ground that tracks entered (no visit is signed yet)
overview-rate-signed = Official: with track and signed; another { $unsigned } has tracks that nobody signed yet
overview-unseen = High-risk ground nobody has seen (one place a village; open it on the map)
overview-unseen-line = { $village } { $ha } ha
overview-unseen-planned = { $team } goes there on { $day }
overview-unseen-none = no team is going there
overview-pod = Chance of detection (this window)
overview-pod-more = Chance that a plot that is there was seen ({ $low }–{ $high }): a track is not yet a look
overview-more = { $count } more: they show as these are dealt with.
overview-daily = Daily line (to copy)
attention-no-plan = There is no search plan yet: make one under “Plan”
attention-overdue = { $count } team-days went out and were never noted as back ({ $teams }), the first on { $day }
attention-next = Next day out, { $day }: { $count ->
    [one] { $count } team has
   *[other] { $count } teams have
} nothing handed out yet
attention-missed = { $village }: ground planned since { $since } was not reached { $times } times: decide what to do
attention-finding = { $village }: found on { $day }, { $state }, not destroyed yet
attention-revisit-overdue = { $count } revisits overdue ({ $villages }), the first was due by { $day }
attention-revisit-ready = { $count } revisits can be made now ({ $villages }), the first is due by { $day }
attention-sign = { $count ->
    [one] { $count } visit
   *[other] { $count } visits
} to sign ({ $villages })
attention-fill-in = { $count } teams' days not debriefed yet ({ $villages })
attention-lead = { $kind } leads to be checked: { $count } ({ $villages })
attention-more = { $village } and others
