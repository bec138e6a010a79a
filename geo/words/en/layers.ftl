layers-unknown = not known
layers-quantity-risk = Risk
layers-quantity-priority = Priority
layers-quantity-coverage = Detection (POD)
layers-quantity-left = Expected left
layers-class-rank-4 = highest (top 5 % of area)
layers-class-rank-3 = high (5–10 %)
layers-class-rank-2 = medium (10–30 %)
layers-class-rank-1 = lower (30–60 %)
layers-class-rank-0 = low (the rest)
layers-class-pod-4 = 80 % and more (target)
layers-class-pod-3 = 60–80 %
layers-class-pod-2 = 40–60 %
layers-class-pod-1 = 20–40 %
layers-class-pod-0 = under 20 %
layers-legend-note-risk = Orders ground for search; it is not evidence.
layers-legend-note-priority = Expected finds per hour of the next pass in this window.
layers-legend-note-coverage = Chance that a plot that is there was seen.
layers-legend-note-left = What may be left after searching, in the classes of risk.
layers-legend-unseen = not searched in this window
layers-legend-bases = base
layers-legend-findings = finding open/closed
layers-legend-leads = lead
layers-legend-drive = by car
layers-legend-required = required stop
layers-legend-reserve = reserve
layers-legend-tracks = track
layers-legend-yards = yards
layers-legend-history = earlier finds
layers-route-tip = <b>{ $team }</b> { $day }<br>{ $stops ->
    [one] { $stops } stop
   *[other] { $stops } stops
}, { $km } km, { $walk_km } km of it on foot<br>about { $hours } h
layers-stop-tip = <b>Stop { $order }</b> ({ $team }){ $kind ->
    [required] , required
    [reserve] , reserve
    [yard] , yards
   *[plain] { "" }
}<br>reached { $arrive } after leaving, about { $minutes } min there{ $passes ->
    [2] , two passes
   *[other] { "" }
}
layers-lead-text = <b>Lead: { $kind }</b> ({ $state })<br>{ $day }<br>{ $note }
layers-lead-kind-tip = tip
layers-lead-kind-satellite = satellite mark
layers-lead-kind-drone = drone
layers-lead-kind-place = place to check
layers-lead-kind-sign = sign
layers-lead-letter-tip = T
layers-lead-letter-satellite = S
layers-lead-letter-drone = D
layers-lead-letter-place = P
layers-lead-letter-sign = N
layers-lead-state-new = new
layers-lead-state-assigned = assigned
layers-lead-state-confirmed = confirmed
layers-lead-state-ruled_out = ruled out
layers-yard-tip = <b>{ $place }</b><br>{ $yards } yards, { $checked } checked
layers-history-tip = found in { $season }
layers-finding-tip = <b>Finding</b> ({ $state })<br>{ $day }, plants { $plants }, { $area } m² ({ $mu } mu)
layers-finding-state-reported = reported
layers-finding-state-held = held for police
layers-finding-state-counted = counted
layers-finding-state-eradicated = eradicated
layers-finding-state-verified_gone = verified gone
layers-track-tip = <b>Track</b> { $day }, { $team }<br>{ $km } km { $mode ->
    [car] by car
    [drone] by drone
   *[foot] on foot
}
layers-quantity-compare = Compare two windows
layers-compare-neither = searched in neither
layers-compare-first = only in { $first }
layers-compare-second = only in { $second }
layers-compare-both = searched in both
layers-legend-note-compare = Whether somebody was there, not how well it was seen.
layers-legend-tied = really { $percent }
layers-legend-tied-note = Cells are alike and cannot be ranked, so a class holds more area than its name says.
layers-mark-visited = searched in this window
layers-mark-steep = too steep to search on foot
layers-mark-restricted = restricted (signed)
layers-mark-suspended = suspended (signed)
layers-mark-later = only in the second window
layers-mark-both = both windows
layers-legend-corners = dead corner
layers-legend-hazards = hazard
layers-legend-areas = responsibility area
layers-legend-pieces = piece to search
layers-corner-letter-never_planned = N
layers-corner-letter-not_reached = M
layers-corner-letter-gps_gap = G
layers-corner-letter-steep = S
layers-corner-letter-restricted = R
layers-corner-reason-never_planned = never planned
layers-corner-reason-not_reached = planned, not reached
layers-corner-reason-gps_gap = gap in the track
layers-corner-reason-steep = too steep
layers-corner-reason-restricted = restricted
layers-corner-tip = <b>Dead corner (unseen ground)</b> { $village }<br>{ $ha } ha ({ $mu } mu), { $reason }{ $outcome ->
    [weather] : weather
    [time] : out of time
    [road] : road closed
    [danger] : danger
    [blocked] : blocked
    [hands] : too few hands
   *[other] { "" }
}{ $seam ->
    [yes] <br>on a seam
   *[no] { "" }
}
layers-hazard-tip = <b>Hazard: { $kind }</b><br>{ $note }
layers-hazard-kind-reservoir = reservoir
layers-hazard-kind-cliff = cliff
layers-hazard-kind-snare = snare or trap
layers-hazard-kind-no_signal = no signal
layers-area-tip = <b>{ $name }</b> ({ $kind })<br>post: { $post }
layers-area-kind-group = village group
layers-area-kind-compartment = forest compartment
layers-area-kind-grid = grid
layers-piece-tip = <b>Piece { $number }: { $name }</b> ({ $team })<br>{ $ha } ha ({ $mu } mu)
layers-finding-state-reopened = reopened
layers-sheet-title = { $site } · search map · { $shows }
layers-sheet-made = made { $day }
layers-sheet-plan = plan { $hash }
layers-sheet-note = Risk orders ground for search; it is not evidence. Coordinates WGS84, north is up.
layers-sheet-north = N
layers-sheet-print = Print
layers-window-line = { $name } { $opens } to { $closes }
layers-until = up to { $day }
layers-page-title = { $site } · search map
layers-legend-newest = newest 60 tracks
layers-findings-closed = closed findings ({ $count } in all)
layers-findings-open = open findings ({ $count } in all)
