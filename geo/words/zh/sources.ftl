# 导入文件：先是拒绝的原因，后是告知的事项。
source-missing-file = { $file }：没有找到这个文件；请检查路径后重试。
source-folder = { $file } 是一个文件夹；请指定其中的文件。
source-empty-file = { $file } 是空文件（0 字节）；请重新导出或复制。
source-too-big = { $file } 有 { $size } MB，超过 { $limit } MB 的上限；请先裁剪到辖区范围。
source-swells = { $file } 解压后超过 { $limit } MB；请自行解压并裁剪到辖区范围。
source-reader-slow = 读取 { $file } 超过 { $limit } 秒，已停止，什么也没有改动；请拆成几个小文件或重新导出。
source-reader-full = 读取 { $file } 需要的内存超过 { $limit } MB，已停止，什么也没有改动；请拆成几个小文件或重新导出。
source-reader-died = 读取 { $file } 时读取程序中断，文件可能已损坏，什么也没有改动；请换一种格式重新导出。
source-reader-broke = { $file } 里有无法看懂的内容，什么也没有改动；请换一种格式重新导出。
source-several-refused = { $count } 个文件读不了（{ $file }），什么也没有改动；第一个的原因：{ $first }
source-format = { $file } 不是这里需要的文件（看起来是{ $found ->
    [unknown] 未知格式
    [text] 纯文本
   *[other] { $found }
}，可用的格式：{ $wanted }）；请另存为其中一种格式。
source-team-members = { $file }：组“{ $name }”的“{ $column }”是 { $value }，应在 { $low } 至 { $high } 之间；请改正。
source-shapefile-part = { $file } 只是 Shapefile 的一部分；请把同名的 .shp、.shx、.dbf、.prj 打包成一个 ZIP 压缩包后导入。
source-unreadable = { $file } 无法按 { $reason } 读取，文件已损坏或不完整；请重新导出或复制。
source-entities = { $file } 中定义了 XML 实体，为防止撑满内存不予读取；请去掉 DOCTYPE 后重新导出。
source-view = { $file }：图层“{ $place }”是视图而不是数据表；请另存为独立图层后重试。
source-zip-layers = { $file } 中有 { $count } 个图层，只能有一个；请在压缩包中只放一个 .shp（连同 .dbf、.prj）、.geojson、.gpkg、.kml 或 .gdb。
source-no-rows = { $file } 中没有任何要素；请连同要素一起导出图层。
source-no-shapes = { $file } 中没有图形；请导出带图形的图层，而不只是属性表。
source-no-polygons = { $file } 中没有面（只有：{ $found ->
    [point] 点
    [line] 线
    [polygon] 面
    [mixed] 多种图形
    [none] 无图形
   *[other] 其他图形
}）；请提供面图层，不要用点或线图层。
source-mixed-shapes = { $file }：有 { $rows } 行不是面（{ $found ->
    [point] 点
    [line] 线
    [polygon] 面
    [mixed] 多种图形
    [none] 无图形
   *[other] 其他图形
}）；请在 { $role } 图层中只保留面。
source-no-lines = { $file } 中只有点；请提供线或面图层（{ $role }）。
source-no-points = { $file }：第 { $row } 行不是点（是 { $found ->
    [point] 点
    [line] 线
    [polygon] 面
    [mixed] 多种图形
    [none] 无图形
   *[other] 其他图形
}）；请提供点图层（{ $role }）。
source-no-crs = { $file } 没有坐标系；请补上 .prj 文件，或在 GIS 软件中定义坐标系后重新导出。
source-no-place = { $file } 没有说明所在位置（缺少地理变换参数）；请在 GIS 软件中配准后导出为 GeoTIFF。
source-web-mercator = { $file } 使用 EPSG:3857（网络地图投影），其中的米不是实际的米；请改用当地投影坐标系或 EPSG:4326 导出。
source-not-finite = { $file }：第 { $row } 行有无效坐标（不是有限的数）；请修复或删除这一行。
source-metres-as-degrees = { $file }：第 { $row } 行的坐标（{ $x }, { $y }）是米，而文件写的是度；请设定正确的投影坐标系后重新导出。
source-out-of-range = { $file }：第 { $row } 行的坐标（{ $x }, { $y }）超出经度 -180 至 180、纬度 -90 至 90 的范围；请改正这一行。
source-outside-crs = { $file }：坐标（{ $x }, { $y }）远在 { $crs } 的适用范围之外；请设定正确的坐标系（注意东坐标前的带号）后重新导出。
source-datum-metres = { $file } 的坐标是米，而 { $datum } 只有经纬度；请不要指定该基准，或以经纬度导出。
source-no-name-field = { $file }：没有找到村名字段（现有字段：{ $columns }）；请用 --name-field 指定。
    .screen = { $file }：没有找到村名字段（现有字段：{ $columns }）；请选择村名在哪一栏。
