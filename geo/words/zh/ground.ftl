# 坐标系
ground-no-crs = { $file }：没有坐标系；请在 GIS 软件中定义坐标系（如 CGCS2000 或 WGS84），或补上 .prj 文件后再导入。
ground-mercator = { $file }：坐标系 { $crs } 是墨卡托投影，其中的“米”不是实地的米；请另存为 CGCS2000 或 WGS84 经纬度后再导入。
ground-odd-crs = { $file }：坐标系“{ $crs }”既不是经纬度也不是平面坐标；请另存为 CGCS2000 或 WGS84 经纬度后再导入。
ground-no-coordinates = { $file }：没有任何坐标；请检查导出的图层是否为空。
ground-metres-as-degrees = { $file }：坐标 { $place } 的单位是米，而坐标系写的是经纬度（{ $crs }）；请把坐标系定义为这些坐标真正所用的投影。
ground-degrees-as-metres = { $file }：坐标 { $place } 是经纬度，而坐标系写的是以米为单位的投影（{ $crs }）；请把坐标系定义为 CGCS2000 或 WGS84 经纬度。
ground-zone-contradicts = { $file }：东坐标前的带号是 { $zone }，与坐标系 { $crs } 的中央子午线不符；请按带号重新定义坐标系。
ground-swapped = { $file }：横、纵坐标写反了，已按数值大小对调。
ground-zone-removed = { $file }：东坐标带有带号 { $zone }，而坐标系不带带号，已去掉带号。
ground-zone-added = { $file }：东坐标没有带号，而坐标系要求带号 { $zone }，已补上带号。
ground-zone-kept = { $file }：东坐标带有带号 { $zone }，按文件自带的坐标系使用。

# 坐标基准
ground-unknown-datum = 不认识坐标基准“{ $datum }”；请填写以下之一：{ $known }。
ground-datum-abroad = 第 { $row } 个点（{ $place }）在中国境外，{ $datum } 偏移在那里没有定义；请把坐标基准改为 WGS84。

# 村界
ground-no-villages = { $file }：没有可用的面状村界；请导入村界多边形，而不是点或线。
ground-duplicate-id = { $file }：第 { $row } 行的村编号“{ $village }”与第 { $first } 行重复；请改正编号，或把同一个村的各块合并为一个多部件面。
ground-same-ground = { $file }：“{ $village }”与“{ $other }”占的是同一块地；请删去重复的村界。
ground-repaired = { $file }：“{ $village }”的边界在 { $place } 附近自相交，已修复，面积 { $area_ha } 公顷。
ground-empty-dropped = { $file }：“{ $village }”没有面状边界，未采用。
ground-specks-dropped = { $file }：去掉了 { $parts } 个不足 { $limit_m2 } 平方米的碎块，共 { $area_m2 } 平方米。
ground-overlap-cut = { $file }：“{ $village }”与“{ $other }”重叠 { $area_ha } 公顷（{ $place } 附近），这块地归“{ $other }”。
ground-overlaps-more = { $file }：另有 { $pairs } 处村界重叠，共 { $area_ha } 公顷，归编号在前的村；被另一村包围的村保留自己的地。
ground-gaps = { $file }：村界之间有 { $gaps } 处空隙，共 { $area_ha } 公顷，最大的 { $largest_ha } 公顷在 { $place } 附近；空隙不属于任何村，不列入踏查。
ground-cell-size = 方格边长 { $cell_size_m } 米不在 { $low } 到 { $high } 米之间；请改正 site.toml 中的 cell_size_m。
