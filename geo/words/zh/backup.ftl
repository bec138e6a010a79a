backup-exists = { $file }：已有同名文件；请给备份另取一个名字。
backup-not-written = { $file }：备份无法写入（{ $reason }）；请换一个文件夹或磁盘。
backup-missing = { $file }：没有这个备份文件；请检查路径。
backup-broken = { $file }：该备份已损坏或不是数据库；请换用另一份备份。
backup-log-broken = { $file }：该备份中的日志被改动过；请换用另一份备份，或用 tacha audit verify 查看。
backup-no-room = { $file }：恢复这份备份要 { $needed } MB，磁盘只剩 { $free } MB 可用；请腾出空间，或换一份备份。