source-outline-columns = { $file }：表格里的边界要有村名列，每个界址点一行，写明经纬度或东、北坐标；或者有一列 WKT；请补上，或改交 Shapefile、GeoJSON。
source-outline-corners = { $file }：“{ $name }”只有 { $corners } 个界址点，围不成一块地；请补全。
source-outline-wkt = { $file }：第 { $row } 行“{ $column }”不是 WKT 图形；请改正。
source-name-field-missing = { $file } 中没有字段“{ $field }”；请从这些字段中选择：{ $columns }。
source-blank-name = { $file }：第 { $row } 行的 { $field } 是空的；请填写后重试。
source-duplicate-id = { $file }：村“{ $name }”（{ $id }）在第 { $first } 行和第 { $row } 行重复；请合并两行，或给它们不同的代码。
source-dem-covers = { $file } 只覆盖辖区的 { $percent }%，至少需要 { $needed }%；请提供覆盖整个辖区的高程数据。
source-dem-coarse = { $file } 的像元为 { $pixel } 米，超过 { $limit } 米，过于粗略；请提供更细的高程数据（30 米即可）。
source-roads-format = { $file } 不是 OpenStreetMap 文件；请提供 OSM XML（.osm、.osm.bz2）或 GraphML。
source-roads-none = { $file } 中没有道路或小路；请导出带 highway 标签的道路。
source-roads-elsewhere = { $file } 中没有一条路在辖区内；请提供本地区的道路文件。
source-site-missing = { $file } 不存在；请先用“tacha new”新建辖区，或指定正确的文件夹。
source-site-toml = { $file } 不是有效的 TOML（{ $place }）；请改正此处。
source-site-key-missing = { $file }：缺少 [{ $place }]；请补上。
source-site-value = { $file }：[{ $place }] 的值“{ $value }”无效{ $allowed ->
    [none] { "" }
   *[other] （允许：{ $allowed }）
}；请改正。
source-site-crs = { $file }：[site] crs 的“{ $crs }”不是以米为单位的投影坐标系；请写成 EPSG:4544 这样的代码，或删去这一项由程序选定。
source-site-role = { $file }：[[input]] 的 role“{ $role }”不是资料种类；您是否想写“{ $suggestion }”？
source-site-twice = { $file }：[[{ $place }]] 中名称“{ $name }”重复；请分别命名。
source-dates-reversed = { $file }：{ $place } 的结束日期 { $closes } 早于开始日期 { $opens }；请对调两个日期。
source-no-teams = { $file }：踏查组名单是空的，没有人可以出动；请至少填一个组，或删去名单按假定的一个组规划。
source-unknown-base = { $file }：{ $place } 的出发点“{ $name }”不在出发点名单中；您是否想写“{ $suggestion }”？
source-days-and-dates = { $file }：[{ $place }] 同时写了 days 和 dates；请只保留一种。
source-name-field-guessed = { $file }：村名取自字段“{ $field }”。
source-rows-left-out = { $file }：有 { $rows } 行因图形类型不符（{ $found ->
    [point] 点
    [line] 线
    [polygon] 面
    [mixed] 多种图形
    [none] 无图形
   *[other] 其他图形
}）未采用。
source-layer-taken = { $file } 中有 { $count } 个图层，读取了“{ $layer }”。
source-encoding-guessed = { $file } 没有说明编码，按 { $encoding } 读取。
source-zone-detected = { $file } 没有坐标系；东坐标前有带号 { $zone }，按 CGCS2000（{ $crs }）读取。如果是 1980 西安或 1954 北京坐标系，位置会偏几十到上百米，请补上 .prj。
source-degrees-assumed = { $file } 没有坐标系，按 { $datum } 经纬度读取。
source-dem-outliers = { $file }：有 { $pixels } 个像元的高程不合理，按缺失处理。
source-dem-voids = { $file }：辖区有 { $percent }% 没有高程，已用最近的像元补上。
source-roads-read = { $file }：读取了 { $nodes } 个道路节点、{ $pieces } 段道路和小路。
source-roads-no-car = { $file } 中没有可通车的路，全部按步行计算。
source-cover-elsewhere = { $file } 中的地类都不在辖区内；请提供本地区的土地覆盖数据。
source-cover-no-column = { $file } 中没有地类字段（现有字段：{ $columns }）；请提供 natural、landuse、DLBM、DLMC 或 class 字段。
source-cover-raster = { $file } 不是地类编码栅格；请提供 ESA WorldCover 编码的 GeoTIFF。
source-cover-unknown = { $file }：有 { $rows } 个图斑的地类不认识（最多的是“{ $value }”），按未填图处理。
source-cover-repaired = { $file }：有 { $rows } 个自相交的图斑，已修复后使用。
source-encoding = { $file } 的编码无法识别；请另存为 UTF-8 编码的 CSV。
source-no-headers = { $file } 中没有找到认识的表头；请使用这些列名：{ $columns }（可用“tacha template”生成模板）。
source-no-rows-sheet = { $file } 的表中没有数据行；请填写后重试。
source-too-many-rows = { $file } 超过 { $limit } 行；请拆分后分别导入。
source-column-missing = { $file } 缺少“{ $column }”列；请补上（可用的表头：{ $aliases }）。
source-blank-cell = { $file }：第 { $row } 行的“{ $column }”是空的；请填写后重试。
source-bad-date = { $file }：第 { $row } 行“{ $column }”的“{ $value }”不是日期；请写成 2026-05-01 的样式。
source-bad-number = { $file }：第 { $row } 行“{ $column }”的“{ $value }”不是数字；请改正。
source-number-range = { $file }：第 { $row } 行“{ $column }”的 { $value } 超出 { $low } 至 { $high } 的范围；请改正。
source-unknown-word = { $file }：第 { $row } 行“{ $column }”的“{ $value }”不在可选范围内；请改为：{ $suggestion }。
source-no-datum = { $file } 中有经纬度但没有说明坐标基准；请用 --datum 指定 WGS84、CGCS2000、GCJ02 或 BD09。
    .screen = { $file } 中有经纬度但没有说明坐标基准；请选择 WGS84、CGCS2000、GCJ02 或 BD09。
