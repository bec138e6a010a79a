search-error-climate-months = 气候表（{ $file }）应为 1 到 12 月各有一行，{ $months } 月缺失或不是月份，请补齐后再导入。
search-error-preset = { $file }：{ $place } 中没有“{ $preset }”这个地区物候，是不是“{ $suggestion }”？
search-error-too-cold = { $file }：[{ $place }] 按现有气候，各海拔热量都不够罂粟成熟，请检查气候表，或改用地区物候（preset）。
search-error-observed-none = { $file }：[{ $place }] 实地观察的生育期不能是“none”，请写 rosette、bud、flower 或 capsule。
search-error-window-reversed = { $file }：踏查时段 { $window } 的结束日期 { $closes } 早于开始日期 { $opens }，请对调。
search-error-window-blind = { $file }：踏查时段 { $window }（{ $opens } 至 { $closes }）内地里什么也看不到，请改到出苗后、收割前的日期。
search-climate-assumed = 没有气候资料，按年均 { $mean_c } ℃、冬夏各差 { $swing_c } ℃（海拔 { $elevation_m } 米处）推算生育期；报一次实地观察的生育期和日期即可校准。
search-season-pinned = 按 { $observations } 次实地观察校准了生育期，比推算{ $days ->
    [0] 不早不晚
   *[other] {" "}{ $direction ->
        [early] 早
       *[late] 晚
    } { $days } 天
}。
search-sowing-unused = 已选地区物候“{ $preset }”，播种日期没有采用；要校准请报实地观察的生育期。
search-plots-assumed = 没有往年发现记录，按每平方公里可踏查面积 { $plots_per_km2 } 块（全辖区约 { $plots } 块）估计，只看先后次序，不看绝对数。
search-factor-missing = 全辖区缺少“{ $factor ->
    [remote] 偏远度
    [water] 水源距离
    [slope] 坡度
    [south] 坡向
    [seam] 交界距离
   *[edge] 林缘
}”资料，它的权重分给了其余因素。
search-history-later = { $records } 条发现记录的年份晚于本季，没有计入。
search-history-outside = { $records } 条发现记录不在辖区任何一个村内，没有计入。
search-history-village-only = { $records } 条发现记录只写到村，只用于本村整体，不落到具体地点。
search-effort-unlogged = { $from } 至 { $to } 年，{ $of } 个村次中有 { $village_seasons } 个没有踏查投入记录，按覆盖系数 { $coverage } 估计。
search-leads-village-only = { $leads } 条线索只写到村，抬高的是全村，不指向具体方格。
search-tracks-nearest-window = { $tracks } 条轨迹的日期不在任何踏查时段内，计入了最近的时段。
search-tracks-car = { $tracks } 条车载轨迹不算踏查。
search-tracks-drone = { $tracks } 条无人机轨迹没有注明幅宽，不算踏查。

search-reason-base = 起算：可踏查 { $hectares } 公顷，按全辖区每平方公里 { $level } 块，合 { $plots } 块
search-reason-remote = 步行 { $hours } 小时才到公路：{ $times } 倍
search-reason-water = 离水约 { $metres } 米：{ $times } 倍
search-reason-slope = 坡度 { $degrees } 度：{ $times } 倍
search-reason-south = { $facing ->
    [south] 偏向阳坡
    [north] 偏向阴坡
   *[mixed] 平地或坡向不一
}：{ $times } 倍
search-reason-seam = 离辖区或乡镇交界约 { $metres } 米：{ $times } 倍
search-reason-edge = { $percent }% 的地在林缘：{ $times } 倍
search-reason-crop = 耕地占 { $percent }%，不易藏种：{ $times } 倍
search-reason-village = 本村往年发现与踏查投入对比：{ $times } 倍
search-reason-local = 周边往年发现地点与踏查投入对比：{ $times } 倍
search-reason-leads = 线索、卫星靶点和影像：{ $times } 倍
search-reason-total = 以上相乘，这个方格预计 { $plots } 块
