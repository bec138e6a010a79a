exports-not-written = { $file }：文件无法写入（{ $reason }）；请先在其他程序中关闭它，检查文件夹，或用 --out 另选位置。
exports-wrong-crs = { $file }：GeoJSON 需要经纬度，而这些图形的坐标系是 { $crs }；请先转换为 EPSG:4326。
exports-outside-world = { $file }：“{ $name }”超出了经纬度的范围；请检查输入文件的坐标系。
exports-not-dissolved = “{ $what }”不能按状态合并；只有踏查覆盖可以。
exports-map-not-drawn = { $place }：地图没有画成；请用 tacha check 检查资料，再试一次。
