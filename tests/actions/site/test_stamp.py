"""Screens read a site anew when it changed, and only then."""

from geo.actions.site.stamp import stamp
from geo.records.jobs import beat, start_job
from geo.records.store import Store


def test_the_stamp_follows_the_site_and_not_the_jobs(tmp_path):
    (tmp_path / "site.toml").write_text('[site]\nname = "甲"\n', encoding="utf-8")
    before = stamp(tmp_path)
    with Store.open(tmp_path) as store:
        beat(store, start_job(store, "plan"), 1, 2, "progress-assess")
    assert stamp(tmp_path) == before
    (tmp_path / "site.toml").write_text('[site]\nname = "乙"\n', encoding="utf-8")
    assert stamp(tmp_path) != before
