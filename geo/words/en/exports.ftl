exports-not-written = { $file }: the file cannot be written ({ $reason }); close it in other programs, check the folder, or choose another place with --out.
exports-wrong-crs = { $file }: GeoJSON needs longitude and latitude, but these shapes are in { $crs }; convert them to EPSG:4326 first.
exports-outside-world = { $file }: “{ $name }” lies outside the range of longitude and latitude; check the coordinate system of the input.
exports-not-dissolved = “{ $what }” cannot be joined by state; only coverage can.
exports-map-not-drawn = { $place }: the map could not be drawn; look at the inputs with tacha check and try again.
