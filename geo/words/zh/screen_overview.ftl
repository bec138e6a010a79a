# 总览
overview-high = 高重点地块已踏查 { $rate }（{ $done } / { $all } 公顷），还剩 { $left_mu } 亩
overview-high-where = ，剩得最多的是{ $village }
overview-rate-more = 官方口径：有轨迹到过的可踏查面积
overview-pod = 发现概率（本时段）
overview-pod-more = 若有种植，被看见的可能性（{ $low }–{ $high }）：有轨迹不等于看得见
overview-more = 另有 { $count } 项，处理掉前面的再显示。
overview-daily = 日报（可复制）
attention-no-plan = 还没有踏查计划，请到“计划”编制
attention-overdue = { $count } 个组·天出发后没有登记返回（{ $teams }），最早的是{ $day }
attention-missed = { $village }：一处地面自{ $since }起列入计划而 { $times } 次没有走到，请决定怎么办
attention-finding = { $village }：{ $day }发现，{ $state }，尚未铲除
attention-revisit-overdue = 回头看已过期 { $count } 处（{ $villages }），最早的应于{ $day }前完成
attention-revisit-ready = 回头看可以去了 { $count } 处（{ $villages }），最早的应于{ $day }前完成
attention-sign = 踏查记录 { $count } 份待签字（{ $villages }）
attention-fill-in = { $count } 个组的一天还没有收队登记（{ $villages }）
attention-lead = { $kind }线索 { $count } 条待核查（{ $villages }）
attention-more = { $village }等
