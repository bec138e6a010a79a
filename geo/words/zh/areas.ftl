# 责任网格（村民组、林班、治理网格）、地块状态、村的签字确认
source-areas-no-name = { $file } 中没有责任网格的名称；请提供“网格名称”“村民组”或“林班”“小班”（LIN_BAN、XIAO_BAN）列。
source-area-unnamed = { $file }：第 { $row } 行没有责任网格名称；请填写后重试。
source-area-nowhere = { $file }：第 { $row } 行“{ $name }”既没有边界也没有村名；请填写所在村。
source-areas-elsewhere = { $file } 中的责任网格都不在本辖区的村界内；请检查文件和坐标基准。
source-areas-outside = { $file }：有 { $rows } 行不在任何村内，没有采用。
source-areas-other-village = { $file }：有 { $rows } 行写的村与边界所在的村不一致，按所写的村记。
source-areas-no-polygon = { $file }：有 { $rows } 行是点或线，没有边界，只按名称列出。
source-areas-named = { $file }：有 { $areas } 个责任网格只有名称，没有边界：不划入方格，但列在清单里，踏查记录可以写明已到。
source-areas-joined = { $file }：有 { $rows } 行与前面的行同村同名（或同编号），并为一个责任网格。
source-area-code-twice = { $file }：第 { $row } 行与第 { $first } 行的编号同为“{ $code }”，但村或名称不同；请改正编号。
source-posts-names = { $file }：“{ $column }”列有 { $rows } 行像是人名或号码，已去除，只保留岗位；Tacha 只记岗位，不记人。
areas-held = 责任网格 { $areas } 个，占全部方格的 { $percent } %。
areas-visits-unknown = 踏查记录里有 { $visits } 条写的责任网格不在清单里（如“{ $name }”），没有按责任网格计入；请核对名称。
sign-off-village = { $place }：没有叫“{ $name }”的村；最接近的村名：{ $suggestion }。
sign-off-done = { $village } { $season } 年已签字确认（{ $user }）：踏查率 { $rate } %，申报 { $declared } %，发现概率 { $pod } %，预计剩余 { $left } 处，死角 { $corners } 处；签字凭据 { $hash }。
sign-off-revoked = { $village } { $season } 年的签字确认已撤销（{ $user }），原签字仍在记录里。
ground-states = 方格状态：{ $open } 个未查，{ $planned } 个已计划，{ $searched } 个已踏查，{ $cleared } 个达到目标，{ $restricted } 个限制进入（其中太陡 { $steep } 个），{ $suspended } 个暂停。
areas-surveyed = 责任网格（{ $kind ->
        [group] 村民组
        [compartment] 林班
       *[grid] 治理网格
    }）共 { $areas } 个，已踏查 { $surveyed } 个：有轨迹 { $with_track } 个，仅申报 { $declared } 个。
area-surveyed-track = 有轨迹
area-surveyed-declared = 仅申报
area-surveyed-no = 未到
sign-off-listed = { $village }（{ $season } 年）{ $day } 由 { $user } 签字：踏查率 { $rate } %，申报 { $declared } %，发现概率 { $pod } %，预计剩余 { $left } 处，死角 { $corners } 处；{ $reason }
sign-off-none = 还没有签字确认的村。
cli-coverage-area = 责任网格
cli-coverage-post = 责任岗位
cli-coverage-surveyed = 是否到过
cli-coverage-township = 乡镇
cli-coverage-declared = 申报
