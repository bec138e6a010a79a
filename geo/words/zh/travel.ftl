error-base-off-road = { $file }：出发点“{ $place }”周围 { $km } 公里内没有可通车的道路；请核对它的坐标（经度在前），或补充道路文件。
travel-base-far = 出发点“{ $place }”距最近的可通车道路 { $metres } 米，这一段按直线、机耕路车速计算；请核对坐标。
travel-roads-cut-off = 有 { $nodes } 个道路节点从任何出发点都无法驾车往返，这些路段只按步行计算。
travel-cells-unreachable = { $all } 个方格中有 { $cells } 个步行无法到达（水面、过陡或被隔断），不安排踏查。
