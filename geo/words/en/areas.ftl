# Responsibility areas (village groups, compartments, governance grids), states of ground, villages signed off
source-areas-no-name = { $file } names no areas; give a column such as grid_name, village_group, or LIN_BAN and XIAO_BAN.
source-area-unnamed = { $file }: row { $row } has no name of an area; fill it in and try again.
source-area-nowhere = { $file }: row { $row }, “{ $name }”, has neither a polygon nor a village; say which village it belongs to.
source-areas-elsewhere = { $file }: none of the areas lies in a village of this site; check the file and its datum.
source-areas-outside = { $file }: { $rows } rows lie in no village and were left out.
source-areas-other-village = { $file }: { $rows } rows name another village than the one they lie in; the written one is taken.
source-areas-no-polygon = { $file }: { $rows } rows are points or lines without a border; they are listed by name only.
source-areas-named = { $file }: { $areas } areas are known only by name: they hold no cells, but are listed, and a visit may say that it was there.
source-areas-joined = { $file }: { $rows } rows have the village and name (or the code) of an earlier one; together they are one area.
source-area-code-twice = { $file }: rows { $row } and { $first } have the same code “{ $code }”, but another village or name; correct the code.
source-posts-names = { $file }: { $rows } rows of column “{ $column }” looked like a person's name or number, which was left out; Tacha keeps posts, never persons.
areas-held = { $areas } responsibility areas hold { $percent } % of the cells.
areas-visits-unknown = { $visits } visits name an area that is not on the list (such as “{ $name }”) and were not counted for any; check the name.
sign-off-village = { $place }: there is no village “{ $name }”; the nearest names are { $suggestion }.
sign-off-done = { $village } is signed off for { $season } (by { $user }): survey rate { $rate } %, declared { $declared } %, chance of detection { $pod } %, { $left } plots expected left, { $corners } dead corners; signed hash { $hash }.
sign-off-revoked = The signature of { $village } for { $season } was revoked (by { $user }); it stays on record.
ground-states = Cells: { $open } open, { $planned } planned, { $searched } searched, { $cleared } cleared to target, { $restricted } restricted ({ $steep } of them too steep), { $suspended } suspended.
areas-surveyed = { $kind ->
        [group] Village groups
        [compartment] Forest compartments
       *[grid] Governance grids
    }: { $surveyed } of { $areas } surveyed, { $with_track } with track, { $declared } declared only.
area-surveyed-track = with track
area-surveyed-declared = declared
area-surveyed-no = no
sign-off-listed = { $village } ({ $season }), signed on { $day } by { $user }: survey rate { $rate } %, declared { $declared } %, chance of detection { $pod } %, { $left } plots expected left, { $corners } dead corners; { $reason }
sign-off-none = No village is signed off yet.
cli-coverage-area = Area
cli-coverage-post = Post
cli-coverage-surveyed = Surveyed
cli-coverage-township = Township
cli-coverage-declared = Declared
