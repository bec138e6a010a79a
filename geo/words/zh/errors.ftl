error-table = { $file }：{ $table } 表“{ $column }”列有误：{ $rule }{ $others ->
    [0] { "" }
   *[other] （另有 { $others } 处）
}。请改正后重新导入。
error-cancelled = 已取消，没有保留任何结果。
error-unknown-key = { $file }：[{ $place }] 中没有“{ $name }”这一项；您是否想写“{ $suggestion }”？
error-setting-range = { $file }：{ $place } 的值 { $value } 超出范围（允许：{ $allowed }）；请改正。
error-setting-kind = { $file }：{ $place } 的值“{ $value }”类型不对；请参照默认值 { $default } 填写。
fault-missing-column = 缺少这一列
fault-empty = 第 { $row } 行为空
fault-kind = 第 { $row } 行的“{ $value }”不是所需的类型（{ $kind }）
fault-not-allowed = 第 { $row } 行的“{ $value }”不在允许的取值之内（{ $allowed }）
fault-infinite = 第 { $row } 行不是有限的数
fault-too-low = 第 { $row } 行的 { $value } 小于下限 { $limit }
fault-too-high = 第 { $row } 行的 { $value } 大于上限 { $limit }
fault-duplicate-key = 编号“{ $value }”重复
fault-no-crs = 没有坐标系
