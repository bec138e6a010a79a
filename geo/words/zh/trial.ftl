trial-title = 模拟，不是结果：按预计情况和几种可能出错的情况各抽 { $seasons } 季，各做法都用 { $days } 个组·天；全辖区本季预计 { $plots } 块。
trial-plan-now = 还没有计划在案，下面的“本计划”是现做的。
trial-how = 各做法的路线都按同样的车程、步行时间和每遍踏查的做法推算；能看见多少按每块地当天的生育期算，收割后的不算。数字用来比较做法，不能当作成绩上报。
trial-progress-rivals = 正在推算常见做法
trial-progress-plan = 正在推算本计划
trial-progress-judge = 正在抽样比较
trial-progress-seasons = 正在逐季回测
trial-column-rival = 做法
trial-column-stops = 站数
trial-column-visited = 到过
trial-column-found = 收割前（十有八次）
trial-column-early = 割浆前
trial-column-times = 比精选名单
trial-rival-carpet = 逐村铺开
trial-rival-nearest = 由近到远
trial-rival-historic = 老地方，按日历
trial-rival-historic-season = 老地方，花果期
trial-rival-historic-twice = 老地方前一半，两遍
trial-rival-risk = 按重点，花果期
trial-rival-smart = 精选名单，两遍
trial-rival-plan-free = 本计划，不留机动
trial-rival-plan = 本计划
trial-truth-prior = 与预计一致
trial-truth-weights = 分布估错
trial-truth-dates = 物候差 15 天
trial-truth-width = 视野减半
trial-costs = 要是估错了，本计划会损失多少：
trial-cost-nothing = 这份计划没有预计发现，谈不上损失。
trial-cost-early = 物候比预计早 { $days } 天：{ $direction ->
    [less] 预计发现数从 { $expected } 降到 { $finds }，少 { $percent } %
    [more] 预计发现数从 { $expected } 升到 { $finds }，多 { $percent } %
   *[same] 预计发现数基本不变（{ $expected }）
}。
trial-cost-late = 物候比预计晚 { $days } 天：{ $direction ->
    [less] 预计发现数从 { $expected } 降到 { $finds }，少 { $percent } %
    [more] 预计发现数从 { $expected } 升到 { $finds }，多 { $percent } %
   *[same] 预计发现数基本不变（{ $expected }）
}。
trial-cost-width = 实际只能看到预计的一半宽：{ $direction ->
    [less] 预计发现数从 { $expected } 降到 { $finds }，少 { $percent } %
    [more] 预计发现数从 { $expected } 升到 { $finds }，多 { $percent } %
   *[same] 预计发现数基本不变（{ $expected }）
}。
trial-cost-weights = 各因素的轻重估错（换 { $draws } 组权重）：平均{ $direction ->
    [less] 预计发现数从 { $expected } 降到 { $finds }，少 { $percent } %
    [more] 预计发现数从 { $expected } 升到 { $finds }，多 { $percent } %
   *[same] 预计发现数基本不变（{ $expected }）
}；十次里最差的一次少 { $worst } % 以上。
trial-legend = 老地方：往年有发现的村，多的在前。精选名单：重点程度前一半的方格，花期、果期各一遍，路线由近及近。不留机动：不含必到的村和点，也不含机动留量。到过：去过的可踏查面积。
trial-error-history = 往年记录太少，无法回测：有位置的发现点共 { $finds } 处、分布在 { $seasons } 季；至少要有一季有 { $least } 处，而且此前各季合计也有 { $least } 处。
trial-backtest-title = 回测：每季都只用此前的记录推算预计地块数，再看当季发现点落在排名靠前地面里的比例。
trial-backtest-how = 面积、工时：发现点落在排名最前的 10 %、20 % 面积（步行和踏查工时）里的比例。按投入：同样看面积，但每处发现按当季该村的投入折算。排序：发现点所在地面排在任意地面之前的机会，0.5 等于碰运气。
trial-backtest-calibration = 五档：按预计密度把可踏查面积分成五等份，第 1 档最低；“预计”已按当季投入折算。
trial-backtest-placeless = { $finds } 处发现只知道村名，没有计入。
trial-backtest-unlogged = { $all } 个村·季中有 { $missing } 个没有投入记录，按覆盖系数 { $coverage } 计。
trial-all-seasons = 平均
trial-way-map = 本图
trial-way-last = 上季老地方
trial-way-uniform = 不分先后
trial-column-season = 季
trial-column-way = 排法
trial-column-finds = 发现
trial-column-auc = 排序
trial-column-group = 档
trial-column-expected = 预计
trial-column-found-past = 发现
trial-column-area = 面积10/20%
trial-column-hours = 工时
trial-column-effort = 按投入
trial-error-days = { $place }：没有一个组有组·天，无从比较；请在踏查组资料或 site.toml 中给出天数。
trial-chart-found-by = 按重点程度从高到低踏查，找到往年发现的比例
trial-chart-area = 面积比例（%）
trial-chart-found = 找到的比例（%）
trial-chart-calibration = 各五分之一面积：预计与实际
trial-chart-group = 面积分组（预计最少在前）
trial-chart-expected = 预计
trial-chart-count = 实际发现
trial-column-reserve = 机动留量
trial-column-finds-expected = 预计发现数
trial-trade-off-how = 各点都没有改进路线，只看得失的大小；其他留量在两点之间按直线读。
