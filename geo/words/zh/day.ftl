# 在用计划的组·天：下发、出发、返回，以及踏查点的结果
day-which = 请写明组·天，或用 --date 指定日期。
    .screen = 请写明组·天，或选择日期。
day-none-on-date = 在用的计划在 { $date } 没有组·天；{ $near ->
        [none] 计划里一个也没有。
       *[other] 最近的是 { $near }。
    }
day-stops-many = 逐点登记一次只能对一个组·天（现在写了 { $team_days }）；要一并登记请写“其余”。
day-stops-text = “{ $text }”不是踏查点序号；请按路线上的序号写，如 1-4,6，原因写在后面：5=天气，其余各点写“其余”。
day-stop-twice = 踏查点 { $stop } 写了两次；每个点只登记一种结果。
day-stop-none = 组·天 { $team_day } 没有第 { $stop } 个踏查点：路线共 { $stops } 个点。
day-stops-back-only = 踏查点结果只能在返回时或单独登记，不能随“{ $verb }”登记。
day-reason-unknown = “{ $text }”：没有这种原因；可选：{ $allowed }。
day-rest = 其余
day-reason = { $reason ->
        [weather] 天气
        [time] 时间
        [road] 道路
        [danger] 危险
        [blocked] 阻拦
       *[hands] 人手
    }
day-state = { $state ->
        [planned] 计划中
        [handed_out] 已下发
        [out] 已出发
       *[back] 已返回
    }
day-locked = 锁定
day-head-team-day = 组·天
day-head-state = 状态
day-head-stops = 踏查点
day-head-minutes = 分钟
day-head-done = 完成 / 部分 / 未到
day-changed = { $verb ->
        [hand-out] 已下发
        [take-back] 已收回
        [out] 已出发
        [back] 已返回
        [lock] 已锁定
        [unlock] 已解锁
       *[stops] 已登记
    }：{ $team_days }
day-changed-none = 没有要办的：当天没有处于该状态的组·天。
day-told = 登记了 { $stops } 个踏查点的结果。
