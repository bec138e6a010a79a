# 计划
work-done-plan = 计划已编制完成。
work-done-compare = 比较已算完。
work-done-backtest = 回测已算完。
work-done-trade-off = 得失已试算完。
plan-parts = 内容
plan-part-make = 编制
plan-part-frame = 时段和组
plan-part-routes = 路线
plan-part-left = 没排进去的
plan-part-judge = 比较与检验
plan-outdated = 时段或组·天在编制这份计划之后改过，请重新编制。
plan-reserve = 机动留量：留给从未踏查过的地面的路线
plan-reserve-what = 留得越多，去到的地方越多，预计发现越少。点下面的按钮试算五个留量，看看换来什么。
plan-reserve-at = 留 { $reserve }：预计发现数约 { $finds }（最多时的 { $share }），能走到 { $visited } 的可踏查面积。
plan-reserve-at-classes = 留 { $reserve }：发现能力约为最多时的 { $share }，能走到 { $visited } 的可踏查面积。
plan-curve = 试算得失
plan-curve-again = 重新试算得失
plan-curve-how = 试算了 { $points } 个留量（{ $day }），其他留量在两点之间按直线读；各点都没有改进路线，只看得失，不是计划的数字。
plan-curve-finds = 预计发现数（最多时为 100%）
plan-curve-visited = 能走到的可踏查面积
plan-curve-reserve = 机动留量
plan-curve-of-most = 占最多时
plan-floors = 按要求必到：每个时段村村到，必查点必到
plan-floors-what = 这是上级的要求，不是可选项；关掉只用来看它的代价。编制之后这里写明代价。
plan-begun = 已有下发或锁定的组·天：从今天（{ $day }）起重排，已下发、已完成和锁定的原样保留。
plan-draft = 只编草案
plan-plans = 草案与在用的计划
plan-look-at = 看哪一份
plan-label = { $plan }（{ $day }，{ $state }）
plan-column-plan = 计划
plan-column-made = 编制日期
plan-column-state = 状态
plan-column-reserve = 机动留量
plan-column-visited = 能走到
plan-column-left-out = 没排进去的
plan-no-routes = 没有符合条件的路线。
plan-route = { $day } { $team }（{ $stops } 个点）
plan-route-which = 看哪一天的路线
plan-column-order = 顺序
plan-column-what = 做什么
plan-column-arrive = 到达
plan-column-minutes = 停留（分钟）
plan-column-turn-back = 最迟折返
plan-stop = { $kind ->
    [yard] 查院落
    [required] 必查点
    [reserve] 机动留量
   *[plain] 踏查
}{ $passes ->
    [2] ，走两遍
   *[other] { "" }
}
plan-clock = 时间从离开出发点算起（小时:分钟）。
plan-on-map = 在地图上看路线
plan-windows-suggested = 时段由本季物候推算；观察到一次生育期，就能把日期定准。
plan-windows-given = 时段已由人指定，不随物候变动。
plan-windows-edit = 修改时段
plan-window-which = 改哪个时段
plan-window-new = 新增一个时段
plan-window-number = 第 { $number } 次统一行动
plan-window-name = 名称
plan-window-remove = 删去这个时段
plan-windows-suggest = 改回推算的时段
plan-windows-kept = 时段已改好。要让计划跟着变，请重新编制。
plan-save = 保存
plan-column-days = 计划组·天
plan-observe = 登记一次观察到的生育期
plan-observe-what = 在一个村看到罂粟处于什么生育期，登记当天日期；全季的时段随之推定。
plan-observe-stage = 生育期
plan-observe-on = 看到的日期
plan-observe-save = 登记
plan-observed = 已登记：{ $day }在海拔 { $metres } 米处见到{ $stage }。推算的时段已随之更新。
plan-stage-rosette = 莲座期
plan-stage-bud = 现蕾期
plan-stage-flower = 花期
plan-stage-capsule = 蒴果期（割浆期）
plan-teams = 踏查组和天数
plan-column-base = 出发点
plan-column-members = 人数
plan-column-vehicle = 出行
plan-column-hours = 每天小时
plan-column-given = 给定的天数
plan-vehicle-car = 乘车
plan-vehicle-foot = 步行
plan-days-season = 全季 { $days } 天
plan-days-dates = 指定日期 { $days } 天
plan-days-by-date = 这个组的日期是逐日指定的，这里不改。
plan-days-whole = 全季天数
plan-days-in = { $window }（天）
plan-teams-file = 踏查组由导入的资料文件给出；要修改请改好文件后在“资料导入”重新导入。
plan-team-edit = 修改踏查组
plan-team-which = 改哪个组
plan-team-kept = { $team } 已改好。要让计划跟着变，请重新编制。
plan-left-what = 天数有限，这些没有排进去。由给定天数的人看过并签字，以后有据可查。
plan-left-nothing = 要求的都排进去了。
plan-signatures = 签字认可
plan-signature = { $user } 于 { $day } 签字；备注：{ $note }{ $holds ->
    [yes] { "" }
   *[no] （记录此后有改动，签字不再对应）
}
plan-unsigned = 还没有人签字。
plan-sign-note = 备注（可不填）
plan-sign = 签字认可以上内容
plan-sign-done = 已签字，凭据 { $hash }。
plan-compare = 与常见做法比较（模拟）
plan-compare-what = 用同样的组·天，把本计划和几种手工排法放在许多个模拟的季节里比一比。约需半分钟到几分钟。
plan-compare-start = 开始比较
plan-compare-other = 这次比较是对计划 { $plan } 做的，现在看的是另一份，请重新计算。
plan-compare-truths = 要是预计有误，各做法找到多少（括号内：精选名单为 1 时的倍数）：
plan-sensitivity = 要是估错了，本计划会损失多少
plan-backtest = 回测：用往年记录检验
plan-backtest-what = 每一季都只用此前的记录推算，再看当季的发现点落在排名靠前的地面里有多少。
plan-backtest-start = 开始回测
plan-work-again = 重新计算
plan-made-on = 算于 { $day }。
