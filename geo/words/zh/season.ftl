# 季中调整与季末收尾
step-team-day-planned = 组·天 { $subject } 还在计划中；下一步只能下发。
step-team-day-handed-out = 组·天 { $subject } 已下发；下一步只能出发，或收回。
step-team-day-out = 组·天 { $subject } 已出发；下一步只能返回。
step-team-day-back = 组·天 { $subject } 已返回，不再更改。
season-no-team-day = 在用的计划里没有组·天 { $team_day }；请在计划页查看后重新选择。
season-plan-loses = 计划 { $plan } 缺少已下发的组·天 { $team_days }，没有启用；请用 --from 从今天起重新规划，以保留已下发的任务。
season-closed = { $season } 年踏查季已经收尾，不再更改；请在 site.toml 的 [season] 里改为下一年。
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