source-half-place = { $file }：第 { $row } 行只有经度或只有纬度；请补齐或都留空。
source-swapped-axes = { $file }：第 { $row } 行的坐标（{ $x }, { $y }）经度和纬度颠倒了；请对调两列。
source-row-without-place = { $file }：第 { $row } 行既没有经纬度也没有村名；请至少填写一项。
source-row-needs-point = { $file }：第 { $row } 行没有经纬度；这里只有村名不够，请补上坐标。
source-row-without-season = { $file }：第 { $row } 行既没有日期也没有年份；请至少填写一项。
source-village-unknown = { $file }：第 { $row } 行的村“{ $name }”不在辖区内；最接近的村名：{ $suggestion }，请改正。
source-village-ambiguous = { $file }：第 { $row } 行的村“{ $name }”在辖区内不止一个；请同时填写乡镇。
source-climate-months = { $file } 缺少 { $months } 月的气温；请补齐十二个月。
source-team-contradicts = { $file }：组“{ $name }”在不同行的内容互相矛盾；请统一后重试。
source-persons-dropped = { $file }：涉及个人信息的列已去除：{ $columns }。
source-private-numbers = { $file }：有 { $rows } 行备注含身份证号或手机号，已遮盖。
source-wgs84-by-standard = { $file }：按该格式的标准，坐标作为 WGS84 读取。
source-other-village = { $file }：有 { $rows } 行的坐标不在所写的村内，以坐标为准；若较多，请检查坐标基准。
source-points-outside = { $file }：有 { $rows } 行的坐标在所有村之外。
source-by-village = { $file }：有 { $rows } 行只有村名，不在地图上标点。
source-metres-taken = { $file }：有 { $rows } 行的 x、y 按辖区坐标系（米）读取。
source-inner-points = { $file }：有 { $rows } 行不是点，取图形内的一点。
source-area-unit = { $file }：“{ $column }”没有写单位，按平方米读取。
source-lead-strength = { $file }：有 { $rows } 条线索没有可信度，按 { $strength } 计。
source-yards-inner-point = { $file }：有 { $rows } 处院落只有村名，按村内一点规划。
source-track-none = { $file } 中没有轨迹（只有航点或路线，或轨迹为空）；请导出轨迹（trk）。
source-track-no-times = { $file } 的轨迹没有时间，不知道是哪一天；请导出带时间的轨迹，或在文件名中写明日期（如 2026-05-01.gpx）。
source-track-nothing-left = { $file } 中没有可用的步行轨迹（相邻点间隔太大或速度太快）；请导出完整的步行轨迹。
source-track-elsewhere = { $file } 的轨迹远离辖区；请检查是否选错了文件。
source-track-day-assumed = { $file }：轨迹点没有时间，按 { $day } 计。
source-track-not-walked = { $file }：有 { $length } 米因信号中断或速度过快，不算作步行。
source-datum-abroad = { $file }：坐标（{ $place }）在中国境外，没有 { $datum } 偏移；请把坐标基准改为 WGS84。
source-shapefile-parts = { $file } 缺少同名的 { $missing } 文件；请把 .shp、.shx、.dbf、.prj 打包成一个 ZIP 压缩包后导入。
source-live-database = { $file } 正被 Tacha 或其他程序使用，不能当作资料读入；请先导出一份副本再导入。
source-effort-raster = { $file }：按波段读取历年覆盖系数，年份 { $seasons }；无数据的地方视为没有记录。
source-effort-no-season = { $file } 的第 { $band } 波段没有写明年份；请在波段说明中写上年份，或依次用 --effort-season 指定。
    .screen = { $file } 的第 { $band } 波段没有写明年份；请在波段说明中写上年份。
source-effort-bands = { $file } 有 { $bands } 个波段，年份却是 { $seasons } 个；请一个波段对应一个年份。
source-effort-season-twice = { $file } 中 { $season } 年出现两次；请一个波段对应一个年份。
source-effort-range = { $file } 中 { $season } 年的覆盖系数出现 { $value }，应在 0 到 50 之间；请检查单位和无数据值。
source-effort-elsewhere = { $file } 在辖区内没有数据；请检查坐标系和范围。
source-track-fit = { $file } 是手表的 FIT 文件，本程序不能读取；请在手表的配套软件里导出 GPX 后再导入。
