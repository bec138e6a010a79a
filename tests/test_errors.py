import pytest

from geo.errors import Cancelled, Fault, InputError, RecordError, TableError, TachaError
from geo.words import Language, say


def test_what_a_person_gave_wrong_is_also_a_value_error():
    assert issubclass(InputError, ValueError)
    assert issubclass(TableError, InputError)
    assert not issubclass(RecordError, ValueError)
    assert all(issubclass(kind, TachaError) for kind in (InputError, RecordError, TableError, Cancelled))


def test_an_error_carries_its_key_and_arguments_for_logs():
    error = InputError("error-unknown-key", file="site.toml", name="sede")
    assert (error.key, error.args_) == ("error-unknown-key", {"file": "site.toml", "name": "sede"})
    assert "site.toml" in str(error)
    assert str(Cancelled()) == "error-cancelled"


@pytest.mark.parametrize("language", list(Language))
def test_a_table_error_names_file_table_column_row_and_the_rest(language):
    first = Fault("TEAMS", "members", "fault-too-low", {"row": 3, "value": "1", "limit": 2})
    error = TableError("组别.csv", [first, Fault("TEAMS", "vehicle", "fault-missing-column")])
    sentence = say(error, language)
    for part in ("组别.csv", "TEAMS", "members", "3", "2"):
        assert part in sentence
    assert sentence.count("\n") == 0


def test_a_lone_fault_does_not_speak_of_others():
    error = TableError("a.csv", [Fault("TEAMS", "members", "fault-missing-column")])
    assert "more" not in say(error, Language.EN)
    assert "另有" not in say(error, Language.ZH)
