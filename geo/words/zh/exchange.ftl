exchange-brings = { $file }：{ $rows ->
    [-1] 没有计数
   *[other] { $rows } { $kind ->
        [tiff] 个像元
       *[other] 条
    }
}{ $left ->
    [0] { "" }
   *[other] ，其中 { $left } 条不用
}；坐标：{ $how ->
    [declared] { $datum }（文件写明）
    [standard] { $datum }（按格式标准）
    [detected] { $datum }（由带号推定，请核对）
    [told] { $datum }（由您指定）
    [remembered] { $datum }（沿用同一软件以前的说明）
    [assumed] 按辖区坐标系的米读取（假定，请核对）
   *[none] 无
}。
exchange-dry-run = 试运行：什么也没有改动。
exchange-site-would = 将建立 { $villages } 个村、{ $cells } 个方格的辖区。
