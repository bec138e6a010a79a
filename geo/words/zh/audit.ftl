audit-row-missing = 日志：缺少第 { $seq } 行，已被删除；请与最近的备份核对。
audit-row-changed = 日志：第 { $seq } 行在写入后被改动；请与最近的备份核对。
audit-chain-broken = 日志：第 { $seq } 行与上一行衔接不上；请与最近的备份核对。
audit-tail-cut = 日志：现有 { $count } 行，而打印校验值时已有 { $expected } 行；日志末尾被截去。
audit-head-differs = 日志：第 { $seq } 行与当时打印的校验值不符；日志被重写过，或者校验值属于别的辖区。
audit-record-changed = 记录 { $table } { $row } 第 { $version } 版：{ $columns } 与日志不符，写入以后被改动过；请与最近的备份核对。
audit-record-unlogged = 记录 { $table } { $row } 第 { $version } 版：日志中没有，不是由踏查写入的；请与最近的备份核对。
audit-record-missing = 记录 { $table } { $row } 第 { $version } 版：日志中有，记录中没有，已被删去；请与最近的备份核对。
