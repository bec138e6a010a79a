step-visit-draft = 踏查记录 { $subject } 还是草稿；只能继续保存或提交。
step-visit-submitted = 踏查记录 { $subject } 已提交；只能由审核人员确认或退回。
step-visit-confirmed = 踏查记录 { $subject } 已签字确认，原样保留；只能更正，更正后须重新提交。
step-visit-returned = 踏查记录 { $subject } 已退回；只能修改后重新提交。
step-lead-new = 线索 { $subject } 是新线索；只能派出核查、核实为发现点，或写明原因后排除。
step-lead-assigned = 线索 { $subject } 已派出核查；只能核实为发现点、写明原因后排除，或收回。
step-lead-confirmed = 线索 { $subject } 已核实；只能再次派出核查。
step-lead-ruled-out = 线索 { $subject } 已排除；只能再次派出核查。
step-finding-reported = 发现点 { $subject } 已上报；下一步必须先待取证：不拔除，做标记、拍照、退开、打电话。
step-finding-held = 发现点 { $subject } 待取证；下一步只能清点株数（精确、估算或公安清点）。
step-finding-counted = 发现点 { $subject } 已清点；只能重新清点或铲除。
step-finding-eradicated = 发现点 { $subject } 已铲除；只能由回头看认定已清除或复种复长。
step-finding-verified-gone = 发现点 { $subject } 已核实清除；只有回头看见到复种复长才重新立案。
step-finding-reopened = 发现点 { $subject } 已重新立案；清点前必须再次待取证。
step-ground-open = 方格 { $subject } 未作决定；只能暂停或限制进入。
step-ground-suspended = 方格 { $subject } 已暂停；只能恢复或改为限制进入。
step-ground-restricted = 方格 { $subject } 已限制进入；只能恢复或改为暂停。
step-ground-resumed = 方格 { $subject } 已恢复；只能暂停或限制进入。
visit-unknown = 踏查记录 { $visit }：没有这条记录；请查看踏查记录列表后重新选择。
visit-column = 踏查记录 { $visit }：没有“{ $name }”这一项；请删去，或改用其中之一：{ $known }。
visit-no-ground = 踏查记录 { $visit }：既没有写村，也没有写方格；请写明踏查了哪块地。
visit-no-track = 踏查记录 { $visit }：写明依据轨迹，却没有轨迹；请加上轨迹，或改为纸质记录。
visit-lost-track = 踏查记录 { $visit }：记录中没有轨迹 { $track }；请先导入该轨迹。
visit-track-owner = 踏查记录 { $visit }：轨迹 { $track } 已属于踏查记录 { $other }；请从其中一条去掉。
visit-abreast = 踏查记录 { $visit }：并排行进须写明至少两人及间距（米）；请补全，或改选纵队。
visit-file = 踏查记录 { $visit }：纵队只看一条线，人数应为 1 且没有间距；若是并排行进请改选并排。
visit-not-nothing = 踏查记录 { $visit }：写的是零报告，但发现点 { $finding } 属于这条记录；请更正其中之一。
visit-return-reason = 踏查记录 { $visit }：退回须写明原因；请写出要改正什么。
visit-changed = 踏查记录 { $visit }：内容与签字时不符；请恢复备份，并用 tacha audit verify 检查日志。
visit-pod-gap = 踏查记录 { $visit }：自评 { $own } % 与轨迹算出的 { $computed } % 相差超过 { $limit } 个百分点；请当面核对，不取平均。
visit-self-confirmed = 踏查记录 { $visit }：提交人与确认人是同一人，已标明“自行确认”。
finding-unknown = 发现点 { $finding }：没有这个发现点；请查看发现点列表后重新选择。
finding-not-crop = 发现点 { $finding } 既不是罂粟也不是大麻，无需取证和清点；如种类有误请先更正。
finding-unidentified = 发现点 { $finding }：种类尚待鉴别；清点前请先写明是罂粟、大麻还是其他。
finding-identified-late = 发现点 { $finding } 已经清点，种类已随清点确定，不再更改。
finding-police-number = 发现点 { $finding }：公安清点须填文书编号；请填写编号，或改选精确或估算。
finding-count-kind = 发现点 { $finding }：清点方式只有精确、估算和公安清点；请选其一。
finding-count = 发现点 { $finding }：株数须为不小于 0 的数；请更正。
finding-fewer-destroyed = 发现点 { $finding }：清点 { $counted } 株，铲除却写 { $destroyed } 株；请先重新清点，再填写铲除。
finding-method = 发现点 { $finding }：请写明用什么方法铲除。
finding-destroyed-early = 发现点 { $finding }：铲除日期 { $day } 早于发现日期 { $found }；请更正日期。
finding-provisional = 发现点 { $finding }：株数为估算；500 株和 3000 株是法定界限，请补精确清点或公安清点。
lead-unknown = 线索 { $lead }：没有这条线索；请查看线索列表后重新选择。
lead-differs = 线索 { $lead }：记录中已有同编号但内容不同的线索，记录不得覆盖；请给新线索另编一个号。
lead-reason = 线索 { $lead }：排除时须写明实际是什么；请选其一：{ $allowed }。
lead-other-finding = 线索 { $lead }：发现点 { $finding } 已用于线索 { $other }；请另选发现点。
place-differs = 建档点 { $place }：已有同编号但内容不同的建档点；请给新的建档点另编一个号。
revisit-unknown = 回头看 { $revisit }：没有这次回头看；请查看回头看列表后重新选择。
revisit-done = 回头看 { $revisit } 已于 { $day } 完成，结果原样保留；请把新的查看记到另一次回头看。
revisit-early = 回头看 { $revisit }：查看日期 { $day } 早于铲除日期 { $gone }；请更正日期。
revisit-outcome = 回头看 { $revisit }：结果只有已清除和复种复长；请选其一。
outcome-stop = 踏查点 { $stop }：记录中的计划都没有这个踏查点；请选择计划中的踏查点。
outcome-reason = 踏查点 { $stop }：没有完成须写明原因；请选其一：{ $allowed }。
outcome-no-reason = 踏查点 { $stop }：已完成的踏查点不填原因；请删去。
outcome-rises = 方格 { $cell }：自 { $since } 起已列入计划而 { $times } 次没有走到；须由负责人决定怎么办。
decision-figures = 方格 { $cell }：暂停踏查必须附上当时看到的数字；请打开该方格后在那里签字。
decision-reason = 方格 { $cell }：由人决定，不由数字决定；请写明理由。
observed-differs = 生育期观察 { $observed }：已有同编号但内容不同的观察；请另编一个号。
finding-count-weaker = 发现点 { $finding }：记录中的清点依据更充分；公安清点只能由公安清点代替，精确清点不能由估算代替。
revisit-overdue = 回头看 { $revisit } 已超期 { $days } 天；请派人查看该处。
debrief-sign-clearing = 新开垦地
debrief-sign-pipe = 水管
debrief-sign-film = 地膜
debrief-sign-stalks = 旧秆
debrief-sign-bags = 空种子袋
debrief-sign-other = 其他痕迹
debrief-sign-unknown = 踏查记录 { $visit }：没有“{ $what }”这种痕迹；请选其一：{ $known }。
step-village-open = 村 { $subject } 还没有签字确认，没有可撤销的签字。
step-village-signed = 村 { $subject } 本季已签字确认；如要更改，请先撤销（--revoke）并写明理由。
    .screen = 村 { $subject } 本季已签字确认；如要更改，请先在“村签字”里撤销并写明理由。
