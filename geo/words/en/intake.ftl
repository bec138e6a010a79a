# What intake of tracks, visits and photos says.
source-datum-remembered = { $file }: { $datum } was taken, as told before for files of “{ $app }”.
source-track-local-times = { $file }: its times name no time zone; the site's own was taken.
source-track-spikes = { $file }: { $points } points that jumped away and back were left out.
