# 台账和工作总结：所说的时间
office-year = { $year }年
office-quarter = { $year }年第{ $quarter ->
    [Q1] 一
    [Q2] 二
    [Q3] 三
   *[Q4] 四
}季度
office-month = { $year }年{ $month }月
office-day = { $year }年{ $month }月{ $day }日
office-days = { $first }至{ $last }
office-no-quarter = “{ $text }”不是季度；请写成2026Q1的样子。
office-no-year = “{ $text }”不是年份；请写成2026的样子。
office-one-day = 只写了起止日期中的一个；请把开始和结束日期都写上。
office-nowhere = 没有叫“{ $township }”的乡镇；本辖区有：{ $known }。
office-period-twice = 季度、年份、起止日期只能选一种；请只留一种。

# 标题
office-title-official = { $period ->
    [none] { "" }
   *[other] { $period }
}罂粟踏查工作总结
office-title-internal = { $period ->
    [none] { "" }
   *[other] { $period }
}罂粟踏查内部研判
office-under-official = 上报版 · { $first }至{ $last }
office-under-internal = 内部研判版（不上报） · { $first }至{ $last }
office-head-whole = 一、总体情况
office-head-searched = 二、踏查覆盖
office-head-found = 三、发现与铲除
office-head-followed = 四、回头看和线索
office-head-undone = 五、没有做到的和原因
office-head-judged = 六、研判（估计，只供本级，不上报）
office-head-recipes-official = 六、数字口径
office-head-recipes-internal = 七、数字口径
office-head-source-official = 七、数据依据
office-head-source-internal = 八、数据依据

# 句子
office-nobody = 本期没有已提交的踏查记录。
office-force = 本期共出动{ $team_days_out }组次、{ $persons }人次、{ $vehicles }车次，无人机{ $sorties }架次，有踏查记录的共{ $days_out }天；踏查记录{ $visits }份，其中待签字确认{ $visits_unsigned }份。
office-tracks = 收到轨迹{ $tracks }条，共{ $km }公里。
office-no-tracks = 本期没有收到轨迹（{ $tracks }条，{ $km }公里），踏查到哪里无从核实。
office-outside = 踏查率和发现概率只按本季（{ $first }至{ $last }）的记录计算，本期其余日期的轨迹不计入。
office-ground = 全辖区{ $villages }个村，应踏查地面{ $mu }亩（{ $km2 } 平方公里，已扣除水面和建成区）。
office-rate = 有轨迹并经签字确认的{ $mu }亩，踏查率{ $rate }%；仅凭纸面申报的{ $declared_mu }亩，占{ $declared }%；有轨迹但还没有签字的{ $waiting_mu }亩，占{ $waiting }%，不计入踏查率。
office-rate-none = 本期没有踏查过的地面，踏查率0.0%。
office-rate-unsigned = 有轨迹的{ $mu }亩，踏查率{ $rate }%；本季还没有提交签字的踏查记录，这些轨迹尚无人确认。
office-rate-to-date = 本季截至{ $day }，踏查率累计{ $rate }%{ $declared ->
    [none] 。
   *[other] ，另有纸面申报{ $declared }%。
}
office-areas = 责任网格共{ $areas }个，已踏查{ $surveyed }个，其中有轨迹{ $with_track }个、仅凭申报{ $declared }个。
office-yards = 院落共{ $yards }处，已进院检查{ $yards_entered }处，只在院外查看{ $yards_from_lane }处。
office-villages = 到过{ $visited }个村（共{ $villages }个）；没有到过的村：{ $missed }。
office-villages-many = 到过{ $visited }个村（共{ $villages }个）；没有到过{ $count }个村，如{ $some }等，见台账“各村数字”。
office-villages-all = { $villages }个村都已到过（{ $visited }个）；到过不等于每块地都看到。
office-signed-off = 已签字确认完成的村{ $count }个：{ $villages }。
office-full = 经签字确认的轨迹表明，每个方格至少95%的地面都在能看清的范围之内。
office-not-full = 尚有{ $mu }亩没有经签字确认的轨迹，因此不能说已全部踏查。
office-not-seen = 每个方格都有经签字确认的轨迹经过（其余{ $mu }亩），但不是每块地都在能看清的范围之内，因此不能说已全部踏查。
office-nothing = 零报告：在有轨迹踏查的{ $mu }亩{ $declared ->
    [none] { "" }
   *[other] 、纸面申报的{ $declared }亩
}{ $areas ->
    [none] { "" }
   *[other] 和申报到过的{ $areas }个责任网格
}内，未发现种植罂粟、大麻。其余{ $rest }亩没有踏查，不在此结论之内。
office-nothing-nowhere = 本期没有发现点，但也没有经确认踏查过的地面，对有无种植不能作出结论。
office-found = 发现{ $findings }处、{ $plants }株、{ $mu }亩{ $estimated ->
    [none] { "" }
   *[other] ，其中{ $estimated }株是估算
}{ $uncounted ->
    [none] 。
   *[other] ；另有{ $uncounted }处尚未清点株数。
}
office-destroyed = 本期铲除{ $destroyed }处、{ $plants }株、{ $mu }亩。
office-open = 期末未结（未铲除或复种复长）{ $open }处。
office-looks = 回头看{ $made }处，其中复种复长{ $regrowth }处；到期没有做的{ $overdue }处。
office-leads = 本期新接线索{ $reported }条，查实{ $confirmed }条，排除{ $ruled_out }条；期末待核查{ $open }条。
office-marks = 卫星靶标{ $marks }个，靶标吻合率{ $rate }%。
office-no-follow-up = 本期没有要回头看的地方，也没有新接或待核查的线索。
office-reason = { $reason ->
    [weather] 天气
    [time] 时间不够
    [road] 道路不通
    [danger] 有危险
    [blocked] 被阻拦
   *[hands] 人手不足
} { $stops }个
office-not-reached = 计划内没有走到的踏查点{ $stops }个：{ $reasons }。
office-waiting = 踏查记录待签字确认{ $unsigned }份，退回待改{ $returned }份。
office-nothing-undone = 记录中没有未走到的踏查点，也没有待签字或退回的踏查记录。
office-pod = 截至{ $day }，踏查率{ $rate }%，而发现概率为{ $pod }%（{ $pod_low }–{ $pod_high }%）：若有种植，被看见的可能性只有这么大。
office-left = 按重点程度估计，全辖区还剩约{ $left }处没有看到的地块；这是先后次序的依据，不是证据。
office-corners = 报完成的村里有死角{ $count }处，共{ $mu }亩。
office-no-corners = 还没有村报完成，或报完成的村都已看到，没有列出死角。
office-village-left = { $village }（约{ $left }处）
office-next = 下一步宜先去：{ $villages }。

