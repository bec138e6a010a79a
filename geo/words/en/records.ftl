records-no-folder = { $file }: there is no such site folder; check the path or make the site with tacha new.
records-network-share = { $file }: this folder lies on a network share ({ $kind }), where records get lost; move the site folder to a disk of this computer.
records-newer = { $file }: these records were made by a newer version of Tacha ({ $version }); install that version to open them.
records-foreign = { $file }: this database was not made by Tacha; move it elsewhere and open the site again.
records-busy = { $file }: another program has kept the records locked for too long ({ $reason }); close it and try again.
records-refused = { $file }: the records cannot be read or written ({ $reason }); nothing was changed; check the disk or put back a backup.
records-wrong-crs = { $table }: records are kept in EPSG:4326, but these shapes are in { $crs }; convert them first.
records-no-plan = Plan { $plan }: the records hold no such plan; list the plans and choose one of them.
records-plan-differs = Plan { $plan }: a plan of this name with other contents is on record, and plans are never changed; make a new plan.
records-plan-hash = Plan { $plan }: its routes and stops do not match its content hash; make the plan again.
records-orphan-rows = Plan { $plan }: { $table } names { $column } “{ $value }”, which the plan does not have; make the plan again.
records-finding-differs = Finding { $finding }: a finding of this name with other contents is on record, and records are never overwritten; give the new one another name.
records-no-job = Job { $job }: the records hold no such job; start it again.
records-job-silent = No sign of life for { $seconds } seconds; the work has stopped, start it again.
records-job-dead = The process that did the work has ended without a result; start it again.
records-unknown-database = { $file }: the database address is none of a PostgreSQL server; write it as postgresql+psycopg://user:password@server/name, or leave it empty for the site folder's own file.
records-schema-name = { $file }: “{ $schema }” cannot name a schema in PostgreSQL; put ?schema=name at the end of the database address.
records-no-server = { $file }: the database server does not answer ({ $reason }); check that it runs and that this computer reaches it, then try again.
records-no-postgis = { $file }: the database has no PostGIS, and this account may not add it; ask the administrator to run CREATE EXTENSION postgis.
records-job-account = Job { $job } was asked for by { $user }, who has no open account any more; nothing was done.
records-schema-taken = { $file }: the schema “{ $schema }” on the server belongs to another site folder of this name, and the records of both would mix; add ?schema=another_name to database in site.toml, or this very name if they are meant to share it.
records-plan-overtaken = Another plan took the place of plan { $plan } meanwhile, and nothing was changed; look at the plan now in force and do it again.
