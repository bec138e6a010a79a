word-site = 辖区
word-village = 村
word-cell = 方格
word-window = 踏查时段
word-route = 路线
word-stop = 踏查点
word-base = 出发点
word-team-day = 组·天
word-track = 轨迹
word-finding = 发现点
word-lead = 线索
word-comma = 、

# 资料
word-role-villages = 村界
word-role-dem = 高程
word-role-roads = 道路
word-role-landcover = 土地覆盖
word-role-water = 水系
word-role-bases = 出发点
word-role-teams = 踏查组
word-role-history = 历史发现
word-role-effort = 踏查投入
word-role-leads = 线索
word-role-images = 影像范围
word-role-yards = 院落
word-role-climate = 气候
word-role-areas = 责任网格
word-role-hazards = 危险处

# 系统拒绝读写的原因
word-refused-rights = 没有写入权限
word-refused-no-folder = 上级不是文件夹
word-refused-folder = 那里是一个文件夹
word-refused-long = 名称太长
word-refused-full = 磁盘已满
word-refused-otherwise = 系统拒绝，代码 { $number }

# site.toml 中出错的地方和所需的值
word-line-column = 第 { $line } 行第 { $column } 列
word-file-end = 文件末尾
word-not-utf8 = 编码不是 UTF-8
word-wanted-whole = 整数
word-wanted-number = 数字
word-wanted-text = 加引号的文字
word-wanted-day = 日期，如 2026-05-01
word-wanted-yes-no = true 或 false
