# What intake of tracks, visits and photos says.
source-datum-remembered = { $file }: { $datum } was taken, as told before for files of “{ $app }”.
source-track-local-times = { $file }: its times name no time zone; the site's own was taken.
source-track-spikes = { $file }: { $points } points that jumped away and back were left out.
source-visit-cell = { $file }: row { $row }: there is no cell or stop “{ $name }”; the nearest name is { $suggestion }, correct it.
source-visit-nothing-but = { $file }: row { $row } says nothing was found, and tells of a finding; correct one of the two.
source-visit-find-place = { $file }: row { $row } tells of a finding without coordinates; fill in longitude and latitude.
source-visit-yards-unplaced = { $file }: the yard counts of { $rows } rows fit no single house cluster and stand in the note; name the place to have them counted.
source-visit-no-persons = { $file }: { $rows } visits say nothing of persons; 0 was taken.
source-observed-elevation = { $file }: { $rows } observations give no elevation; that of the place was taken.
source-photo-pixels = { $file } has { $size } million pixels, the limit is { $limit } million; save it smaller and try again.
source-photo-unreadable = { $file } is not a JPEG, PNG or WebP photo, or is damaged; save it as JPEG and try again.
source-photo-no-place = { $file }: the photo does not say where it was taken (messengers remove that); attach it to its finding by hand.
records-photo-unknown = There is no photo { $photo } on record; choose one of the list.
records-photo-finding = There is no finding { $finding } on record; take in the finding first.
