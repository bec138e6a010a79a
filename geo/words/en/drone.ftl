drone-done = { $lines } lines, { $spacing } m apart (a picture is { $swath } m wide, { $pixel } cm a pixel): { $km } km, { $minutes } minutes, { $batteries } batteries, { $pictures } pictures.
drone-legal = Ask for leave to fly where the law asks for it, and keep the drone in sight.
drone-steps = { $lines } of { $all } lines rise or fall far and are flown in steps, each at its own altitude.
drone-forest = { $percent } % of this ground is forest: nothing under the trees is seen from the air.
drone-height = A height of { $height } m is not allowed; give more than 0 and at most { $highest } m.
drone-sensor = There is no camera “{ $name }” (there are: { $known }); give one of these or add it to site.toml.
drone-no-cell = There is no cell or piece “{ $name }”; copy its name from the map, or from tacha export.
    .screen = No cell or piece is named “{ $name }”; choose it on the map.
