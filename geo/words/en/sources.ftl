# Files taken in: refusals first, then what people are told.
source-missing-file = { $file }: there is no such file; check the path and try again.
source-folder = { $file } is a folder; name the file inside it.
source-empty-file = { $file } is empty (0 bytes); export or copy it again.
source-too-big = { $file } has { $size } MB, the limit is { $limit } MB; cut out the site first.
source-swells = { $file } unpacks to more than { $limit } MB; unpack it yourself and cut out the site.
source-reader-slow = Reading { $file } took more than { $limit } seconds and was stopped, nothing was changed; split it into smaller files or export it again.
source-reader-full = Reading { $file } needed more than { $limit } MB of memory and was stopped, nothing was changed; split it into smaller files or export it again.
source-reader-died = The reader broke off at { $file }, which may be damaged; nothing was changed; export it again in another format.
source-reader-broke = { $file } holds something that cannot be understood; nothing was changed; export it again in another format.
source-several-refused = { $count } files cannot be read ({ $file }), nothing was changed; the first because: { $first }
source-format = { $file } is not of a kind that is needed here (it looks like { $found ->
    [unknown] an unknown format
    [text] plain text
   *[other] { $found }
}; accepted: { $wanted }); export it in one of these formats.
source-team-members = { $file }: “{ $column }” of team “{ $name }” is { $value }, but must be from { $low } to { $high }; correct it.
source-shapefile-part = { $file } is only a part of a Shapefile; pack the .shp, .shx, .dbf and .prj of that name into one ZIP and give that.
source-unreadable = { $file } cannot be read as { $reason }: it is damaged or cut off; export or copy it again.
source-entities = { $file } defines XML entities, which is not allowed (such a file can fill the memory); export it again without a DOCTYPE.
source-view = { $file }: layer “{ $place }” is a view, not a table; save it as a layer of its own and try again.
source-zip-layers = { $file } holds { $count } layers where one is needed; put exactly one .shp (with .dbf, .prj), .geojson, .gpkg, .kml or .gdb into the archive.
source-no-rows = { $file } has no features; export the layer with its features.
source-no-shapes = { $file } has no geometry; export the layer with its shapes, not only its table.
source-no-polygons = { $file } has no polygons (found: { $found ->
    [point] points
    [line] lines
    [polygon] areas
    [mixed] several kinds
    [none] nothing
   *[other] other shapes
}); give the layer of areas, not of points or lines.
source-mixed-shapes = { $file }: { $rows } rows are not polygons (found: { $found ->
    [point] points
    [line] lines
    [polygon] areas
    [mixed] several kinds
    [none] nothing
   *[other] other shapes
}); keep only the polygons of the { $role } layer.
source-no-lines = { $file } has only points; give the layer of lines or areas ({ $role }).
source-no-points = { $file }: row { $row } is not a point (found: { $found ->
    [point] points
    [line] lines
    [polygon] areas
    [mixed] several kinds
    [none] nothing
   *[other] other shapes
}); give the layer of points ({ $role }).
source-no-crs = { $file } does not say its coordinate system; add the .prj file, or define the CRS in a GIS and export again.
source-no-place = { $file } does not say where it lies (no geotransform); georeference it in a GIS and export it as GeoTIFF.
source-web-mercator = { $file } is in EPSG:3857 (web map), in which metres are not metres; export it in the local projected CRS or in EPSG:4326.
source-not-finite = { $file }: row { $row } has a coordinate that is not a finite number; repair or remove this row.
source-metres-as-degrees = { $file }: row { $row } lies at ({ $x }, { $y }), which are metres, but the file says degrees; set the right projected CRS and export again.
source-out-of-range = { $file }: row { $row } lies at ({ $x }, { $y }), outside longitude -180 to 180 and latitude -90 to 90; correct this row.
source-outside-crs = { $file }: the coordinates ({ $x }, { $y }) lie far outside the area of { $crs }; set the right CRS (check the zone number in front of the easting) and export again.
source-datum-metres = { $file } is in metres, { $datum } exists only as longitude and latitude; leave the datum out or export in degrees.
source-no-name-field = { $file }: no field looks like village names (fields: { $columns }); name it with --name-field.
    .screen = { $file }: no field looks like village names (fields: { $columns }); choose the one that holds them.
