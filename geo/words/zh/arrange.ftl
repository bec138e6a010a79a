# 在屏幕上改时段和踏查组
arrange-teams-file = 踏查组由资料文件 { $file } 给出，不能在这里改；请改好文件后在“资料导入”重新导入。
arrange-no-team = 没有踏查组“{ $team }”；请刷新后再选。
arrange-no-village = 没有村“{ $village }”；请刷新后再选。
