backup-exists = { $file }: a file of this name exists; give the backup another name.
backup-not-written = { $file }: the backup could not be written ({ $reason }); choose another folder or disk.
backup-missing = { $file }: there is no such backup; check the path.
backup-broken = { $file }: this backup is damaged or is no database; take another one.
backup-log-broken = { $file }: the log in this backup was tampered with; take another one, or look at it with tacha audit verify.
backup-no-room = { $file }: to restore this backup takes { $needed } MB and the disk has { $free } MB to give; make room, or take another backup.
