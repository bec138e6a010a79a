# 任务包：一个组一天带出去的东西
pack-no-route = { $team } 在 { $date } 没有路线；当天有路线的组：{ $teams }。
pack-title = { $team }　{ $day }　踏查任务
pack-day = { $day }（{ $weekday ->
        [1] 周一
        [2] 周二
        [3] 周三
        [4] 周四
        [5] 周五
        [6] 周六
       *[7] 周日
    }）
pack-window-seedling = 苗期踏查
pack-window-flower = 花期踏查
pack-window-capsule = 果期踏查
pack-gpx-about = { $site }，计划 { $plan }，坐标 WGS84
pack-meeting = { $leave } 在{ $base }集合出发，{ $back } 返回，最晚 { $due }
pack-parking = 停车点
pack-parking-more = 停车点，去第 { $stops } 点
pack-stop-more = 第 { $order } 点 { $name }（{ $village }）：{ $arrive } 到，约 { $minutes } 分钟{ $passes ->
        [0] { "" }
        [2] ，走两遍
       *[other] { "" }
    }{ $abreast ->
        [0] { "" }
        [1] { "" }
       *[other] ，{ $abreast } 人并排，间距 { $spacing } 米
    }{ $kind ->
        [required] ，必查
        [yard] ，院落 { $yards } 个
       *[other] { "" }
    }；{ $turn } 前必须往回走
pack-hazard-reservoir = 水库
pack-hazard-cliff = 陡崖
pack-hazard-snare = 兽夹、陷阱
pack-hazard-no-signal = 无信号
pack-hazard-fire-ban = 禁火
pack-folder-places = 集合、停车
pack-folder-stops = 踏查点
pack-folder-way = 路线
pack-folder-pieces = 片块
pack-folder-hazards = 危险处
pack-leg = { $mode ->
        [drive] 乘车
        [walk] 步行
       *[search] 踏查
    }{ $stop ->
        [0] 返回
       *[other] 第 { $stop } 点
    }
pack-no-type = 这台电脑没有中文字体，任务单画不出来；请安装一种（如思源黑体、微软雅黑、文泉驿）后再试。
pack-kilometres = 公里
pack-metres = 米
pack-north = 北
pack-foot = 计划 { $plan }　第 { $page } 页，共 { $pages } 页
pack-head-meet = 集合
pack-head-meet-is = { $leave }，{ $base }（北纬 { $lat }，东经 { $lon }）
pack-head-crew = 人车
pack-head-crew-is = { $members } 人，{ $car ->
        [yes] 乘车约 { $drive } 公里
       *[no] 不乘车
    }，步行 { $walk } 公里，爬升 { $climb } 米，{ $stops } 个踏查点
pack-head-back = 返回
pack-head-back-is = 计划 { $back } 回到出发点，最晚 { $due }；到折返时间没查完也往回走
pack-head-report = 报平安
pack-check-in = { $times }；{ $due } 还没有消息，值班岗组织查找
pack-stops-title = 踏查点
pack-column-number = 点
pack-column-name = 地方
pack-column-arrive = 到达
pack-column-minutes = 分钟
pack-column-how = 走法
pack-column-parking = 停车
pack-column-turn = 最晚折返
pack-column-result = 结果（在方框打钩）
pack-mark-required = 【必查】
pack-mark-yard = 【院落】
pack-mark-plain = { "" }
pack-how = { $passes ->
        [0] 逐院查看 { $yards } 院
        [2] 走两遍，{ $abreast ->
            [0] 单线
            [1] 单线
           *[other] { $abreast } 人×{ $spacing } 米
        }
       *[other] { $abreast ->
            [0] 单线
            [1] 单线
           *[other] { $abreast } 人并排×{ $spacing } 米
        }
    }
