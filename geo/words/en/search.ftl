search-error-climate-months = The climate table ({ $file }) needs one row for each month from 1 to 12; month { $months } is missing or is no month: correct it and import again.
search-error-preset = { $file }: { $place } knows no region “{ $preset }”; did you mean “{ $suggestion }”?
search-error-too-cold = { $file }: [{ $place }] this climate is too cold for the crop to ripen at any elevation; check the climate table, or choose a region (preset).
search-error-observed-none = { $file }: [{ $place }] an observed stage cannot be “none”; write rosette, bud, flower or capsule.
search-error-window-reversed = { $file }: window { $window } closes on { $closes }, before it opens on { $opens }; swap the dates.
search-error-window-blind = { $file }: in window { $window } ({ $opens } to { $closes }) nothing would be visible; move it between emergence and harvest.
search-climate-assumed = No climate was given: a yearly mean of { $mean_c } °C with a swing of { $swing_c } °C (at { $elevation_m } m) is assumed; one observed stage with its date pins the season.
search-season-pinned = The season is pinned by { $observations ->
    [one] one observation
   *[other] { $observations } observations
}, { $days ->
    [0] as computed
    [one] one day { $direction ->
        [early] earlier
       *[late] later
    } than computed
   *[other] { $days } days { $direction ->
        [early] earlier
       *[late] later
    } than computed
}.
search-sowing-unused = The calendar of the region “{ $preset }” is used and the sowing date is not; to pin the season, report an observed stage.
search-plots-assumed = There are no records of finds: { $plots_per_km2 } plots per km² of searchable ground (about { $plots } in the site) are assumed; trust the order, not the level.
search-factor-missing = Nothing is known of { $factor ->
    [remote] remoteness
    [water] water
    [slope] slope
    [south] aspect
    [seam] seams
   *[edge] forest edges
} anywhere in the site; the weight is shared among the other factors.
search-history-later = { $records ->
    [one] One record of a find is
   *[other] { $records } records of finds are
} from a later season and not counted.
search-history-outside = { $records ->
    [one] One record of a find lies
   *[other] { $records } records of finds lie
} in no village of the site and { $records ->
    [one] is
   *[other] are
} not counted.
search-history-village-only = { $records ->
    [one] One record of a find names
   *[other] { $records } records of finds name
} only a village: counted for the village, not for any place in it.
search-effort-unlogged = From { $from } to { $to }, { $village_seasons } of { $of } village seasons have no logged search effort; a coverage factor of { $coverage } is assumed there.
search-leads-village-only = { $leads ->
    [one] One lead names
   *[other] { $leads } leads name
} only a village: the whole village is raised, no cell before the others.
search-tracks-nearest-window = { $tracks ->
    [one] One track lies
   *[other] { $tracks } tracks lie
} outside every season window and { $tracks ->
    [one] is
   *[other] are
} counted in the nearest one.
search-tracks-car = { $tracks ->
    [one] One track
   *[other] { $tracks } tracks
} by car { $tracks ->
    [one] is
   *[other] are
} not counted as search.
search-tracks-drone = { $tracks ->
    [one] One drone track
   *[other] { $tracks } drone tracks
} without a swath width { $tracks ->
    [one] is
   *[other] are
} not counted as search.

search-reason-base = { $hectares } ha to search, site level { $level } plots per km² → { $plots } plots
search-reason-remote = { $hours } h on foot from the road → ×{ $times }
search-reason-water = water about { $metres } m away → ×{ $times }
search-reason-slope = slope { $degrees }° → ×{ $times }
search-reason-south = { $facing ->
    [south] mostly sunny slopes
    [north] mostly shady slopes
   *[mixed] flat, or slopes of all aspects
} → ×{ $times }
search-reason-seam = border of the site or a township about { $metres } m away → ×{ $times }
search-reason-edge = { $percent }% lies along a forest edge → ×{ $times }
search-reason-crop = { $percent }% is cropland, a poor hiding place → ×{ $times }
search-reason-village = earlier finds against earlier search in the village → ×{ $times }
search-reason-local = earlier finds against earlier search around here → ×{ $times }
search-reason-leads = leads, satellite marks and images → ×{ $times }
search-reason-total = multiplied: { $plots } plots expected
