# 踏查率与发现概率为什么不同
difference-nothing = 还没有轨迹，两个数都无从算起。
difference-none = 踏查率 { $rate } %，发现概率 { $pod } %，两者相近：到过的地方基本看到了。
difference-unsigned = 发现概率（{ $pod } %）高于踏查率（{ $rate } %），因为有轨迹的地面有 { $walked } %，其中一部分的踏查记录还没有签字确认，不计入踏查率。
difference-better = 发现概率（{ $pod } %）高于踏查率（{ $rate } %），因为先去了重点地块：到过的地面只占 { $walked } %，却占预计地块数的 { $reach } %。
difference-where = 踏查率 { $rate } % 而发现概率只有 { $pod } %，主要因为没去的正是重点地块：到过 { $walked } % 的地面，只占预计地块数的 { $reach } %。
difference-thin = 踏查率 { $rate } % 而发现概率只有 { $pod } %，主要因为走得太稀：到过的方格里，轨迹两侧能看清的范围只占 { $sight } %。
difference-sight = 踏查率 { $rate } % 而发现概率只有 { $pod } %，主要因为看到不等于看清：轨迹旁的地面，按当时的生育期和遮挡，每遍只有 { $seen } % 的地块会被认出来。

# 日报
daily-head = 截至{ $year }年{ $month }月{ $day }日，{ $site }：
daily-rate = 踏查率 { $rate } %（有轨迹）{ $declared ->
    [none] 。
   *[other] ，另有纸面申报 { $declared } %。
}
daily-areas = 应踏查责任网格 { $areas } 个，已踏查 { $surveyed } 个，其中有轨迹 { $with_track } 个。
daily-force = 当日出动 { $persons } 人次、{ $vehicles } 车次、无人机 { $sorties } 架次，踏查记录 { $visits } 份（待签字 { $unsigned } 份）。
daily-ground = 当日踏查 { $villages }，共 { $ha } 公顷（{ $mu } 亩）。
daily-nothing = 零报告：当日踏查的 { $villages } 共 { $ha } 公顷（{ $mu } 亩）未发现。
daily-ground-named = 当日踏查 { $villages }{ $areas ->
    [none] { "" }
   *[other] （{ $areas }）
}，没有写明方格，面积不计。
daily-nothing-named = 零报告：当日踏查的 { $villages }{ $areas ->
    [none] { "" }
   *[other] （{ $areas }）
}未发现；没有写明方格，面积不计。
daily-found = 当日发现 { $findings } 处{ $plants ->
    [none] ，株数待清点。
   *[other] ，{ $plants } 株{ $uncounted ->
        [none] 。
       *[other] ；另有 { $uncounted } 处待清点。
    }
}
daily-destroyed = 当日铲除 { $findings } 处，{ $plants } 株。
daily-nobody = 当日没有踏查记录。
daily-not-reached = 未到踏查点 { $stops } 个，原因：{ $reason ->
    [weather] 天气
    [time] 时间不够
    [road] 道路不通
    [danger] 有危险
    [blocked] 被阻拦
   *[hands] 人手不足
}。

# 报告文字
report-rate = 踏查率 { $rate } %{ $declared ->
    [none] （有轨迹；尚无签字确认的踏查记录）。
   *[other] （有轨迹、经签字的踏查记录），另有纸面申报 { $declared } %。
}
report-areas = 责任网格 { $areas } 个，已踏查 { $surveyed } 个，其中有轨迹 { $with_track } 个。
report-yards = 院落 { $yards } 处，已进院检查 { $yards_entered } 处。
report-nothing = 在上述踏查范围内未发现罂粟或大麻种植。
report-nothing-nowhere = 没有发现点，但也还没有可计入的踏查，对有无种植不能作出结论。
report-found = 发现 { $findings } 处，共 { $plants } 株、{ $area } 亩；已铲除 { $destroyed } 处，未结 { $open } 处。
report-marks = 卫星靶标 { $marks } 个，靶标吻合率 { $rate } %。
report-pod = 发现概率 { $pod } %（{ $pod_low }–{ $pod_high } %）：若有种植，被看见的可能性，是估计。
report-corners = 死角（{ $reason ->
    [never_planned] 从未列入计划
    [not_reached] 列入计划而没有走到
    [gps_gap] 轨迹中断
    [steep] 太陡
   *[restricted] 限制进入
}）{ $count } 处，{ $mu } 亩。
report-worst = 看得最少的村：{ $villages }。
