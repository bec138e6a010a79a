today-title = 今日
today-head = { $when ->
        [today] 今日 ·{" "}
       *[other] {""}
    }{ $day } { $weekday }{ $window ->
        [none] {""}
       *[other] {" "}· { $window }
    }
today-weekday = { $day ->
        [1] 周一
        [2] 周二
        [3] 周三
        [4] 周四
        [5] 周五
        [6] 周六
       *[7] 周日
    }
today-today = 今天
today-teams = { $teams ->
        [0] 没有组外出
       *[other] { $teams } 个组
    }
today-before = 前一天
today-after = 后一天
today-now = 回到今天
today-and = 、
today-no-plan = 还没有在用的计划，所以没有今天的任务。先编制计划并采用，这里就会出现每个组当天的路线。
today-to-plan = 去“计划”
today-nobody = 这一天没有组外出。
today-figures-day = { $when ->
        [today] 今天
        [past] 那天
       *[ahead] 那天
    }外出 { $teams } 个组，{ $people } 人 · 未下发 { $planned } · 已下发 { $handed_out } · 在外 { $out } · 已返回 { $back }
today-over-count = ■ 超时 { $teams } 个组
today-over = 超时 { $hours ->
        [0] {""}
       *[other] { $hours } 小时 { "" }
    }{ $minutes } 分钟
today-working = 正在处理……
today-undo = 撤销这次更改
today-undone = 已撤销，恢复为更改前的计划。
today-register = 去地图登记发现点 →
today-findings = 已登记发现点 { $count } 处 →
today-no-route = 没有路线
today-figures = { $stops } 个踏查点，{ $minutes } 分钟，预计发现 { $finds } 处
today-figures-plain = { $stops } 个踏查点，{ $minutes } 分钟
today-price-route = { $team_day }：{ $before } → { $after }
today-price-season = 代价：全季预计发现数 { $before } → { $after }（{ $share }）
today-price-share = 代价：全季预计发现数变化 { $share }
today-open = 看踏查点
today-more-villages = { $villages }等，另 { $more } 个村
today-card-none = { $members } 人，这一天没有安排路线。
today-card-stops = { $stops } 个踏查点{ $required ->
        [0] {""}
       *[other] （必查 { $required } 个）
    } · { $members } 人
today-card-turn = { $leaves } 出发 · 最晚 { $turn_back } 离开最后一点返程
today-card-due = 计划 { $back } 回来，最晚 { $due }
today-card-over = 还没有登记返回：马上联系这个组。
today-card-told = 已登记结果 { $told } / { $stops }
today-hand-out = 下发任务
today-hand-out-all = 下发全部任务（{ $teams } 个组）
today-take-back = 收回
today-set-out = 出发…
today-set-out-sure = { $team }（编 { $members } 人）现在出发？登记出发后不能撤回。
today-set-out-yes = 确认出发
today-set-out-all = 全部出发（{ $teams } 个组）…
today-set-out-all-sure = { $teams } 个组现在都出发？登记出发后不能撤回。
today-back = 返回…
today-back-sure = { $left ->
        [0] { $team }回来了？登记返回后不能撤回。
       *[other] { $team }回来了？登记返回后不能撤回。还有 { $left } 个踏查点没有登记结果。
    }
today-back-rest = 返回，其余 { $left } 点都走到、未发现
today-back-only = 返回，结果稍后逐点登记
today-back-yes = 确认返回
today-not-back = { $day }：{ $teams } { $state ->
        [handed_out] 已下发，没有登记出发和返回
       *[out] 出发后没有登记返回
    }。
today-open-day = 打开那一天
today-more = 另有 { $count } 条同类提醒。
today-missed = { $village }方格 { $cell } 自{ $since }起 { $times } 次没有走到（{ $reason }），须由负责人决定。
today-missed-next = 已安排：{ $team } { $day }。
today-missed-nobody = 以后没有人去。
today-on-map = 地图
today-missed-send = 今天派组去…
today-missed-stop = 暂停踏查…
today-missed-why = 理由（签字必填）
today-missed-sign = 以你的账号签字：这块地暂不再安排踏查。
today-missed-yes = 签字暂停
today-missed-done = { $village }的方格 { $cell } 已暂停踏查。
today-stops = { $team } · { $stops } 个踏查点 · 已登记 { $told }
today-stops-later = 出发以后，在这里逐点登记结果。
today-stops-none = 没有踏查点；可以在“调整路线”里加点，或从别的组移来。
today-rest = 其余 { $left } 点：都走到，未发现
today-mark-required = 必查
today-mark-reserve = 机动
today-mark-pinned = 固定
today-mark-missed = { $times } 次没走到
today-mark-passes = 走 { $passes } 遍
today-yards = { $village }：{ $place }院落
today-stop-times = 方格 { $cell } · 约 { $arrives } 到，查 { $minutes } 分钟
today-outcome = { $outcome ->
        [done] 走到了
        [partly] 只走了一部分（{ $reason }）
       *[not_reached] 没走到（{ $reason }）
    }