pack-result = □完成 □部分 □未到：
pack-words-look = 看什么
pack-words-hazards = 危险处
pack-words-safety = 安全
pack-words-found = 有发现
pack-words-posts = 打给谁
pack-word-list = { $list }
pack-hazards-none = 路线附近没有登记的危险处；陡坡、水边、兽夹自己留心。
pack-look-seedling = 苗期：灰绿色、叶缘有缺刻、贴地成簇的幼苗，多在新翻的地、沟边和菜地夹种；走近了看。
pack-look-flower = 花期：红、白、粉、紫色大花，花苞下垂，茎叶灰绿有白霜；看地边、林间空地、房前屋后、高秆作物中间。
pack-look-capsule = 果期：球形蒴果直立，顶上有星状盘，有刀痕或白浆是割浆；看地边、林间空地、晾晒处。
pack-look-any = 沟谷、洼地、地边、林间空地、房前屋后、空房废院；灰绿色茎叶，大花或球形蒴果。
pack-safety = 至少两人同行，按间距并排，互相看得见；陡坡、水边、落石处绕行；雷雨停止；到折返时间就往回走。
pack-found = 不拔除，不踩踏；做标记，拍近景远景，记经纬度，退开守住，马上打电话，等民警到场清点。
pack-post-on-duty = 本乡镇禁毒办值班岗、派出所值班室（电话出发前写在这里：＿＿＿＿＿＿＿＿）
pack-post-of = { $village }：{ $posts }
pack-sign-leader = 带队签字
pack-sign-given = 下发岗位
pack-sign-returned = 收回岗位
pack-sign-day = 日期时间
pack-details-title = 放大图
pack-panel = 第 { $stops } 点　{ $names }
pack-record-title = 踏查记录
pack-record-how = 一列是一条记录；没发现就在“踏查结果”写“未发现”。有发现的，每处另写一列：日期、组别、村照抄，人次和小时留空，写经纬度（注明 WGS84）和株数。表头与样表“踏查记录”一致，回来照着录入，用 tacha add visits 收进来。
pack-record-sign = 踏查人签字：＿＿＿＿＿＿＿＿＿＿　村（组）签字：＿＿＿＿＿＿＿＿＿＿　日期：＿＿＿＿＿＿
pack-legend-base = 集合点
pack-legend-car = 停车点
pack-legend-plain = 踏查点
pack-legend-required = 必查点
pack-legend-reserve = 机动留量
pack-legend-yard = 院落
pack-legend-hazard = 危险处
pack-legend-drive = 乘车
pack-legend-walk = 步行
pack-legend-search = 踏查线（队伍中线）
pack-legend-piece = 片块
pack-legend-border = 村界
pack-legend-contour = 等高线（米）
pack-hazard-is = { $note ->
        [none] { $kind }
       *[other] { $kind }（{ $note }）
    }
pack-then = →
pack-line-head = 【踏查任务】{ $team } { $day } { $site } { $window } 计划 { $plan }
pack-line-meet = 集合：{ $leave } { $base }（北纬 { $lat }，东经 { $lon }）
pack-line-crew = 人车：{ $members } 人，{ $car ->
        [yes] 乘车约 { $drive } 公里，
       *[no] { "" }
    }步行 { $walk } 公里，爬升 { $climb } 米，{ $stops } 个踏查点
pack-line-order = 顺序：{ $order }
pack-line-required = 必查：{ $stops ->
        [none] 无，按顺序查
       *[other] 第 { $stops } 点，必须走到
    }
pack-line-look = 看什么：{ $look }
pack-line-danger = 危险处：{ $danger }
pack-line-back = 返回：{ $turn } 前离开最后一点，{ $back } 回到出发点，最晚 { $due }
pack-line-report = 报平安：{ $report }
pack-line-found = 有发现：{ $found }打给{ $post }
pack-card-foot = 计划 { $plan }　坐标 WGS84　有发现：不拔除，做标记、拍照、退开、打电话给值班岗
pack-map-note = 只有这个组这一天的路线；数字是先后顺序。
pack-progress = 正在制作任务包
pack-written = { $path }（{ $kb } KB）
pack-piece = { $village }第 { $number } 块
pack-leader-title = 带队附页（不发给组员）
pack-leader-note = 线索和往年发现只供带队人判断先后，不外传；重点程度只决定先查哪里，不是证据。用完交回。
pack-leader-column-number = 点
pack-leader-column-name = 地方
pack-leader-column-finds = 预计发现数
pack-leader-column-why = 为什么到这里
pack-leader-lead = 线索（{ $kind ->
        [tip] 举报
        [satellite] 卫星靶点
        [drone] 无人机
        [place] 重点部位
       *[sign] 痕迹
    }，{ $day }，可信度 { $percent }%）：{ $note }
pack-leader-history = { $season } 年在这里发现过
pack-leader-named = 必查点 { $name }