# 表
office-table-village = 表1　各村踏查情况
office-table-township = 表1　各乡镇踏查情况
office-table-area = 表1　各责任网格踏查情况
office-table-findings = 表2　发现点（{ $shown }处）
office-table-findings-cut = 表2　发现点（列出最近{ $shown }处，共{ $count }处，全部见台账）
office-table-judged = 表3　踏查率与发现概率对照（本季累计）
office-table-corners = 表4　死角（按预计剩余排序）
office-table-recipes = 文中带圈的数字是口径编号
office-picture = 图1　踏查情况（{ $first }至{ $last }）
office-picture-judged = 图2　发现概率（本季截至{ $last }）
office-no-font = 这台电脑没有中文字体，地图没有画；请安装思源黑体、微软雅黑或黑体后重新生成。
office-col-number = 序号
office-col-id = 编号
office-col-day = 日期
office-col-township = 乡镇
office-col-village = 村
office-col-area = 网格
office-col-lon = 经度
office-col-lat = 纬度
office-col-species = 种类
office-col-mu = 面积/亩
office-col-plants = 株数
office-col-counted = 株数依据
office-col-handled = 处置
office-col-post = 责任人（岗位或组）
office-col-signed = 签字
office-col-look = 复查
office-col-team = 踏查组
office-col-source = 依据
office-col-persons = 人次
office-col-vehicles = 车次
office-col-sorties = 架次
office-col-km = 轨迹/公里
office-col-covered = 所到方格/亩
office-col-result = 结果
office-col-not-entered = 没有进入的原因
office-col-destroyed-on = 铲除日期
office-col-occasion = 复查时机
office-col-opens = 可查之日
office-col-due = 应查之日
office-col-done = 已查日期
office-col-outcome = 复查结果
office-col-ground = 应踏查/亩
office-col-rate = 踏查率
office-col-declared = 申报
office-col-waiting = 未签字
office-col-areas = 网格数
office-col-areas-done = 已查网格
office-col-yards = 院落
office-col-yards-done = 已查院落
office-col-findings = 发现/处
office-col-destroyed = 铲除/处
office-col-open = 未结/处
office-col-surveyed = 踏查情况
office-col-pod = 发现概率
office-col-band = 上下限
office-col-left = 预计剩余/处
office-col-corners = 死角/处
office-col-reason = 原因
office-col-figure = 数字
office-col-recipe = 怎么算、谁确认、取自哪里
office-sum = 合计

