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
layers-legend-visited = 本时段已踏查
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
