"""What a person can ask for, one file per verb, in a room for each subject.

Called by the command line and the screens alike: `site` makes and keeps a site, `prepared` makes it ready for
work, `season` plans it, `hand` changes the plan, `day` hands it out; `intake`, `visits` and `finds` take back
what teams bring; `coverage` and `views` say how things stand; `packs`, `office` and `exchange` write what is
carried, filed and handed on; `jobs` runs long work in a process of its own.
"""
