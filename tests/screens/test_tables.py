"""Tables: every cell carries its column's name for a phone, and names from files stay text."""

import pandas as pd
from streamlit.testing.v1 import AppTest

from screens.tables import MOST_ROWS
from tests.screens.reading import html_of, tables_of

NAMES = ("<img src=x onerror=alert(1)>", "${alert(2)}", "`a`", "</script><b>")


def table():
    import pandas as pd  # noqa: PLC0415  AppTest runs this function on its own

    from screens.tables import show_table  # noqa: PLC0415
    from tests.screens.test_tables import NAMES  # noqa: PLC0415

    shown = pd.DataFrame({"村": NAMES, '率"><i>': [12.4, None, 100.0, 0.0], "公顷": [1234.5, 2.0, 3.0, 4.0]})
    show_table(shown, percents=['率"><i>'], bars=['率"><i>'], decimals={"公顷": 1})


def test_names_of_rows_and_columns_stay_text_and_figures_are_written_as_people_do():
    test = AppTest.from_function(table).run()
    body = "".join(html_of(test))
    assert "<img" not in body
    assert "<b>" not in body.replace('<b style="width:', "")
    shown = tables_of(test)[0]
    assert tuple(shown["村"]) == NAMES
    assert shown['率"><i>'].tolist() == ["12%", "–", "100%", "0%"]
    assert shown["公顷"].tolist() == ["1,234.5", "2.0", "3.0", "4.0"]
    assert body.count('data-label="公顷"') == len(NAMES)


def test_a_very_long_table_is_drawn_piece_by_piece():
    def many():
        import pandas as pd  # noqa: PLC0415

        from screens.tables import MOST_ROWS, show_table  # noqa: PLC0415

        show_table(pd.DataFrame({"村": range(MOST_ROWS + 1)}))

    test = AppTest.from_function(many).run()
    assert isinstance(test.dataframe[0].value, pd.DataFrame)
    assert len(test.dataframe[0].value) == MOST_ROWS + 1
