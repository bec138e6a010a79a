# 回收登记
screens-nav-returns = 回收登记
returns-title = { $site } · 回收登记
returns-part = 办什么
returns-part-files = 收文件
returns-part-debrief = 收队登记
returns-part-paper = 手工补录
returns-part-sign = 签字确认
returns-part-findings = 发现点
returns-part-leads = 线索
returns-part-villages = 村签字
returns-nothing-to-do = 您的账号只能查看，这里没有要办的事。
returns-files-drop = 把今天收回的文件一起拖到这里，或点按选择
returns-files-kinds = 轨迹（GPX、KML、GeoJSON、Shapefile 压缩包、CSV）、照片、踏查记录表（XLSX、CSV、GeoJSON）、发现点表，可以混在一起。先看预览，确认后才入库。
returns-files-reading = 正在读取……
returns-files-sum = 共 { $files } 个文件：{ $fresh } 个可收，{ $known } 个以前收过，{ $refused } 个收不了。
returns-files-accept = 收下 { $files } 个文件
returns-files-done = 已收下：轨迹 { $tracks } 条，踏查记录 { $visits } 条，发现点 { $findings } 处，照片 { $photos } 张。
returns-files-left-out = 没有收：{ $file }。{ $why }
returns-mark-new = 可收
returns-mark-known = 已有
returns-mark-refused = 收不了
returns-source-no-datum = 坐标没有说明基准；请在下面选择。手机GPS一般是 WGS84，高德、微信是 GCJ02。
returns-source-no-crs = 文件没有说明坐标系；请在下面选择坐标基准。
returns-source-track-no-times = 轨迹没有时间；请在下面选择是哪一天走的。
returns-source-kind-unknown = 看不出是哪种资料；请在下面选择种类，或改用样表的表头。
returns-no-team = 组别不明
returns-brings-tracks = 轨迹：{ $days }，{ $team }，{ $km } 公里{ $routed ->
    [yes] ，与当天路线相符
   *[no] {""}
}
returns-brings-photo = 照片{ $finding ->
    [none] ，没有对上发现点
   *[other] ，对上发现点 { $finding }
}
returns-brings-visits = 踏查记录 { $rows } 条
returns-brings-findings = 发现点 { $rows } 处
returns-ask-kind = 这是什么
returns-kind-guess = 自动判断
returns-kind-tracks = 轨迹
returns-kind-visits = 踏查记录
returns-kind-findings = 发现点
returns-kind-photos = 照片
returns-ask-datum = 坐标基准
returns-ask-datum-typed = 坐标从哪里读的
returns-datum-none = 请选择
returns-datum-wgs84 = WGS84（手机GPS、手持机）
returns-datum-cgcs2000 = CGCS2000（国土、林业数据）
returns-datum-gcj02 = GCJ02（高德、腾讯、微信）
returns-datum-bd09 = BD09（百度地图）
returns-ask-day = 日期
returns-ask-team = 是哪个组、哪条路线？
returns-change-team = 组别和路线（对错了可以改）
returns-ask-team-none = 请选择；不选也能收，算组别不明
returns-team-matched = 按时间和地点对上的
returns-team-route = { $team }当天的路线（顺路 { $near }）
returns-team-only = { $team }，不按路线
returns-ask-finding = 拍的是哪个发现点
returns-photo-later = 以后再关联
returns-photo-matched = 按时间和地点对上的
returns-debrief-none = 没有等待登记的组。收下轨迹以后，该组当天会列在这里；没有轨迹的用“手工补录”。
returns-debrief-which = 哪个组、哪一天（{ $days } 个等待登记）
returns-debrief-choice = { $day } { $team } { $village } { $km } 公里（{ $state }）
returns-waits-tracks = 只有轨迹
returns-waits-draft = 草稿
returns-waits-returned = 被退回
returns-debrief-about = { $village }：{ $tracks } 条轨迹，{ $km } 公里{ $cells ->
    [0] {""}
   *[other] ，{ $cells } 个方格
}
returns-debrief-team = 这些轨迹没有组别；是哪个组走的
returns-returned-because = 被退回：{ $reason }
returns-tap-formation = 1 怎么走的
returns-formation-file = 单人或纵队
returns-formation-abreast = { $walkers } 人并排
returns-tap-spacing = 人与人相隔
returns-tap-entered = 2 都进去了吗
returns-entered-all = 都进了
returns-entered-some = 有没进去的
returns-not-entered = 哪里没进去，为什么
returns-tap-light = 3 光线
returns-light-good = 好
returns-light-fair = 一般
returns-light-poor = 差
returns-tap-growth = 长势（周围同类植物）
returns-growth-none = 还没出苗
returns-growth-rosette = 莲座期
returns-growth-bud = 现蕾期
returns-growth-flower = 花期
returns-growth-capsule = 蒴果期
returns-tap-sight = 4 能看清多远
returns-tap-own-pod = 5 自己估计：若有，能看到几成
returns-tap-sign = 6 路上看到的痕迹（没有就不选）
returns-sign-clearing = 新开垦地
returns-sign-pipe = 水管
returns-sign-film = 地膜
returns-sign-stalks = 旧秆
returns-sign-bags = 空种子袋
returns-sign-other = 其他
returns-sign-note = 痕迹说明
returns-sign-place = 填了经纬度，痕迹才会记为线索。
returns-persons = 人次
returns-hours = 小时
returns-vehicles = 车次
returns-sorties = 架次
returns-yards = 院落（{ $places } 处）
returns-yards-entered = { $place }：进了几院（共 { $yards }）
returns-yards-lane = { $place }：只在门外看了几院
returns-lon = 经度
returns-lat = 纬度
returns-species = 种类
returns-species-poppy = 罂粟
returns-species-cannabis = 大麻
returns-species-other = 其他植物
returns-species-to-identify = 待鉴定
returns-stage = 生育期
returns-stage-none = 没有看清
returns-stage-rosette = 莲座期
returns-stage-bud = 现蕾期
returns-stage-flower = 花期
returns-stage-capsule = 蒴果期（割浆期）
returns-plants = 株数
returns-area-m2 = 面积（平方米）
returns-hold-first = 先不要拔：做标记、拍照、退开、打电话给派出所。
returns-nothing-found = 未发现，提交
returns-found-before = 有发现（已登记），提交
returns-something-found = 有发现……
returns-draft = 先存草稿
returns-found-send = 有发现，提交
returns-find-place = 请填写发现点的经度和纬度。
returns-filled-submitted = 踏查记录 { $visit } 已提交，等待他人确认。
returns-filled-draft = 踏查记录 { $visit } 已存为草稿，在“签字确认”的草稿里可以继续。
returns-filled-lead = 痕迹已记为线索 { $lead }。
returns-filled-find = 发现点 { $finding } 已上报；下一步在“发现点”里登记待取证。
returns-paper-about = 没有轨迹的一天：选日期、组、村和走过的地方。这样的记录算“申报踏查”，不提高发现概率。
returns-paper-ground = 走过哪些地方
returns-paper-stops = 当天路线上的踏查点
returns-paper-areas = 责任网格
returns-paper-village = 全村（{ $cells } 个方格）
returns-paper-stop = 第 { $order } 站
returns-note = 备注
returns-sign-state = 状态
returns-state-submitted = 等待确认
returns-state-draft = 草稿
returns-state-returned = 已退回
returns-state-confirmed = 已确认
returns-sign-none = 没有这种状态的踏查记录。
returns-visit-head = { $day } { $team } { $village }{ $area }
returns-visit-body = { $persons } 人次，{ $hours } 小时；{ $ground ->
    [cells] 写明 { $number } 个方格
    [areas] 责任网格 { $number } 个方格
    [tracks] 依据 { $number } 条轨迹
   *[none] 没有写明走过哪里
}；{ $formation ->
    [abreast] { $walkers } 人并排
    [file] 单人或纵队
   *[none] 没有登记怎么走的
}；{ $source ->
    [paper] 手工
   *[track] 轨迹
}
returns-visit-nothing = 未发现
returns-visit-found = 有发现
returns-visit-by = { $visit }，提交人 { $user }
returns-amend = 修改
returns-submit = 提交
returns-confirm = 确认签字
returns-return = 退回……
returns-return-reason = 要改正什么
returns-return-do = 退回
returns-confirmed = 踏查记录 { $visit } 已确认。
returns-returned = 踏查记录 { $visit } 已退回。
returns-confirm-all = { $visits } 条未发现的记录一起确认
returns-confirmed-all = { $visits } 条踏查记录已确认。
returns-sign-own = 这是您自己提交的，须由另一人确认。
returns-signing = 正在签字……
returns-findings-every = 连同已核实清除的
returns-findings-none = 没有待处理的发现点。
returns-findings-which = 发现点（{ $findings } 处）
returns-finding-choice = { $day } { $village }，{ $state }{ $plants ->
    [none] {""}
   *[other] ，{ $plants } 株
}
returns-finding-reported = 已上报
returns-finding-held = 待取证
returns-finding-counted = 已清点
returns-finding-eradicated = 已铲除
returns-finding-verified-gone = 已核实清除
returns-finding-reopened = 重新立案
returns-finding-name = 编号 { $finding }
returns-fact-state = 状态
returns-fact-found = 发现
returns-fact-found-at = { $day }，{ $village }
returns-fact-place = 坐标
returns-fact-species = 种类
returns-fact-count = 清点
returns-fact-counted = { $plants ->
    [none] 株数还没有清点
   *[other] { $plants } 株{ $kind ->
        [exact] （精确清点）
        [provisional] （估算）
        [police] （公安清点）
       *[none] （上报数，还没有清点）
    }
}{ $area ->
    [none] {""}
   *[other] ，{ $area } 平方米
}
returns-fact-police = 文书编号
returns-fact-gone = 铲除
returns-fact-gone-by = { $day }，{ $method }
returns-fact-due = 回头看期限
returns-look = { $village }：{ $opens } 至 { $due }{ $when ->
    [overdue] ，已超期 { $days } 天
   *[ready] {""}
}
returns-look-overdue = 回头看超期
returns-look-ready = 该回头看
returns-look-on = 查看日期
returns-look-gone = 已清除
returns-look-regrowth = 复种复长，重新立案
returns-look-gone-done = 发现点 { $finding } 已核实清除。
returns-look-regrowth-done = 发现点 { $finding } 复种复长，已重新立案；请再次登记待取证。
returns-looks-later = 另有 { $looks } 次回头看未到时间，最早的期限 { $due }。
returns-report = 上报一个发现点（有坐标）
returns-found-on = 发现日期
returns-report-do = 上报
returns-step-identify = 鉴定种类
returns-step-identify-do = 写入鉴定结果
returns-step-identified = 发现点 { $finding } 已写明种类。
returns-step-hold = 下一步：待取证。先不拔除；已做标记、拍照、退开，并已通知派出所，再按下面的按钮。
returns-step-hold-do = 登记待取证
returns-step-held = 发现点 { $finding } 已登记待取证；清点后再铲除。
returns-count-kind = 清点方式
returns-count-exact = 精确清点
returns-count-provisional = 估算
returns-count-police = 公安清点
returns-police-number = 公安文书编号
returns-step-count-do = 写入清点
returns-step-recount-do = 重新清点
returns-step-counted = 发现点 { $finding } 已清点；可以铲除。
returns-step-provisional = 株数是估算；500 株和 3000 株是法定界限，铲除前请补精确清点，或在铲除时填实数。
returns-gone-on = 铲除日期
returns-method = 铲除方法
returns-method-by-hand = 人工拔除
returns-method-dug = 连根挖除
returns-method-burnt = 拔除后焚烧
returns-method-sprayed = 喷药
returns-plants-gone = 铲除株数
returns-area-gone = 铲除面积（平方米）
returns-step-eradicate-do = 写入铲除
returns-step-eradicated = 发现点 { $finding } 已铲除；回头看已排定。
returns-step-reopen = 路过又看到复种复长，在这里重新立案；到期的回头看请在上面登记。
returns-step-reopen-do = 复种复长，重新立案
returns-step-reopened = 发现点 { $finding } 已重新立案；请再次登记待取证。
returns-leads-every = 连同已了结的
returns-leads-none = 没有待核查的线索。
returns-leads-which = 线索（{ $leads } 条）
returns-lead-choice = { $day } { $kind } { $village }，{ $state }
returns-lead-new = 待核查
returns-lead-assigned = 已派出
returns-lead-confirmed = 已核实
returns-lead-ruled-out = 已排除
returns-lead-village-only = 只写到村
returns-lead-assign = 派出核查
returns-lead-take-back = 收回
returns-lead-again = 再查一次
returns-lead-confirm = 核实为发现点……
returns-lead-confirm-do = 核实
returns-lead-no-finding = 还没有可以对应的发现点；请先上报发现点。
returns-lead-rule-out = 排除……
returns-lead-reason = 那里实际是什么
returns-lead-stood = 人站在哪里看的（不是线索本身的坐标）：
returns-lead-rule-out-do = 排除并建档
returns-lead-incomplete = 请选择那里是什么，并填写所站位置的经度和纬度。
returns-ruled-ornamental = 观赏花（含虞美人）
returns-ruled-other-crop = 其他作物
returns-ruled-lawn = 草地
returns-ruled-landslide = 滑坡裸地
returns-ruled-nothing = 什么也没有
returns-ruled-other = 其他
returns-village-which = 村（共 { $villages } 个，已签字 { $signed } 个）
returns-village-choice = { $village }{ $state ->
    [signed] ，已签字
   *[open] {""}
}
returns-figures = 正在计算该村的数字……
returns-village-what = 签字后，上面这些数字和签字一起存档；没有走到的地方会列为死角。由人确认，不由数字确认。
returns-village-reason = 理由（写给以后查的人）
returns-village-sign = 签字确认{ $village }踏查完毕
returns-village-signed = { $village }：{ $user } 于 { $day } 签字确认，理由：{ $reason }
returns-village-revoke = 撤销签字
returns-village-done = { $village }已签字确认。
returns-village-revoked = { $village }的签字已撤销；两次记录都保留。
returns-card-rate = 踏查率（有轨迹）
returns-card-declared = 连同申报 { $share }
returns-card-pod = 发现概率
returns-card-band = { $low } 至 { $high }
returns-card-corners = 死角（处）
returns-card-left = 预计剩余 { $plots } 块
returns-card-cells = 方格
returns-card-yards = 院落 { $yards }，进了 { $entered }
screens-choose-files = 选择文件
returns-local = 本机
returns-found-not = 返回，没有发现
returns-step-plants = 请填写株数。
returns-waits-confirmed = 已确认，更正
returns-amend-signed = 这条记录已经签字。更正后原记录保留，新的一版须重新确认。
returns-photos = 照片（{ $own } 张，另有 { $loose } 张没有关联）
returns-photo-which = 没有关联的照片（{ $loose } 张）
returns-photo-moment = 拍的是
returns-photo-before = 铲除前
returns-photo-after = 铲除后
returns-photo-place = 地点
returns-photo-attach = 关联到这个发现点
returns-photo-attached = 照片已关联到发现点 { $finding }。
returns-paper-no-area = 没有选责任网格：只记到村，不计入申报的踏查面积。
returns-debrief-team-first = 先在上面选是哪个组走的，再提交。
returns-source-kind-other = 不认识这种文件；请另存为 GPX、KML、GeoJSON、XLSX、CSV，或交照片（JPG）。
returns-files-next = 下一步：到“收队登记”里登记这些轨迹是怎么走的。