source-outline-columns = { $file }: a boundary in a sheet needs a column of names and a row for each corner with longitude and latitude or easting and northing, or a column of WKT; add them, or give a Shapefile or GeoJSON.
source-outline-corners = { $file }: “{ $name }” has only { $corners } corners, which enclose nothing; complete it.
source-outline-wkt = { $file }: row { $row } of “{ $column }” is no WKT shape; correct it.
source-name-field-missing = { $file } has no field “{ $field }”; choose one of: { $columns }.
source-blank-name = { $file }: row { $row } has no { $field }; fill it in and try again.
source-duplicate-id = { $file }: village “{ $name }” ({ $id }) stands in row { $first } and in row { $row }; merge the two or give them different codes.
source-dem-covers = { $file } has elevations for { $percent } % of the site, at least { $needed } % are needed; give an elevation model of the whole site.
source-dem-coarse = { $file } has pixels of { $pixel } m, coarser than { $limit } m; give a finer elevation model (30 m is enough).
source-roads-format = { $file } is not an OpenStreetMap file; give OSM XML (.osm, .osm.bz2) or GraphML.
source-roads-none = { $file } holds no roads or paths; export ways with the tag highway.
source-roads-elsewhere = { $file }: none of its roads lies within the site; give the road file of this area.
source-site-missing = { $file } does not exist; make the site with “tacha new” or name the right folder.
source-site-toml = { $file } is not valid TOML ({ $place }); correct this place.
source-site-key-missing = { $file }: [{ $place }] is missing; add it.
source-site-value = { $file }: [{ $place }] cannot be “{ $value }”{ $allowed ->
    [none] { "" }
   *[other] {" "}(allowed: { $allowed })
}; correct it.
source-site-crs = { $file }: crs “{ $crs }” of [site] is no projected CRS in metres; write a code such as EPSG:4544, or leave it out to have one chosen.
source-site-role = { $file }: role “{ $role }” of [[input]] is no kind of input; did you mean “{ $suggestion }”?
source-site-twice = { $file }: the name “{ $name }” stands twice in [[{ $place }]]; give each its own.
source-dates-reversed = { $file }: { $place } ends on { $closes }, before it begins on { $opens }; swap the two dates.
source-no-teams = { $file }: the list of teams is empty, nobody could go out; add a team, or leave the list out to plan with an assumed one.
source-unknown-base = { $file }: { $place } sets out from “{ $name }”, which is not among the bases; did you mean “{ $suggestion }”?
source-days-and-dates = { $file }: [{ $place }] has both days and dates; keep one of them.
source-name-field-guessed = { $file }: village names are taken from the field “{ $field }”.
source-rows-left-out = { $file }: { $rows } rows are left out because of their shape ({ $found ->
    [point] points
    [line] lines
    [polygon] areas
    [mixed] several kinds
    [none] nothing
   *[other] other shapes
}).
source-layer-taken = { $file } has { $count } layers; “{ $layer }” was read.
source-encoding-guessed = { $file } does not say its encoding; { $encoding } was taken.
source-zone-detected = { $file } names no coordinate system; the zone number { $zone } stands before its eastings, so it is read as CGCS2000 ({ $crs }). If it is Xian 1980 or Beijing 1954, places are off by tens of metres or a hundred: add the .prj.
source-degrees-assumed = { $file } does not say its coordinate system; longitude and latitude in { $datum } were taken.
source-dem-outliers = { $file }: { $pixels } pixels with impossible elevations count as missing.
source-dem-voids = { $file }: { $percent } % of the site have no elevation; they are filled from the nearest pixel.
source-roads-read = { $file }: { $nodes } road nodes and { $pieces } pieces of road and path were read.
source-roads-no-car = { $file } has no road for cars; every way is walked.
source-cover-elsewhere = { $file }: none of its land cover lies within the site; give the land cover of this area.
source-cover-no-column = { $file } has no column of land cover (columns: { $columns }); give natural, landuse, DLBM, DLMC or class.
source-cover-raster = { $file } is not a raster of land cover codes; give a GeoTIFF with ESA WorldCover codes.
source-cover-unknown = { $file }: { $rows } polygons are of a cover that is not known (most often “{ $value }”) and count as unmapped.
source-cover-repaired = { $file }: { $rows } polygons crossed themselves and were repaired.
source-encoding = { $file } is in an encoding that cannot be read; save it as CSV in UTF-8.
source-no-headers = { $file } has no headers that are known; use these column names: { $columns } (“tacha template” makes a workbook).
source-no-rows-sheet = { $file } has no rows in its table; fill it in and try again.
source-too-many-rows = { $file } has more than { $limit } rows; split it and import the parts.
source-column-missing = { $file } has no column “{ $column }”; add it (headers: { $aliases }).
source-blank-cell = { $file }: row { $row }, column “{ $column }”, is empty; fill it in and try again.
source-bad-date = { $file }: row { $row }, column “{ $column }”: “{ $value }” is not a date; write it like 2026-05-01.
source-bad-number = { $file }: row { $row }, column “{ $column }”: “{ $value }” is not a number; correct it.
source-number-range = { $file }: row { $row }, column “{ $column }”: { $value } is not between { $low } and { $high }; correct it.
source-unknown-word = { $file }: row { $row }, column “{ $column }”: “{ $value }” is not one of the choices; write one of: { $suggestion }.
source-no-datum = { $file } has longitudes and latitudes but no datum; give WGS84, CGCS2000, GCJ02 or BD09 with --datum.
    .screen = { $file } has longitudes and latitudes but no datum; choose WGS84, CGCS2000, GCJ02 or BD09.
