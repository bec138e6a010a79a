exchange-brings = { $file }: { $rows ->
    [-1] not counted
   *[other] { $rows } { $kind ->
        [tiff] pixels
       *[other] rows
    }
}{ $left ->
    [0] { "" }
   *[other] , { $left } of them not used
}; coordinates: { $how ->
    [declared] { $datum } (stated in the file)
    [standard] { $datum } (by the standard of the format)
    [detected] { $datum } (from the zone number; check it)
    [told] { $datum } (as you said)
    [remembered] { $datum } (as said before for this program)
    [assumed] metres in the site's own system (assumed; check it)
   *[none] none
}.
exchange-dry-run = Dry run: nothing was changed.
exchange-site-would = The site would have { $villages } villages and { $cells } cells.