today-nothing = 走到，未发现
today-change-outcome = 改结果
today-done = 第 { $order } 点：走到，未发现
today-found = 有发现
today-not-reached = 没走到…
today-partly = 走了一部分…
today-told-found = 第 { $order } 点已登记：走到。请接着登记发现点；不拔除，做标记、拍照、退开、打电话。
today-told = 第 { $order } 点已登记：{ $what }。
today-replan = 重排当天…
today-replan-sure = 重新安排当天还没下发、没锁定的 { $teams } 个组；其余路线不动。
today-replan-yes = 现在重排
today-replan-same = 各组路线没有变化。
today-stop = 雨天停工、封路…
today-stop-teams = 哪些组不去
today-stop-why = 原因
today-stop-last = 停到哪一天（含）
today-stop-until = 踏查点改排到哪一天为止
today-stop-sure = 没有登记的踏查点记为“没走到”，排到后面几天的最前面。不能撤销。
today-stop-yes = 确认停工并改排
today-stop-done = 已停工：{ $team_days }。踏查点已改排到后面几天。
today-change = 调整 { $team } 的路线
today-change-what = 调整什么
today-change-locked = 路线已锁定，重排时保持不变。
today-verb-move = 移动点
today-verb-pin = 固定点
today-verb-forbid = 禁止点
today-verb-add = 加点
today-verb-swap = 交换
today-verb-merge = 合并
today-verb-split = 拆分
today-verb-lock = 锁定
today-verb-move-more = 把一个踏查点交给另一个组或另一天，插在最省时间的位置。
today-verb-pin-more = 固定的踏查点在重排时留在这个组这一天；已固定的可以放开。
today-verb-forbid-more = 不再派人去这个地方：本时段，或整个踏查季。
today-verb-add-more = 给这个组加一个踏查点：没走到过的地方，或在地图上点选的方格。
today-verb-swap-more = 两个组（或两天）交换整条路线。
today-verb-merge-more = 把这个组的踏查点全部交给另一个组，这个组当天不出。
today-verb-split-more = 从某一点起，后面的踏查点交给另一个组。
today-verb-lock-more = 锁定后路线保持不变，重排和手工调整都不动它；可以再解锁。
today-yes-move = 移动
today-yes-pin = 固定
today-yes-unpin = 不再固定
today-yes-forbid = 禁止
today-yes-add = 加上
today-yes-swap = 交换路线
today-yes-merge = 合并过去
today-yes-split = 拆分
today-yes-lock = 锁定路线
today-yes-unlock = 解锁
today-merge-leave-out = 排不下的点放弃（会逐个说明）
today-forbid-season = 整个踏查季都不去（不选则只限本时段）
today-why = 理由
today-add-which = 加哪一处
today-add-missed = { $village }：没走到过的地方
today-add-map = 地图上选的方格 { $cell }
today-add-none = 先在“地图”上点一个方格，再回到这里；或在下面填方格、院落编号。
today-add-name = 方格或院落编号（可不填）
today-add-twice = 走两遍
today-no-stop = 没有可选的踏查点。
today-stop-label = { $order } · { $place }{ $kind ->
        [yards] {" "}院落
        [required] （必查）
       *[plain] {""}
    }
today-which-stop = 哪个踏查点
today-which-from = 从哪个踏查点起
today-no-other = 没有别的组·天可以更改。
today-which-other = 哪个组、哪一天
today-other-label = { $team_day }：{ $stops } 个点，还余 { $spare } 分钟
today-packs = 任务包…
today-packs-what = 每组一个压缩包：路线图（PDF）、轨迹导航（GPX、KML）、微信发的图片和文字。
today-packs-teams = 哪些组
today-packs-leader = 负责人留底（另有为什么去、线索和重点程度）
today-packs-leader-what = 留底含线索和往年发现，不要发给踏查组。
today-packs-make = 生成 { $teams } 个组的任务包
today-came = 今天来了几人
today-card-came = 今天来了 { $came } 人
