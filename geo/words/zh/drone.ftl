drone-done = 共 { $lines } 条航线，间距 { $spacing } 米（单张照片宽 { $swath } 米，每像素 { $pixel } 厘米）：{ $km } 公里，{ $minutes } 分钟，{ $batteries } 块电池，{ $pictures } 张照片。
drone-legal = 依法需要申请的空域请先申请，飞行中保持目视可见。
drone-steps = { $all } 条航线中有 { $lines } 条地面起伏较大，须分段飞行，每段一个海拔高度。
drone-forest = 这片地 { $percent } % 是林地：林下的情况从空中看不到。
drone-height = 飞行高度 { $height } 米不允许；请给出大于 0、不超过 { $highest } 米的高度。
drone-sensor = 没有名为“{ $name }”的相机（现有：{ $known }）；请改用其中之一，或在 site.toml 中添加。
drone-no-cell = 没有名为“{ $name }”的方格或地块；请从地图上或用 tacha export 复制名称。
    .screen = 没有名为“{ $name }”的方格或地块；请从地图上选。
