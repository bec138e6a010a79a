layers-unknown = 不详
layers-quantity-risk = 重点程度
layers-quantity-priority = 优先级
layers-quantity-coverage = 发现概率
layers-quantity-left = 预计剩余
layers-class-rank-4 = 最高（前 5% 面积）
layers-class-rank-3 = 高（5%–10%）
layers-class-rank-2 = 中（10%–30%）
layers-class-rank-1 = 较低（30%–60%）
layers-class-rank-0 = 低（其余）
layers-class-pod-4 = 80% 及以上（达标）
layers-class-pod-3 = 60%–80%
layers-class-pod-2 = 40%–60%
layers-class-pod-1 = 20%–40%
layers-class-pod-0 = 20% 以下
layers-legend-note-risk = 用于安排踏查先后，不是证据。
layers-legend-note-priority = 本时段下一遍每小时预计能发现多少。
layers-legend-note-coverage = 地里若有，被看见的可能性。
layers-legend-note-left = 踏查之后还可能剩下的，按原重点程度分级。
layers-legend-unseen = 本时段未踏查
layers-legend-bases = 出发点
layers-legend-findings = 发现：未结/已结
layers-legend-leads = 线索
layers-legend-drive = 乘车路段
layers-legend-required = 必查点
layers-legend-reserve = 机动留量
layers-legend-tracks = 轨迹
layers-legend-yards = 院落
layers-legend-history = 历年发现
layers-route-tip = <b>{ $team }</b> { $day }<br>{ $stops } 个踏查点，全程 { $km } 公里，其中步行 { $walk_km } 公里<br>约 { $hours } 小时
layers-stop-tip = <b>第 { $order } 站</b>（{ $team }）{ $kind ->
    [required] ，必查点
    [reserve] ，机动留量
    [yard] ，院落
   *[plain] { "" }
}<br>出发后 { $arrive } 到达，停留约 { $minutes } 分钟{ $passes ->
    [2] ，走两遍
   *[other] { "" }
}
layers-lead-text = <b>线索：{ $kind }</b>（{ $state }）<br>{ $day }<br>{ $note }
layers-lead-kind-tip = 举报
layers-lead-kind-satellite = 卫星靶点
layers-lead-kind-drone = 无人机
layers-lead-kind-place = 重点部位
layers-lead-kind-sign = 痕迹
layers-lead-letter-tip = 举
layers-lead-letter-satellite = 星
layers-lead-letter-drone = 航
layers-lead-letter-place = 位
layers-lead-letter-sign = 痕
layers-lead-state-new = 待核查
layers-lead-state-assigned = 已派
layers-lead-state-confirmed = 已查实
layers-lead-state-ruled_out = 已排除
layers-yard-tip = <b>{ $place }</b><br>院落 { $yards } 个，已查 { $checked } 个
layers-history-tip = { $season } 年发现
layers-finding-tip = <b>发现点</b>（{ $state }）<br>{ $day }，株数 { $plants }，面积 { $area } 平方米（{ $mu } 亩）
layers-finding-state-reported = 已上报
layers-finding-state-held = 待取证
layers-finding-state-counted = 已清点
layers-finding-state-eradicated = 已铲除
layers-finding-state-verified_gone = 回头看无复种
layers-track-tip = <b>轨迹</b> { $day }，{ $team }<br>{ $mode ->
    [car] 乘车
    [drone] 无人机
   *[foot] 步行
} { $km } 公里
layers-quantity-compare = 两个时段对比
layers-compare-neither = 都没有踏查
layers-compare-first = 只在{ $first }
layers-compare-second = 只在{ $second }
layers-compare-both = 两个时段都踏查
layers-legend-note-compare = 只看是否去过，不看看清几成。
layers-legend-tied = 实占 { $percent }
layers-legend-tied-note = 方格情况相同，分不出先后，故实占面积大于名称所写。
layers-mark-visited = 本时段已踏查
layers-mark-steep = 太陡，不派人徒步
layers-mark-restricted = 限制进入（已签字）
layers-mark-suspended = 暂停踏查（已签字）
layers-mark-later = 只在后一时段
layers-mark-both = 两个时段
layers-legend-corners = 死角
layers-legend-hazards = 危险处
layers-legend-areas = 责任网格
layers-legend-pieces = 踏查片块
layers-corner-letter-never_planned = 未
layers-corner-letter-not_reached = 漏
layers-corner-letter-gps_gap = 断
layers-corner-letter-steep = 陡
layers-corner-letter-restricted = 限
layers-corner-reason-never_planned = 计划未安排
layers-corner-reason-not_reached = 已安排，没有走到
layers-corner-reason-gps_gap = 轨迹中断
layers-corner-reason-steep = 太陡
layers-corner-reason-restricted = 限制进入
layers-corner-tip = <b>死角（未看到的地方）</b> { $village }<br>{ $ha } 公顷（{ $mu } 亩），{ $reason }{ $outcome ->
    [weather] ：天气
    [time] ：时间不够
    [road] ：路不通
    [danger] ：有危险
    [blocked] ：被阻拦
    [hands] ：人手不够
   *[other] { "" }
}{ $seam ->
    [yes] <br>位于交界
   *[no] { "" }
}
layers-hazard-tip = <b>危险处：{ $kind }</b><br>{ $note }
layers-hazard-kind-reservoir = 水库
layers-hazard-kind-cliff = 陡崖
layers-hazard-kind-snare = 兽夹、陷阱
layers-hazard-kind-no_signal = 无信号
layers-area-tip = <b>{ $name }</b>（{ $kind }）<br>责任岗位：{ $post }
layers-area-kind-group = 村民组
layers-area-kind-compartment = 林班
layers-area-kind-grid = 网格
layers-piece-tip = <b>第 { $number } 块 { $name }</b>（{ $team }）<br>{ $ha } 公顷（{ $mu } 亩）
layers-finding-state-reopened = 复种复长
layers-sheet-title = { $site } · 踏查地图 · { $shows }
layers-sheet-made = 制图 { $day }
layers-sheet-plan = 计划编号 { $hash }
layers-sheet-note = 重点程度只用于安排先后，不是证据。坐标 WGS84，上北下南。
layers-sheet-north = 北
layers-sheet-print = 打印
layers-window-line = { $name } { $opens } 至 { $closes }
layers-until = 截至 { $day }
layers-page-title = { $site } · 踏查地图
layers-legend-newest = 最近 60 条轨迹
layers-findings-closed = 已结发现点（共 { $count } 处）
layers-findings-open = 未结发现点（共 { $count } 处）
