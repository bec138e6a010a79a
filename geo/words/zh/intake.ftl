# 收取轨迹、踏查记录和照片时的说明。
source-datum-remembered = { $file }：按以前对“{ $app }”导出文件的说明，坐标基准取 { $datum }。
source-track-local-times = { $file }：时间没有写时区，按本地时间理解。
source-track-spikes = { $file }：去掉了 { $points } 个跳出又跳回的漂移点。
source-visit-cell = { $file }：第 { $row } 行：没有方格或任务点“{ $name }”；最接近的是 { $suggestion }，请改正。
source-visit-nothing-but = { $file }：第 { $row } 行写了“未发现”，却又填了发现情况；请改正其中一处。
source-visit-find-place = { $file }：第 { $row } 行填了发现情况，但没有坐标；请补上经度和纬度。
source-visit-yards-unplaced = { $file }：{ $rows } 行的院落数对不上唯一的院落点，已写入备注；填上地名就能计入。
source-visit-no-persons = { $file }：{ $rows } 条踏查记录没有填人次，按 0 计。
source-observed-elevation = { $file }：{ $rows } 条物候观察没有写海拔，按所在地点取值。
source-photo-pixels = { $file } 有 { $size } 百万像素，超过上限 { $limit } 百万；请缩小后再导入。
source-photo-unreadable = { $file } 不是可以读取的照片，或已损坏；请另存为 JPEG 再导入。
source-photo-no-place = { $file }：照片里没有拍摄地点（微信会去掉）；请手工关联到发现点。
records-photo-unknown = 记录中没有照片 { $photo }；请从列表中选择。
records-photo-finding = 记录中没有发现点 { $finding }；请先导入发现点。
intake-track-asked = { $file }（{ $day }）对不上当天唯一的路线；请用 --assignment 指明路线（候选：{ $routes }）。
    .screen = { $file }（{ $day }）对不上当天唯一的路线；请选择是哪个组、哪条路线（候选：{ $routes }）。
records-history-differs = 历年发现“{ $history }”已有不同内容的记录；请给新记录另起编号。
intake-visit-findings = 随踏查记录收到 { $rows } 个发现点。
intake-visit-tracks = { $visits } 条踏查记录附上了该组当天的轨迹；确认以后，这些轨迹计入踏查率。
intake-visit-differs = { $rows } 条踏查记录已在记录中，但这次内容或轨迹不同，没有改动；要修改请加 --amend。
    .screen = { $rows } 条踏查记录已在记录中，但这次内容或轨迹不同，没有改动；要修改，请到“回收登记”的“签字确认”里点“修改”。
intake-visit-no-ground = { $rows } 条踏查记录只写了村名，没有写责任网格或方格：照常存档，但不计入申报的踏查面积。
intake-photos-loose = { $rows } 张照片还没有关联到发现点；请用 --finding 手工关联。
    .screen = { $rows } 张照片还没有关联到发现点；请在“回收登记”的“发现点”里关联。
source-track-points = { $file }：共 { $points } 个点，采用 { $kept } 个。
intake-swath-not-drone = --swath 只用于无人机轨迹，请同时写 { $option }（现在是{ $mode ->
    [car] 车载
   *[other] 步行
}）。
source-visit-abreast = { $file }：第 { $row } 行：并排须写明并排人数（至少两人）和间距（米），队形可选并排或纵队；请补全。
source-visit-file = { $file }：第 { $row } 行：纵队只看一条线，没有间距；请删去间距，或改为并排。
intake-track-matched = { $file }（{ $day }）：组别 { $team }，路线 { $route }。
source-kind-unknown = { $file } 里看不出是轨迹、踏查记录还是发现点；请选择种类，或用样表的表头。
