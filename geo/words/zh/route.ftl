error-route-unknown-team = 为“{ $team }”安排了天数，但踏查组名单中没有这个组；请改正组名或补上该组。
error-route-unknown-window = 为踏查时段“{ $window }”安排了天数，但没有这个时段（现有：{ $windows }）；请改正时段名称。
error-route-date-twice = “{ $team }”在 { $date } 被安排了两次；请删去其中一次。
error-route-date-outside = “{ $team }”的 { $date } 不在任何踏查时段内（{ $windows }）；请修改日期或时段。
error-route-too-many-days = “{ $team }”在踏查时段“{ $window }”安排了 { $days } 天，而该时段只剩 { $free } 天可用；请减少天数或延长时段。
error-route-lead-no-way = 必查点“{ $lead }”（方格 { $cell }，{ $village }）没有任何组能到达：无路可通；请核对线索位置、道路和水域，或撤销该线索。
error-route-lead-too-far = 必查点“{ $lead }”（方格 { $cell }，{ $village }）往返需 { $needed_h } 小时，而各组一天最长只有 { $day_h } 小时；请延长每日工时（hours_per_day）、增设更近的出发点，或撤销该线索。
route-progress-better = 正在改进路线
route-progress-window = 正在逐时段编排路线
route-left-lead-days = 线索或历史点 { $lead }（方格 { $cell }，{ $village }）：组·天不足，这个必查点未能排入。
route-left-lead-outside = 线索或历史点 { $lead }：位置不在辖区的任何方格内，未排入计划。
route-left-lead-steep = 线索或历史点 { $lead }（方格 { $cell }，{ $village }）：坡度过陡，不宜徒步踏查；请在观察点瞭望或用无人机查看。
route-left-lead-ground = 线索或历史点 { $lead }（方格 { $cell }，{ $village }）：该处没有可徒步踏查的地面（水域或建筑）；请用其他方式核查。
route-left-village-days = { $village }，踏查时段 { $window }：组·天不足，未能安排踏查。
route-floors-price = 按要求必须安排的踏查（必查点，以及每个时段村村到）使预计发现数少了 { $finds } 处（{ $percent } %）。
route-left-steep = { $cells } 个方格（{ $area_ha } 公顷，占预计地块数的 { $percent } %）平均坡度超过 { $slope }°，不宜徒步踏查，没有排入路线；请在观察点瞭望或用无人机查看。
route-left-village-ground = { $village }，踏查时段 { $window }：没有可徒步踏查的地面。
route-rule-team-day-twice = 组·天 { $team_day } 被不止一条路线占用。
route-rule-team-day-unknown = 路线 { $route } 的队伍、日期、踏查时段与任何组·天都对不上。
route-rule-base = 路线 { $route }：人和车没有都从本组出发点出发并回到出发点。
route-rule-gap = 路线 { $route } 第 { $leg } 段：起点与上一段终点相距 { $metres } 米。
route-rule-no-car = 路线 { $route } 第 { $leg } 段：车不在那里。
route-rule-car-moved = 路线 { $route } 第 { $leg } 段：车在 { $seconds } 秒内换了位置，但没有人能把它开过去（需 { $needed_s } 秒）。
route-rule-barred = 路线 { $route } 第 { $leg } 段：穿过水域或过陡不能步行的地面。
route-rule-off-road = 路线 { $route } 第 { $leg } 段：在没有可行车道路的地方行车。
route-rule-too-fast = 路线 { $route } 第 { $leg } 段：计划 { $seconds } 秒，实际需要 { $needed_s } 秒。
route-rule-day-length = 路线 { $route } 需要 { $minutes } 分钟，而该组一天只有 { $day_min } 分钟。
route-rule-turn-back = 路线 { $route } 第 { $stop } 个踏查点：离开时已过折返时间。
route-rule-arrival = 路线 { $route } 第 { $stop } 个踏查点：实际到达晚于所写时间。
route-rule-order = 路线 { $route }：踏查点没有按 1、2…… 编号，或不是各踏查一次。
route-rule-cell-twice = 路线 { $route } 对方格 { $cell } 踏查了两次。
route-rule-search = 路线 { $route } 第 { $stop } 个踏查点：方格 { $cell } 的踏查位置不符，或时间短于所写时间。
route-rule-steep = 路线 { $route } 第 { $stop } 个踏查点：方格 { $cell } 过陡或不存在，不得徒步踏查。
route-rule-required = 必查点 { $lead } 不在计划中。
error-route-required-reach = 必到点 { $stop }：没有任何队伍能在一整天内往返{ $others ->
    [0] 。
   *[other] ；另有 { $others } 处同样如此。
 }
