word-site = site
word-village = village
word-cell = cell
word-window = season window
word-route = route
word-stop = stop
word-base = base
word-team-day = team-day
word-track = track
word-finding = finding
word-lead = lead
word-comma = { ", " }

# Inputs
word-role-villages = village boundaries
word-role-dem = elevation
word-role-roads = roads
word-role-landcover = land cover
word-role-water = water
word-role-bases = bases
word-role-teams = teams
word-role-history = earlier finds
word-role-effort = past effort
word-role-leads = leads
word-role-images = ground seen in images
word-role-yards = yards
word-role-climate = climate
word-role-areas = responsibility areas
word-role-hazards = hazards

# Why the system refuses to read or write
word-refused-rights = no right to write there
word-refused-no-folder = what stands above it is no folder
word-refused-folder = a folder stands there
word-refused-long = the name is too long
word-refused-full = the disk is full
word-refused-otherwise = the system refused, code { $number }

# Places of faults in site.toml, and the values that are wanted
word-line-column = line { $line }, column { $column }
word-file-end = its end
word-not-utf8 = its encoding is not UTF-8
word-wanted-whole = a whole number
word-wanted-number = a number
word-wanted-text = a text in quotes
word-wanted-day = a day like 2026-05-01
word-wanted-yes-no = true or false
