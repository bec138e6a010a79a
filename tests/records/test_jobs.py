import os
import subprocess
import sys
from datetime import timedelta

import pytest

from geo.errors import Cancelled, InputError, RecordError
from geo.records.actor import Actor, Role
from geo.records.jobs import (
    beat,
    begin,
    cancelled,
    fail,
    finish,
    kept_alive,
    progress,
    read_job,
    read_last_done,
    request_cancel,
    start_job,
    tell_result,
)
from geo.records.store import Store
from geo.settings import RecordSettings
from geo.words import Language, t


def wait(clock, seconds):
    clock.time += timedelta(seconds=seconds)


def test_a_job_goes_from_waiting_to_running_to_done(store, clock):
    job = start_job(store, "plan")
    assert read_job(store, job).state == "waiting"
    wait(clock, 2)
    beat(store, job, 1, 6, "progress-assess")
    running = read_job(store, job)
    assert (running.state, running.done, running.total, running.what) == ("running", 1, 6, "progress-assess")
    assert running.pid == os.getpid()
    assert running.started_at == clock.time
    tell_result(store, job, "feed")
    finish(store, job)
    assert (read_job(store, job).state, read_job(store, job).result) == ("done", "feed")


def test_of_a_verb_the_job_done_last_is_read_not_one_that_failed_since(store, clock):
    assert read_last_done(store, "compare") is None
    for result in ("first", "second"):
        job = start_job(store, "compare")
        tell_result(store, job, result)
        wait(clock, 2)
        finish(store, job)
    wait(clock, 2)
    fail(store, start_job(store, "compare"), Cancelled())
    finish(store, start_job(store, "backtest"))
    assert read_last_done(store, "compare").result == "second"


def test_a_job_keeps_the_moment_it_began(store, clock):
    job = start_job(store, "plan")
    began = clock.time
    beat(store, job, 1, 6, "")
    wait(clock, 20)
    beat(store, job, 2, 6, "")
    assert read_job(store, job).started_at == began
    assert read_job(store, job).heartbeat_at == clock.time


@pytest.mark.parametrize("beaten", [True, False])
def test_half_a_minute_of_silence_is_shown_as_failed(store, clock, beaten):
    job = start_job(store, "plan")
    if beaten:
        beat(store, job, 1, 6, "")
    wait(clock, 30)
    assert read_job(store, job).state != "failed"
    wait(clock, 1)
    silent = read_job(store, job)
    assert silent.state == "failed"
    key, args = silent.error
    assert "31" in t(key, Language.ZH, **args)


def test_work_that_speaks_again_is_running_again(store, clock):
    job = start_job(store, "plan")
    wait(clock, 60)
    beat(store, job, 1, 6, "")
    assert read_job(store, job).state == "running"


def test_a_job_whose_process_is_gone_has_failed_at_once(store, monkeypatch):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    job = start_job(store, "plan")
    monkeypatch.setattr("geo.records.jobs.os.getpid", lambda: gone.pid)
    beat(store, job, 1, 6, "")
    assert read_job(store, job).state == "failed"
    assert read_job(store, job).error == ("records-job-dead", {})


def test_a_closed_job_stays_as_it_is(store, clock):
    job = start_job(store, "plan")
    tell_result(store, job, "feed")
    finish(store, job)
    wait(clock, 1000)
    beat(store, job, 1, 6, "")
    fail(store, job, Cancelled())
    assert (read_job(store, job).state, read_job(store, job).result) == ("done", "feed")


def test_a_failed_job_tells_what_was_wrong(store):
    job = start_job(store, "plan")
    fail(store, job, InputError("error-no-crs", file="村界.shp"))
    assert read_job(store, job).error == ("error-no-crs", {"file": "村界.shp"})


def test_a_person_can_stop_a_job_at_its_next_step(store, clock):
    job = start_job(store, "plan")
    on_progress = progress(store, job)
    on_progress(1, 6, "progress-assess")
    request_cancel(store, job)
    assert cancelled(store, job)
    wait(clock, 2)
    with pytest.raises(Cancelled) as stop:
        on_progress(2, 6, "progress-routes")
    fail(store, job, stop.value)
    assert read_job(store, job).state == "cancelled"
    assert read_job(store, job).error == ("", {})


def test_progress_is_written_once_a_second_and_at_the_end(store, clock):
    job = start_job(store, "plan")
    on_progress = progress(store, job)
    seen = []
    for done in range(1, 7):
        on_progress(done, 6, "progress-routes")
        seen.append(read_job(store, job).done)
        wait(clock, 0.4)
    assert seen == [1, 1, 1, 4, 4, 6]


def test_a_long_silent_step_is_kept_alive(tmp_path):
    with Store.open(tmp_path, settings=RecordSettings(stale_job_s=0.2)) as store:
        job = start_job(store, "plan")
        beat(store, job, 1, 6, "")
        first = read_job(store, job).heartbeat_at
        with kept_alive(store, job):
            while read_job(store, job).heartbeat_at == first:
                pass


def test_a_job_that_is_not_there_is_refused(store):
    with pytest.raises(RecordError, match="records-no-job"):
        read_job(store, "feed")
    with pytest.raises(RecordError, match="records-no-job"):
        beat(store, "feed", 1, 2, "")


def test_a_job_is_begun_once_and_says_who_asked(store):
    job = start_job(store, "plan", ["--adopt"], actor=Actor("li", Role.LEAD))
    assert read_job(store, job).asked_by == "li"
    with pytest.raises(RecordError, match="records-no-job"):
        begin(store, job, "coverage")
    assert begin(store, job, "plan") == "li"
    assert (read_job(store, job).state, read_job(store, job).pid) == ("running", os.getpid())
    with pytest.raises(RecordError, match="records-no-job"):
        begin(store, job, "plan")
    finish(store, job)
    with pytest.raises(RecordError, match="records-no-job"):
        begin(store, job, "plan")
