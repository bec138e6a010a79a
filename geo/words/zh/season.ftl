# 季中调整与季末收尾
step-team-day-planned = 组·天 { $subject } 还在计划中；下一步只能下发。
step-team-day-handed-out = 组·天 { $subject } 已下发；下一步只能出发，或收回。
step-team-day-out = 组·天 { $subject } 已出发；下一步只能返回。
step-team-day-back = 组·天 { $subject } 已返回，不再更改。
season-no-team-day = 在用的计划里没有组·天 { $team_day }；{ $near ->
        [none] 请用 tacha day 列出后再选。
       *[other] 是不是 { $near }？
    }
season-no-plan-in-force = 还没有在用的计划；请先用 tacha plan --adopt 编制并启用。
    .screen = 还没有在用的计划；请先到“计划”里编制并采用。
season-nothing-planned = 组·天 { $team_day } 没有路线，没有可下发的任务；请从那天起重新规划，或另选一个。
season-plan-loses = 计划 { $plan } 缺少已下发的组·天 { $team_days }，没有启用；请用 --from 从今天起重新规划，以保留已下发的任务。
    .screen = 计划 { $plan } 缺少已下发的组·天 { $team_days }，没有启用；请从今天起重新编制，以保留已下发的任务。
season-closed = { $season } 年踏查季已经收尾，不再更改；请在 site.toml 里把年份改为下一年。
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
season-no-days = { $place }：{ $date } 起已没有可规划的组·天；请在 site.toml 里增加天数或改动时段，或换一个日期。
season-days-unrecorded = { $days } 个过去的组·天没有任何记录（轨迹、踏查记录或踏查点结果），没有保留，其地块重新列入计划；若已踏查，请先导入轨迹再规划。
season-kept = 从 { $date } 起重新规划：原计划 { $plan } 的 { $kept } 个组·天原样保留。
season-close-done = { $season } 年踏查季已收尾：{ $cells } 个方格中 { $searched } 个踏查过，{ $finds } 处发现点进入历史记录；规划下一季时，请在 site.toml 里把年份改为 { $next }，并更新播期和观测物候。
season-close-others = { $findings } 处发现点不是罂粟或尚待鉴别，没有进入历史记录。
season-tracks-other = { $tracks } 条轨迹的日期不在本踏查季之内，没有计入；如日期有误，请核对设备时钟和 site.toml 里的年份。
season-left-pin = { $place } 已手工固定在 { $team_day }，但那天已排不下。
