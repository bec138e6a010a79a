# 发现点和线索的清单
findings-row = { $finding_id }：{ $found_on }，{ $village }，{ $species ->
        [poppy] 罂粟
        [cannabis] 大麻
        [other] 其他
       *[to_identify] 待鉴定
    }，{ $state ->
        [reported] 已上报
        [held] 待取证
        [counted] 已清点
        [eradicated] 已铲除
        [verified_gone] 已核实清除
       *[reopened] 重新立案
    }，{ $plants } 株{ $counted ->
        [exact] （精确）
        [provisional] （估算）
        [police] （公安 { $police_number }）
       *[none] {""}
    }，{ $area_m2 } 平方米
findings-look = · 回头看 { $revisit }：{ $due } 前
revisits-row = 回头看 { $revisit_id }（{ $village }）：{ $opens_on } 至 { $due_on }，{ $when ->
        [overdue] 已超期 { $days_over } 天
        [ready] 现在可看
       *[later] 未到时间
    }
revisit-entered = 回头看 { $revisit }：{ $outcome ->
        [gone] 已核实清除
       *[regrowth] 复种复长，重新立案
    }。
findings-none = 没有待处理的发现点，也没有要做的回头看。
leads-row = { $lead_id }：{ $reported_on }，{ $kind ->
        [tip] 举报
        [satellite] 卫星靶点
        [drone] 无人机
        [place] 重点部位
       *[sign] 痕迹
    }，{ $village }，{ $placed ->
        [yes] { $lon }, { $lat }
       *[no] 只写到村
    }，{ $state ->
        [new] 新线索
        [assigned] 已派出核查
        [confirmed] 已核实
       *[ruled_out] 已排除
    }；{ $note }
leads-settled = 线索 { $lead }：{ $state ->
        [new] 已收回
        [assigned] 已派出核查
        [confirmed] 已核实为发现点
       *[ruled_out] 已排除
    }。
leads-none = 没有待核查的线索。
lead-place = 经度 { $lon }、纬度 { $lat } 不是地球上的位置；请检查顺序和小数点。
