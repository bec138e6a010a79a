register-outside = 经度 { $lon }、纬度 { $lat } 不在任何村的方格内；请点击有颜色的方格再登记。
register-tomorrow = 发现日期 { $day } 晚于今天（{ $today }）；请改成实际发现的日期。