# 台账
office-sheet-findings = 发现台账
office-sheet-visits = 踏查记录
office-sheet-looks = 回头看
office-sheet-village = 各村数字
office-sheet-area = 各责任网格数字
office-sheet-township = 各乡镇数字
office-sheet-about = 口径和依据
office-sheet-title = { $site }　{ $period }{ $sheet }
office-no-township = （未写乡镇）
office-empty-visits = 本期没有踏查记录。
office-empty-looks = 没有要回头看的地方。
office-species-poppy = 罂粟
office-species-cannabis = 大麻
office-species-to_identify = 待鉴定
office-species-other = 其他植物
office-counted-exact = 清点
office-counted-provisional = 估算
office-counted-police = 公安清点{ $number }
office-state-reported = 已上报，待处置
office-state-held = 待取证（已标记，不拔除）
office-state-counted = 已清点，待铲除
office-state-eradicated = 已铲除
office-state-verified_gone = 已铲除，复查已清除
office-state-reopened = 复种复长，待处置
office-handled = { $state }{ $method ->
    [none] { "" }
   *[other] （{ $method }）
}{ $day ->
    [none] { "" }
   *[other] { " " }{ $day }
}
office-look-due = { $day }前
office-look-gone = { $day }已清除
office-look-regrowth = { $day }复种复长
office-visit-track = 轨迹
office-visit-paper = 纸面
office-visit-draft = 草稿，未提交
office-visit-submitted = 待签字
office-visit-confirmed = 已确认
office-visit-confirmed-self = 自行确认
office-visit-returned = 退回
office-visit-nothing = 零报告
office-visit-found = 发现{ $count }处
office-occasion-weeks = 两三周后
office-occasion-next_stage = 下一生育期
office-occasion-next_season = 下一季
office-occasion-second_year = 第二年
office-outcome-gone = 已清除
office-outcome-regrowth = 复种复长
office-outcome-late = 到期未查
office-outcome-ahead = 未到期
office-surveyed-track = 有轨迹
office-surveyed-declared = 仅申报
office-surveyed-no = 未到
office-corner-never_planned = 从未列入计划
office-corner-not_reached = 列入计划而没有走到
office-corner-gps_gap = 轨迹中断
office-corner-steep = 太陡
office-corner-restricted = 限制进入

# 图例
office-map-surveyed = 有轨迹，已签字
office-map-surveyed-unsigned = 有轨迹（尚无签字）
office-map-unsigned = 有轨迹，未签字
office-map-declared = 仅纸面申报
office-map-open = 没有踏查
office-map-left_out = 太陡、限制或暂停
office-map-seen_0 = 没有看到
office-map-seen_1 = 发现概率30%以下
office-map-seen_2 = 30–60%
office-map-seen_3 = 60–80%
office-map-seen_4 = 80%以上
office-map-finding_open = 发现点，未结
office-map-finding_destroyed = 发现点，已铲除
office-map-north = 北
office-map-km = 公里

# 数据依据
office-source-log = 本{ $what ->
    [ledger] 台账
   *[report] 总结
}全部取自记录；记录截至{ $logged }，日志编号{ $head }（用 tacha audit verify --head 可核对）。
office-source-empty = 本辖区还没有任何记录（日志编号{ $head }）。
office-source-made = 在用计划 { $plan ->
    [none] 无
   *[other] { $plan }
}；由账号{ $user }用 Tacha { $version }生成；坐标为 WGS84。
office-source-now = 发现点和线索的状态按记录现状；以后补记或更正的，重新生成即可看到。
office-source-map = 重点程度和发现概率只用于安排先后，不是证据，也不涉及任何人。
office-source-foot = 日志{ $head } · Tacha { $version } · WGS84
office-sign-unit = 填报单位（盖章）：
office-sign-posts = 填报岗位：　　　　　　　　　审核岗位：
office-sign-day = 年　　　月　　　日

