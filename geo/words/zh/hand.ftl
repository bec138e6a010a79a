# 手工调整计划
hand-day-begun = 组·天 { $team_day } { $state ->
        [handed_out] 已下发
        [out] 已出发
       *[back] 已返回
    }，不再更改；若还没有出发可先收回，或另选一个。
hand-day-locked = 组·天 { $team_day } 已锁定；请先解锁，或另选一个。
hand-window-gone = 组·天 { $team_day } 属于时段 { $window }，本季已没有这个时段；请用 --from 重新规划。
    .screen = 组·天 { $team_day } 属于时段 { $window }，本季已没有这个时段；请到“计划”里重新编制。
hand-stop-name = “{ $stop }”不是踏查点；请写成“组·天:序号”，如 一组_2026-05-25:3。
hand-same-day = { $team_day } 写了两次；请写两个不同的组·天。
hand-split-all = { $team_day } 的踏查点会一个不剩；要全部交给 { $other } 请用交换或合并。
hand-undo-late = 计划 { $plan } 之后又有更改，或者它没有取代别的计划，不能撤销；请重新打开今日后再调整。
hand-no-routes = { $one } 和 { $other } 都没有路线，没有可办的。
hand-twice = 方格 { $cell } 在同一时段已由 { $team_day } 踏查；请改为移动那个踏查点。
hand-passes = 不能踏查 { $passes } 遍；请选 1 或 2。
hand-no-place = “{ $place }”不是本辖区的方格、院落或踏查点；请从地图上选。
hand-no-ground = 方格 { $cell } 没有可单独踏查的地面；请选相邻的方格。
hand-steep = 方格 { $cell } 坡度 { $slope }°，超过徒步踏查的上限 { $limit }°；请从瞭望点观察或用无人机。
hand-nothing-shows = { $window }时方格 { $cell } 里还看不到或已看不到作物；请换一个时段。
hand-no-yards = { $yard } 没有待查的院落；请另选一处。
hand-yards-planned = { $yard } 的院落已全部列入计划；请改为移动那些踏查点。
hand-many = 组·天 { $team_day } 将有 { $stops } 个踏查点，超过一条路线的上限 { $most } 个。
hand-breaks = { $fault }没有更改。
hand-no-way = { $team_day } 的组到不了第 { $stop } 个踏查点，或从那里回不来。
hand-too-long = { $team_day } 将超出当天的 { $day_min } 分钟，多 { $minutes } 分钟。
hand-turn-back = { $team_day } 离开第 { $stop } 个踏查点时将比返程时限晚 { $minutes } 分钟。
hand-forbid-stays = { $team_day } 仍会去 { $place }：它已下发或已锁定，保持不变；请通知该组。
hand-left-forbidden = 线索或历史点 { $lead }：已手工禁止（{ $place }），没有安排进入。
hand-left-merge = 合并路线时放弃了 { $place }：{ $team_day } 排不下。
hand-usage = { $verb } 的写法：tacha change { $usage }
hand-done = 计划 { $plan } 取代 { $replaces }：全季预计发现数 { $finds }。
hand-route = { $team_day }：{ $before } → { $after }
hand-figures = { $stops ->
        [0] 没有路线
       *[other] { $stops } 个踏查点，{ $minutes } 分钟
    }
hand-rain-none = { $date } { $team ->
        [none] 没有组外出，没有可取消的组·天。
       *[other] { $team } 不外出；外出的有：{ $known }。
    }
plan-signed = { $user } 已对计划 { $plan } 所放弃的内容签字（签名 { $hash }）。
plan-signed-already = 计划 { $plan } 已由 { $user } 签字；签字不能更改。
hand-forbidden = { $place } 已手工禁止；请先用 tacha change 解除禁止。
    .screen = { $place } 已手工禁止；请先解除禁止。
hand-dropped = 手工下达的 { $orders } 条安排（固定、禁止、停工）在全季重新编制的计划中不再有效；请用 --from 重新规划以保留。
    .screen = 手工下达的 { $orders } 条安排（固定、禁止、停工）在全季重新编制的计划中不再有效；从今天起重新编制可以保留它们。
