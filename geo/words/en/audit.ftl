audit-row-missing = Log: row { $seq } is missing; someone deleted it, compare with the last backup.
audit-row-changed = Log: row { $seq } was changed after it was written; compare with the last backup.
audit-chain-broken = Log: row { $seq } does not follow from the row before it; compare with the last backup.
audit-tail-cut = Log: it holds { $count } rows, but { $expected } were there when the head was printed; its end was cut off.
audit-head-differs = Log: row { $seq } is not the one whose head was printed; the log was rewritten, or the head belongs to another site.
audit-record-changed = Record { $table } { $row }, version { $version }: { $columns } is not what the log says, so it was changed after it was written; compare with the last backup.
audit-record-unlogged = Record { $table } { $row }, version { $version }: the log knows nothing of it, so Tacha did not write it; compare with the last backup.
audit-record-missing = Record { $table } { $row }, version { $version }: the log tells of it, but it is gone; compare with the last backup.
