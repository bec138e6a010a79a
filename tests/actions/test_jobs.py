"""A job works as the account that asked for it, whatever its command line says."""

import pytest
from sqlalchemy import select

from geo.actions.jobs import begin, start, watch, working_on
from geo.errors import RecordError
from geo.records import models
from geo.records.accounts import add_account, set_disabled
from geo.records.actor import ALONE, Actor, Role
from geo.records.jobs import start_job
from geo.records.roles import Action, acting
from geo.records.store import Store

LI = Actor("li", Role.LEAD)


@pytest.fixture
def site(tmp_path):
    with Store.open(tmp_path) as store:
        add_account(store, "li", "correct horse", actor=ALONE, role="lead")
    return tmp_path


def asked(site, actor):
    with Store.open(site) as store:
        return start_job(store, "plan", actor=actor)


def who_did(site, action):
    with Store.open(site) as store, store.reading() as connection:
        log = models.AUDIT.c
        return connection.execute(select(log.user_id).where(log.action == action)).scalars().all()


def test_the_process_acts_as_the_account_that_asked(site):
    job = asked(site, LI)
    actor = begin(site, job, "plan")
    assert actor == LI
    with working_on(site, job, actor=actor), Store.open(site) as store:
        with acting(store, actor, Action.PLAN):
            pass
        with pytest.raises(RecordError, match="roles-refused"), acting(store, actor, Action.RESTORE):
            pass
    assert watch(site, job).state == "done"
    assert who_did(site, "start") == who_did(site, "finish") == ["li"]


def test_an_account_that_lost_a_right_since_it_asked_has_lost_it(site):
    job = asked(site, LI)
    with Store.open(site) as store:
        set_disabled(store, "li", actor=ALONE, disabled=True)
    with pytest.raises(RecordError, match="records-job-account"):
        begin(site, job, "plan")
    assert watch(site, job).error[0] == "records-job-account"


def test_nobody_can_give_himself_another_account_by_a_job_that_was_done(site):
    job = asked(site, LI)
    begin(site, job, "plan")
    with pytest.raises(RecordError, match="records-no-job"):
        begin(site, job, "plan")
    with pytest.raises(RecordError, match="records-no-job"):
        begin(site, "li", "plan")


def test_where_nobody_signs_in_the_computer_itself_asks_and_works(tmp_path):
    assert begin(tmp_path, asked(tmp_path, ALONE), "plan") == ALONE


def test_who_may_not_plan_starts_no_process(site):
    with pytest.raises(RecordError, match="roles-refused"):
        start(site, "plan", actor=Actor("zhao", Role.OFFICER))
    assert who_did(site, "start") == []


def test_the_command_line_of_a_job_names_no_account(site, monkeypatch):
    called = []
    monkeypatch.setattr("geo.actions.jobs.subprocess.Popen", lambda command, **_: called.append(command))
    job = start(site, "plan", ["--adopt"], actor=LI)
    assert "li" not in called[0]
    assert job in called[0]
