# 收取轨迹、踏查记录和照片时的说明。
source-datum-remembered = { $file }：按以前对“{ $app }”导出文件的说明，坐标基准取 { $datum }。
source-track-local-times = { $file }：时间没有写时区，按本地时间理解。
source-track-spikes = { $file }：去掉了 { $points } 个跳出又跳回的漂移点。