step-village-revoked = 村 { $subject } 的签字已经撤销；只能重新签字确认。
sign-off-figures = 村 { $village }：签字确认必须附上当时看到的数字；请先计算该村覆盖情况，再签字。
sign-off-reason = 村 { $village }：由人确认，不由数字确认；请用 --reason 写明理由。
    .screen = 村 { $village }：由人确认，不由数字确认；请写明理由。
decision-no-cell = { $place }：没有方格“{ $cell }”；相近的有 { $suggestion }。
decision-done = 方格 { $cell }（{ $village }）已{ $state ->
        [suspended] 暂停踏查
        [restricted] 列为限制区
       *[resumed] 恢复踏查
    }，签字时的发现概率 { $pod }%，预计剩余 { $left } 块。
visits-waiting = { $visit_id }：{ $visited_on }，{ $team_id }，{ $village_id }{ $area }，{ $source ->
        [paper] 纸质
       *[track] 轨迹
    }，{ $persons } 人 { $hours } 小时，{ $ground ->
        [cells] { $cells } 个方格
        [areas] 经所写责任网格申报 { $by_area } 个方格
        [tracks] 依据 { $tracks } 条轨迹
       *[none] 没有申报地块
    }，{ $formation ->
        [abreast] { $walkers } 人并排
        [file] 纵队
       *[none] 未问队形
    }，{ $nothing_found ->
        [True] 未发现
       *[False] 有发现
    }；提交人 { $submitted_by }
visits-none-waiting = 没有等待确认的踏查记录。
visits-confirmed = { $visit } 已确认；内容校验值 { $hash }。
visits-returned = { $visit } 已退回：{ $reason }
visits-none-such = 没有这种状态的踏查记录。
visits-debriefed = { $visit } 已记下收队情况，{ $walkers ->
    [1] 每条轨迹按 1 人搜索计
   *[other] 每条轨迹按 { $walkers } 人并排计
}；{ $state ->
    [draft] 仍是草稿，提交用 tacha visits submit
   *[submitted] 已提交，等待确认
}。
visits-submitted = { $visit } 已提交；内容校验值 { $hash }。
visits-sign-lead = · 痕迹记为线索 { $lead }
debrief-sign-place = 踏查记录 { $visit }：“{ $text }”读不出痕迹；请写成 种类,经度,纬度,备注，如 新开垦地,104.612,33.505,沟边。
