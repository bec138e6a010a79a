cli-demo-ready = The sample site is ready: { $folder }
cli-new-done = The site is ready: { $folder } ({ $villages } villages, { $cells } cells). Next: tacha plan { $folder }
cli-written = Written: { $path }
cli-check-clean = No fault was found in { $folder }.
cli-serving = The map is at { $url } ({ $folder }); Ctrl+C ends it.
cli-plan-window = Season window
cli-plan-opens = Opens
cli-plan-closes = Closes
cli-plan-routes = Routes / team-days
cli-plan-stops = Stops
cli-plan-finds = Expected finds
cli-plan-done = Plan { $plan }: { $finds } expected finds this season, { $visited } % of the searchable ground visited.
cli-plan-bound = No plan of these days can find more than { $bound }; this one reaches { $percent } % of it.
cli-plan-left-out = Left out:
cli-plan-assumed = Assumed for want of input:
cli-intake = { $read ->
    [one] { $read } row
   *[other] { $read } rows
} read, { $added } new.
cli-coverage-village = Village
cli-coverage-rate = Survey rate
cli-coverage-pod = POD
cli-coverage-low = POD low
cli-coverage-high = POD high
cli-coverage-left = Expected plots left
cli-backup-done = Backed up to { $file }; the log's head is { $head }: keep it apart from the backup, to check against later.
cli-restore-done = The records are those of { $file } again; the log's head is { $head }.
cli-restore-kept = What was there is kept beside it: { $kept }
cli-audit-clean = The log is unbroken and the records are as it tells; its head is { $head }.
