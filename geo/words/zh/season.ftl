# 季中调整与季末收尾
season-first = 方格 { $cell }（{ $village }）上次没有走到（{ $reason ->
        [weather] 天气
        [time] 时间不够
        [road] 道路不通
        [danger] 有危险
        [blocked] 被阻拦
        [hands] 人手不足
       *[other] 原因未写
    }），已等 { $age_d } 天：{ $date } 由 { $team } 首先补查。
season-left-first = 方格 { $cell }（{ $village }）上次没有走到（{ $reason ->
        [weather] 天气
        [time] 时间不够
        [road] 道路不通
        [danger] 有危险
        [blocked] 被阻拦
        [hands] 人手不足
       *[other] 原因未写
    }），已等 { $age_d } 天：余下的组·天排不下，或已看不出作物，没有补上。
