records-no-folder = { $file }：没有这个辖区文件夹；请检查路径，或用 tacha new 新建辖区。
records-network-share = { $file }：该文件夹位于网络共享盘（{ $kind }），在那里记录会丢失；请把辖区文件夹移到本机硬盘。
records-newer = { $file }：这些记录由更新版本的 Tacha 生成（{ $version }）；请安装该版本后再打开。
records-foreign = { $file }：这个数据库不是 Tacha 生成的；请把它移到别处，再重新打开辖区。
records-busy = { $file }：记录被其他程序占用太久（{ $reason }）；请关闭该程序后重试。
records-refused = { $file }：记录无法读写（{ $reason }），未作任何改动；请检查磁盘，或恢复备份。
records-wrong-crs = { $table }：记录一律用 EPSG:4326 保存，而这些图形的坐标系是 { $crs }；请先转换。
records-no-plan = 计划 { $plan }：记录中没有这份计划；请查看计划列表后重新选择。
records-plan-differs = 计划 { $plan }：记录中已有同名但内容不同的计划，计划不得改动；请另做一份新计划。
records-plan-hash = 计划 { $plan }：路线和踏查点与内容校验值不符；请重新生成计划。
records-orphan-rows = 计划 { $plan }：{ $table } 表中 { $column } 列的“{ $value }”在计划中不存在；请重新生成计划。
records-finding-differs = 发现点 { $finding }：记录中已有同编号但内容不同的发现点，记录不得覆盖；请给新的发现点另编一个号。
records-no-job = 任务 { $job }：记录中没有这个任务；请重新开始。
records-job-silent = 已有 { $seconds } 秒没有动静，任务已中断；请重新开始。
records-job-dead = 执行任务的进程已退出，没有留下结果；请重新开始。
records-unknown-database = { $file }：数据库地址不是 PostgreSQL 服务器；请写成 postgresql+psycopg://用户:密码@服务器/库名，或留空以使用辖区文件夹内的文件。
records-schema-name = { $file }：“{ $schema }”不能作为 PostgreSQL 的模式名；请在数据库地址末尾加上 ?schema=名称。
records-no-server = { $file }：数据库服务器没有响应（{ $reason }）；请确认服务器已运行、本机能够连通，然后重试。
records-no-postgis = { $file }：数据库未安装 PostGIS，而当前账号无权安装；请管理员执行 CREATE EXTENSION postgis。
records-job-account = 任务 { $job } 由账号 { $user } 发起，该账号已停用或不存在，没有执行。
records-schema-taken = { $file }：服务器上的模式“{ $schema }”属于另一个同名辖区文件夹，两处记录会混在一起；请在 site.toml 的数据库地址末尾加上 ?schema=另一个名称；若确实要共用，就写上这个名称。
records-plan-overtaken = 计划 { $plan } 已被另一个计划取代，没有更改；请查看现在在用的计划后再试。
