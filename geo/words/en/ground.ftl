# Coordinate systems
ground-no-crs = { $file }: there is no CRS; define one in a GIS (such as CGCS2000 or WGS84), or add the .prj file, and import again.
ground-mercator = { $file }: CRS { $crs } is a Mercator, whose metres are not metres on the ground; save the file as CGCS2000 or WGS84 longitude/latitude and import again.
ground-odd-crs = { $file }: CRS “{ $crs }” is neither longitude/latitude nor plane coordinates; save the file as CGCS2000 or WGS84 longitude/latitude and import again.
ground-no-coordinates = { $file }: there are no coordinates at all; check whether the exported layer is empty.
ground-metres-as-degrees = { $file }: the coordinates ({ $place }) are metres, but the CRS says degrees ({ $crs }); define the projection that these coordinates are really in.
ground-degrees-as-metres = { $file }: the coordinates ({ $place }) are degrees, but the CRS says metres ({ $crs }); define the CRS as CGCS2000 or WGS84 longitude/latitude.
ground-zone-contradicts = { $file }: the eastings begin with zone number { $zone }, which contradicts the central meridian of { $crs }; define the CRS of that zone.
ground-swapped = { $file }: x and y stood the wrong way round; they were swapped back, judging by their size.
ground-zone-removed = { $file }: the eastings carried zone number { $zone }, which the CRS does not have; it was taken off.
ground-zone-added = { $file }: the eastings lacked zone number { $zone }, which the CRS has; it was put in front.
ground-zone-kept = { $file }: the eastings carry zone number { $zone }; the file's own CRS is used as it is.

# Datum
ground-unknown-datum = “{ $datum }” is not a datum known here; write one of { $known }.
ground-datum-abroad = Point { $row } ({ $place }) lies outside China, where the { $datum } shift is not defined; set the datum to WGS84.

# Boundaries
ground-no-villages = { $file }: there is no usable village polygon; give village boundaries as polygons, not points or lines.
ground-duplicate-id = { $file }: village id “{ $village }” in row { $row } already stands in row { $first }; correct the id, or merge the parts of one village into one multipolygon.
ground-same-ground = { $file }: “{ $village }” and “{ $other }” are the same ground; remove the boundary that stands twice.
ground-repaired = { $file }: the boundary of “{ $village }” crossed itself near { $place }; it was repaired and now holds { $area_ha } ha.
ground-empty-dropped = { $file }: “{ $village }” has no polygon and was left out.
ground-specks-dropped = { $file }: { $parts } specks under { $limit_m2 } m2 were dropped, { $area_m2 } m2 together.
ground-overlap-cut = { $file }: “{ $village }” overlaps “{ $other }” by { $area_ha } ha near { $place }; that ground was given to “{ $other }”.
ground-overlaps-more = { $file }: { $pairs } more overlaps, { $area_ha } ha together, were given to the village whose id comes first; a village that lies inside another keeps its ground.
ground-gaps = { $file }: there are { $gaps } gaps between villages, { $area_ha } ha together, the largest of { $largest_ha } ha near { $place }; they belong to no village and are not searched.
ground-cell-size = A cell size of { $cell_size_m } m is not between { $low } and { $high } m; correct cell_size_m in site.toml.