source-half-place = { $file }: row { $row } has only one of longitude and latitude; fill in both or neither.
source-swapped-axes = { $file }: row { $row } lies at ({ $x }, { $y }): longitude and latitude have changed places; swap the two columns.
source-row-without-place = { $file }: row { $row } has neither coordinates nor a village; fill in one of them.
source-row-needs-point = { $file }: row { $row } has no coordinates, and a village is not enough here; fill them in.
source-row-without-season = { $file }: row { $row } has neither a date nor a year; fill in one of them.
source-village-unknown = { $file }: row { $row }: village “{ $name }” is not in the site; the nearest names are { $suggestion }, correct it.
source-village-ambiguous = { $file }: row { $row }: there are several villages “{ $name }”; fill in the township too.
source-climate-months = { $file } has no temperature for month { $months }; all twelve are needed.
source-team-contradicts = { $file }: team “{ $name }” says different things in different rows; make them agree.
source-persons-dropped = { $file }: columns about persons were dropped: { $columns }.
source-private-numbers = { $file }: { $rows } notes held ID or phone numbers, which were blacked out.
source-wgs84-by-standard = { $file }: coordinates are taken as WGS84, as the standard of this format says.
source-other-village = { $file }: { $rows } rows lie outside the village they name; the coordinates count. If these are many, check the datum.
source-points-outside = { $file }: { $rows } rows lie outside every village.
source-by-village = { $file }: { $rows } rows are known only by village and are not drawn as points.
source-metres-taken = { $file }: x and y of { $rows } rows were taken as metres in the site's CRS.
source-inner-points = { $file }: { $rows } rows are not points; a point inside was taken.
source-area-unit = { $file }: column “{ $column }” has no unit; square metres were taken.
source-lead-strength = { $file }: { $rows } leads have no strength; { $strength } was taken.
source-yards-inner-point = { $file }: { $rows } house clusters are known only by village and stand at a point inside it.
source-track-none = { $file } has no track (only waypoints or routes, or an empty track); export the track (trk).
source-track-no-times = { $file }: the track has no times, so its day is unknown; export it with times, or put the day into the file's name (2026-05-01.gpx).
source-track-nothing-left = { $file } has no usable track on foot (its points are too far apart or too fast); export the full walking track.
source-track-elsewhere = { $file }: the track lies far from the site; check that it is the right file.
source-track-day-assumed = { $file }: the points have no times; { $day } was taken.
source-track-not-walked = { $file }: { $length } m were too fast or lie in a signal gap and are not counted as walked.
source-datum-abroad = { $file }: ({ $place }) lies outside China, where { $datum } has no shift; give WGS84 as its datum.
source-shapefile-parts = { $file } lacks its { $missing } files; pack .shp, .shx, .dbf and .prj into one zip and give that.
source-live-database = { $file } is a database in use by Tacha or another program and is not read as an input; export a copy and take that in.
source-effort-raster = { $file }: coverage factors of earlier seasons read by band, { $seasons }; ground without data counts as not logged.
source-effort-no-season = { $file }: band { $band } names no year; write the year into the band's description, or name them in order with --effort-season.
    .screen = { $file }: band { $band } names no year; write the year into the band’s description.
source-effort-bands = { $file } has { $bands } bands, but { $seasons } seasons are named or allowed; give each band its year.
source-effort-season-twice = { $file } has { $season } twice; give each band a year of its own.
source-effort-range = { $file } has the coverage factor { $value } in { $season }, outside 0 to 50; check the unit and the nodata value.
source-effort-elsewhere = { $file } has no data inside the site; check its coordinate system and extent.
source-track-fit = { $file } is a watch's FIT file, which is not read; export it as GPX in the watch's own program and bring that.