# 口径
office-figure-visits = 踏查记录、组次、人次、车次、架次
office-recipe-visits = 本期日期内已提交和已确认的踏查记录份数；待签字的另列，草稿、退回的不计。同一组同一天不论到几个村只算一次，取当天填报的最大数，逐日相加，与日报一致；没有写组的每份各算一次。取自踏查记录。
office-figure-tracks = 轨迹
office-recipe-tracks = 本期日期内收到的轨迹条数和长度，重复的只算一次。取自轨迹；只看一个乡镇时，是该乡镇踏查记录所附的轨迹。
office-figure-searchable_m2 = 应踏查地面
office-recipe-searchable_m2 = 各方格面积之和，扣除水面和建成区。取自村界和土地覆盖。
office-figure-survey_rate = 踏查率
office-recipe-survey_rate = 分子：经确认的踏查记录所附轨迹，其能看清的范围占到方格5%以上的方格，按应踏查面积计；分母：应踏查地面。由提交人以外的审核人员确认。取自轨迹、踏查记录。
office-figure-declared_rate = 申报
office-recipe-declared_rate = 分子：经确认的踏查记录写明到过、但没有上述轨迹的方格；分母同踏查率，两者不重叠。取自踏查记录。
office-figure-unconfirmed_rate = 有轨迹未签字
office-recipe-unconfirmed_rate = 分子：有轨迹到过、但所依据的踏查记录尚未确认的方格；分母同踏查率。不计入踏查率。
office-figure-areas = 责任网格
office-recipe-areas = 有轨迹：经确认的轨迹到过其中任一方格；仅申报：经确认的踏查记录写明该网格或其方格。分母为清单上的全部网格，只有名称的也算。
office-figure-yards = 院落
office-recipe-yards = 经确认的踏查记录所报进院、院外查看的数目，不超过该处院落数；不涉及任何一户。
office-figure-villages_visited = 到过的村、签字完成的村
office-recipe-villages_visited = 有踏查或申报面积的村，或经确认的踏查记录写明的村；签字完成的村：期末以前签字确认、没有撤销的村。
office-figure-full_coverage = 能否说全部踏查
office-recipe-full_coverage = 每个有应踏查面积的方格，经确认的轨迹能看清的范围都达到95%，才可以说；否则说明还差多少。
office-figure-findings = 发现、株数、面积
office-recipe-findings = 发现日期在本期内的罂粟、大麻和待鉴定的发现点；株数、面积为记录现状之和，没有清点的不计株数。取自发现点。
office-figure-destroyed = 铲除、期末未结
office-recipe-destroyed = 铲除：铲除日期在本期内，不论何时发现。未结：期末以前发现、期末以前没有铲除，或现已复种复长。取自发现点。
office-figure-nothing_found = 零报告所指的地面
office-recipe-nothing_found = 踏查率的分子加申报的分子；没有踏查的面积另外写明。
office-figure-looks = 回头看
office-recipe-looks = 已做：复查日期在本期内；到期未做：应查之日不晚于期末、到期末还没有查。取自回头看。
office-figure-leads = 线索
office-recipe-leads = 新接：登记日期在本期内；查实、排除：本期内建档答复；待核查：期末以前登记、现在还没有结果。取自线索、建档点。
office-figure-match_rate = 靶标吻合率
office-recipe-match_rate = 分子：容差以内有建档点（含排除的）的卫星靶标；分母：全部卫星靶标，按记录现状。取自线索、建档点。
office-figure-stops_not_reached = 没有走到的踏查点
office-recipe-stops_not_reached = 计划的踏查点中，本期内最后一次说明为没有走到的，按原因分列。取自踏查点结果。
office-figure-pod = 发现概率及上下限
office-recipe-pod = 分子：各次踏查预计能看见的地块数；分母：预计地块数，本季累计。是估计，无人确认；下限按看清距离减半、有遮挡计，上限按1.5倍计。
office-figure-expected_left = 预计剩余
office-recipe-expected_left = 各方格踏查和铲除之后预计剩下的地块数之和，本季累计。是估计，无人确认。
office-figure-dead_corners = 死角
office-recipe-dead_corners = 已报完成（签字确认，或踏查率加申报达到95%）的村里，任何轨迹都看不清的成片地面：500平方米、宽12米以上。
