from geo.model import schema
from geo.records import models
from geo.records.actor import ALONE
from geo.records.findings import add_findings
from geo.records.frames import rows_of
from geo.records.jobs import beat, start_job
from geo.records.plans import adopt, save_plan
from geo.records.stamp import stamp
from geo.records.tracks import add_tracks
from geo.records.versions import write_version
from tests.records.worlds import make_findings, make_plan, make_tracks


def test_whatever_is_put_on_record_changes_the_stamp(store):
    seen = [stamp(store)]

    def look():
        seen.append(stamp(store))

    add_tracks(store, make_tracks())
    look()
    add_findings(store, make_findings(), actor=ALONE)
    look()
    rows = rows_of(make_findings().iloc[:1].assign(plants=41.0), schema.FINDINGS)
    with store.writing() as connection:
        write_version(connection, models.FINDINGS, schema.FINDINGS, rows)
    look()
    save_plan(store, **make_plan())
    look()
    adopt(store, make_plan()["plan"]["plan_id"])
    look()
    with store.writing() as connection:
        connection.execute(models.TEAM_DAYS.update().values(state="handed_out"))
    look()
    assert len(set(seen)) == len(seen)


def test_the_progress_of_long_work_does_not(store):
    before = stamp(store)
    beat(store, start_job(store, "plan"), 1, 6, "progress-assess")
    assert stamp(store) == before
