"""Where it is expected."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from geo.model.schema import EFFORT, FACTORS, HISTORY, RISK, TIMES
from geo.model.tables import check, empty
from geo.search.evidence import evidence
from geo.search.kernel import gaussian_sums
from geo.search.risk import past_effort, required_leads, risk
from geo.settings import DEFAULTS
from tests.search.worlds import CRS, SUMMER, history_of, lead, square_cells


def effort_of(*rows):
    return check(pd.DataFrame(rows, columns=["season", "village_id", "coverage"]), EFFORT)


def uneven_cells():
    dice = np.random.default_rng(7)
    n = 12 * 10
    crop = dice.random(n)
    return square_cells(
        12, 10, villages=3,
        remote_h=dice.uniform(0, 1.2, n),
        water_m=np.where(dice.random(n) < 0.1, np.nan, dice.uniform(0, 1_500, n)),
        slope_deg=dice.uniform(0, 45, n), southness=dice.uniform(-1, 1, n), seam_m=dice.uniform(0, 1_500, n),
        edge_share=dice.random(n), cover_crop=crop, cover_open=1 - crop,
        searchable_m2=dice.uniform(20_000, 62_500, n),
    )  # fmt: skip


def everything_known():
    return {
        "history": history_of(
            [(2024, "v0", (300, 300)), (2022, "v1", (1_700, 900)), (2023, "v1", None), (2019, "v2", None)]
        ),
        "effort": effort_of((2024, "v0", 1.2), (2023, "v2", 0.0)),
        "leads": gpd.GeoDataFrame(
            pd.concat(
                [
                    lead("satellite", (510, 520), lead_id="a"),
                    lead("tip", (530, 900), lead_id="b", strength=0.9),
                    lead("tip", None, lead_id="c", village_id="v2"),
                ],
                ignore_index=True,
            ),
            crs=CRS,
        ),
        "images_covered": np.linspace(0, 1, 120),
        "season": SUMMER,
    }


def test_every_factor_multiplies_to_the_figure_of_its_cell():
    table, _ = risk(uneven_cells(), settings=DEFAULTS, **everything_known())
    product = table[[f"times_{name}" for name in TIMES]].prod(axis=1)
    assert product.to_numpy() == pytest.approx(table["expected_plots"].to_numpy(), rel=1e-9)
    assert (table["times_leads"] != 1).any()
    assert table["times_village"].nunique() == 3
    assert not check(table, RISK).empty


@pytest.mark.parametrize("size_m", [50.0, 125.0, 250.0, 1_000.0])
def test_without_records_and_leads_the_site_sums_to_the_guess_at_any_size(size_m, nothing_known):
    columns = int(4_000 / size_m)
    table, _ = risk(square_cells(columns, columns, size_m=size_m), settings=DEFAULTS, **nothing_known)
    assert table["expected_plots"].sum() == pytest.approx(0.25 * 16)


def test_uneven_ground_without_records_sums_to_the_guess_too(nothing_known):
    cells = uneven_cells()
    table, _ = risk(cells, settings=DEFAULTS, **nothing_known)
    assert table["expected_plots"].sum() == pytest.approx(0.25 * cells["searchable_m2"].sum() / 1e6)


def by_village(cells, table):
    return table["expected_plots"].groupby(cells["village_id"].to_numpy()).sum().to_numpy()


def test_on_uniform_ground_halving_the_cell_leaves_village_sums_unchanged(nothing_known, halved):
    coarse, fine = square_cells(12, 10, villages=3), square_cells(24, 20, size_m=125.0, villages=3)
    sums = [by_village(cells, risk(cells, settings=settings, **nothing_known)[0])
            for cells, settings in ((coarse, DEFAULTS), (fine, halved))]  # fmt: skip
    assert sums[0] == pytest.approx(sums[1], rel=1e-9)


def test_with_village_records_and_effort_halving_the_cell_leaves_village_sums_within_half_a_percent(
    nothing_known, halved
):
    given = nothing_known | {
        "history": history_of([(2024, "v0", None), (2023, "v0", None), (2023, "v2", None)]),
        "effort": effort_of((2024, "v1", 1.0)),
    }
    coarse, fine = square_cells(12, 10, villages=3), square_cells(24, 20, size_m=125.0, villages=3)
    sums = [by_village(cells, risk(cells, settings=settings, **given)[0])
            for cells, settings in ((coarse, DEFAULTS), (fine, halved))]  # fmt: skip
    assert sums[0] == pytest.approx(sums[1], rel=5e-3)


def test_one_record_on_one_cell_gives_the_figure_a_hand_works_out(nothing_known):
    given = nothing_known | {"history": history_of([(SUMMER, "v0", (125, 125))]),
                             "effort": effort_of((SUMMER, "v0", 0.5))}  # fmt: skip
    table, _ = risk(square_cells(1, 1), settings=DEFAULTS, **given)
    row, e = table.iloc[0], 0.10 * 0.5  # flat ground faces nowhere: half of the weight of south
    ground = 0.0625
    g = ground * np.exp(6 * e)
    past = 1 - np.exp(-0.5) + 0.1
    lam0 = g * (5 + 1) / (5 * g / (0.25 * ground) + g * past)
    village = (2 + 1) / (2 + lam0 * past)
    local = (0.3 + 1) / (0.3 + lam0 * village * past)
    assert row["expected_plots"] == pytest.approx(lam0 * village * local)


def test_a_record_known_only_by_village_raises_its_village_and_no_cell_in_it_before_another(nothing_known):
    cells = square_cells(12, 4, villages=2)
    given = nothing_known | {"history": history_of([(SUMMER, "v0", None)])}
    table, notes = risk(cells, settings=DEFAULTS, **given)
    raised, other = (table.loc[cells["village_id"] == name, "times_village"] for name in ("v0", "v1"))
    assert raised.nunique() == other.nunique() == 1
    assert raised.iloc[0] > 1 > other.iloc[0]
    assert "search-history-village-only" in [note.key for note in notes]


def test_a_clean_season_that_is_logged_lowers_what_is_expected_there(nothing_known):
    cells = square_cells(12, 4, villages=2)
    given = nothing_known | {"effort": effort_of((2024, "v0", 3.0), (2024, "v1", 0.0))}
    table, notes = risk(cells, settings=DEFAULTS, **given)
    sums = by_village(cells, table)
    assert sums[0] < sums[1]
    assert [note.key for note in notes] == ["search-plots-assumed"]


def test_a_season_counts_half_after_three_years_and_unlogged_ground_as_0_35():
    history = history_of([(2022, "v0", None)])
    by_village, notes = past_effort(effort_of((2022, "v0", 1.0)), history, ["v0", "v1"], 2025, DEFAULTS)
    logged, unlogged = (0.5 * (1 - np.exp(-c) + 0.1) for c in (1.0, 0.35))
    assert by_village.tolist() == pytest.approx([logged, unlogged])
    assert notes[0].args["village_seasons"] == 1


def test_no_season_is_searched_before_the_first_record_or_after_the_last():
    none, _ = past_effort(empty(EFFORT), empty(HISTORY, CRS), ["v0"], 2025, DEFAULTS)
    history = history_of([(2020, "v0", None), (2021, "v0", None)])
    two, notes = past_effort(empty(EFFORT), history, ["v0"], 2025, DEFAULTS)
    assert none.tolist() == [0.0]
    assert (notes[0].args["village_seasons"], two.iloc[0] > 0) == (2, True)


def test_records_of_later_seasons_and_of_no_village_are_left_out_and_said(nothing_known):
    cells = square_cells(4, 4)
    odd = history_of([(SUMMER + 1, "v0", (100, 100)), (SUMMER, "", (9_000, 9_000))])
    with_odd, notes = risk(cells, settings=DEFAULTS, **nothing_known | {"history": odd})
    without, _ = risk(cells, settings=DEFAULTS, **nothing_known)
    assert with_odd["expected_plots"].tolist() == without["expected_plots"].tolist()
    assert {"search-history-later", "search-history-outside"} <= {note.key for note in notes}


def odds(table, row):
    return np.expm1(table["expected_plots"].to_numpy())[row]


def test_a_satellite_mark_multiplies_the_odds_of_its_cell_by_25(nothing_known):
    cells = square_cells(9, 9)
    middle = 4 * 9 + 4
    before, _ = risk(cells, settings=DEFAULTS, **nothing_known)
    after, _ = risk(cells, settings=DEFAULTS, **nothing_known | {"leads": lead("satellite", (1_125, 1_125))})
    assert odds(after, middle) / odds(before, middle) == pytest.approx(25)
    # 125 m from the mark to the next square, an error of 50 m.
    assert odds(after, middle + 1) / odds(before, middle + 1) == pytest.approx(
        1 + 24 * np.exp(-(125**2) / 5_000)
    )
    assert after["times_leads"].iloc[0] == pytest.approx(1)


def test_two_leads_multiply_their_odds(nothing_known):
    cells = square_cells(1, 1)
    tip = lead("tip", (100, 100), strength=0.5)
    twice = gpd.GeoDataFrame(pd.concat([tip, tip.assign(lead_id="l1")], ignore_index=True), crs=CRS)
    before, _ = risk(cells, settings=DEFAULTS, **nothing_known)
    after, _ = risk(cells, settings=DEFAULTS, **nothing_known | {"leads": twice})
    assert odds(after, 0) / odds(before, 0) == pytest.approx((1 + 19 * 0.5) ** 2)


@pytest.mark.parametrize(("kind", "state"), [("place", "new"), ("satellite", "ruled_out")])
def test_places_and_ruled_out_leads_change_no_odds(kind, state, nothing_known):
    given = nothing_known | {"leads": lead(kind, (100, 100), state=state)}
    table, _ = risk(square_cells(3, 3), settings=DEFAULTS, **given)
    assert (table["times_leads"] == 1).all()


def test_a_lead_known_only_by_village_raises_the_village_and_keeps_the_order_in_it(nothing_known):
    cells = square_cells(12, 4, villages=2, remote_h=np.linspace(0, 1, 48))
    before, _ = risk(cells, settings=DEFAULTS, **nothing_known)
    after, notes = risk(cells, settings=DEFAULTS, **nothing_known | {"leads": lead("tip", None)})
    sums = [np.expm1(by_village(cells, table)) for table in (before, after)]
    assert sums[1] / sums[0] == pytest.approx([1 + 19 * 0.5, 1])
    assert after["times_leads"].groupby(cells["village_id"].to_numpy()).nunique().tolist() == [1, 1]
    assert "search-leads-village-only" in [note.key for note in notes]


def test_imaged_ground_without_a_mark_is_less_likely_by_its_imaged_share(nothing_known):
    cells = square_cells(2, 1)
    before, _ = risk(cells, settings=DEFAULTS, **nothing_known)
    given = nothing_known | {"images_covered": np.array([1.0, 0.5])}
    after, _ = risk(cells, settings=DEFAULTS, **given)
    ratio = [odds(after, row) / odds(before, row) for row in (0, 1)]
    assert ratio == pytest.approx([0.51, 0.51**0.5])
    marked, _ = risk(cells, settings=DEFAULTS, **given | {"leads": lead("satellite", (125, 125))})
    assert odds(marked, 0) / odds(before, 0) == pytest.approx(25)


def test_satellite_marks_places_and_strong_leads_are_required_until_ruled_out():
    rows = [("satellite", 0.1, "new"), ("place", 0.0, "assigned"), ("tip", 0.8, "new"), ("tip", 0.7, "new"),
            ("satellite", 1.0, "ruled_out"), ("sign", 0.9, "confirmed")]  # fmt: skip
    many = [lead(kind, (1, 1), lead_id=f"{number}", strength=strength, state=state)
            for number, (kind, strength, state) in enumerate(rows)]  # fmt: skip
    many.append(lead("satellite", None, lead_id="placeless"))
    leads = gpd.GeoDataFrame(pd.concat(many, ignore_index=True), crs=CRS)
    assert required_leads(leads, DEFAULTS)["lead_id"].tolist() == ["0", "1", "2"]


def test_the_first_tenth_of_ground_is_high_and_the_next_fifth_medium_with_ties_by_name(nothing_known):
    cells = square_cells(10, 10)
    table, _ = risk(cells, settings=DEFAULTS, **nothing_known)
    by_class = table.groupby("risk_class")["cell_id"]
    assert by_class.count().to_dict() == {"high": 10, "low": 70, "medium": 20}
    assert sorted(by_class.get_group("high")) == sorted(cells["cell_id"])[:10]


def test_more_evidence_is_never_less_expected(nothing_known):
    cells = square_cells(6, 1, remote_h=[0.0, 0.15, 0.3, 0.5, 0.8, 3.0])
    table, _ = risk(cells, settings=DEFAULTS, **nothing_known)
    assert table["factor_remote"].tolist() == pytest.approx([0, 0, 0.15 / 0.65, 0.35 / 0.65, 1, 1])
    assert (np.diff(table["expected_plots"]) >= -1e-12).all()


def test_factors_run_from_0_to_1_between_their_limits():
    cells = square_cells(4, 1, slope_deg=[4.0, 7.0, 25.0, 31.5], water_m=[100.0, 150.0, 575.0, 1_000.0],
                         seam_m=[0.0, 250.0, 1_000.0, 5_000.0], edge_share=[0.0, 0.15, 0.3, 1.0],
                         southness=[-1.0, 0.0, 0.5, 1.0])  # fmt: skip
    table = evidence(cells, DEFAULTS)
    assert table["factor_slope"].tolist() == pytest.approx([0, 0.5, 1, 0.5])
    assert table["factor_water"].tolist() == pytest.approx([1, 1, 0.5, 0])
    assert table["factor_seam"].tolist() == pytest.approx([1, 0.75, 0, 0])
    assert table["factor_edge"].tolist() == pytest.approx([0, 0.5, 1, 1])
    assert table["factor_south"].tolist() == pytest.approx([0, 0.5, 0.75, 1])


def test_the_weight_of_a_missing_factor_is_shared_among_the_rest():
    full = {"remote_h": 5.0, "slope_deg": 15.0, "southness": 1.0, "seam_m": 0.0, "edge_share": 1.0}
    dry = evidence(square_cells(1, 1, **full, water_m=np.nan), DEFAULTS)
    wet = evidence(square_cells(1, 1, **full, water_m=0.0), DEFAULTS)
    assert dry["evidence"].iloc[0] == wet["evidence"].iloc[0] == pytest.approx(1)
    assert np.isnan(dry["factor_water"].iloc[0])


def test_a_factor_that_is_known_nowhere_is_said(nothing_known):
    _, notes = risk(square_cells(2, 2, water_m=np.nan, mapped_share=0.0), settings=DEFAULTS, **nothing_known)
    assert [note.args["factor"] for note in notes if note.key == "search-factor-missing"] == ["water", "edge"]


def test_cropland_hides_little(nothing_known):
    cells = square_cells(2, 1, cover_crop=[0.5, 0.51], cover_open=[0.5, 0.49])
    table, _ = risk(cells, settings=DEFAULTS, **nothing_known)
    assert table["times_crop"].tolist() == [1.0, 0.2]


def test_moving_everything_by_whole_cells_changes_nothing():
    cells, known = uneven_cells(), everything_known()
    here, _ = risk(cells, settings=DEFAULTS, **known)
    far = {name: known[name].set_geometry(known[name].geometry.translate(500_000, 250_000))
           for name in ("history", "leads")}  # fmt: skip
    moved = cells.assign(ix=cells["ix"] + 2_000, iy=cells["iy"] + 1_000, x=cells["x"] + 500_000,
                         y=cells["y"] + 250_000)  # fmt: skip
    there, _ = risk(moved, settings=DEFAULTS, **known | far)
    assert there["expected_plots"].to_numpy() == pytest.approx(here["expected_plots"].to_numpy(), rel=1e-9)


def test_the_caller_keeps_his_tables():
    cells, known = uneven_cells(), everything_known()
    copies = cells.copy(), {name: known[name].copy() for name in ("history", "effort", "leads")}
    risk(cells, settings=DEFAULTS, **known)
    pd.testing.assert_frame_equal(cells, copies[0])
    for name, copy in copies[1].items():
        pd.testing.assert_frame_equal(pd.DataFrame(known[name]), pd.DataFrame(copy))


def test_the_kernel_equals_a_plain_double_loop():
    dice = np.random.default_rng(3)
    x, y = dice.uniform(0, 9_000, (2, 200))
    sx, sy = dice.uniform(-500, 8_000, (2, 150))
    weight = dice.random(150)
    d2 = (x[:, None] - sx) ** 2 + (y[:, None] - sy) ** 2
    plain = (np.where(d2 <= 2_430**2, np.exp(-d2 / (2 * 810**2)), 0) * weight).sum(axis=1)
    assert gaussian_sums(x, y, sources=(sx, sy), weights=weight, sigma_m=810.0) == pytest.approx(plain)


def test_factors_are_land_only():
    assert set(FACTORS) == {"remote", "water", "slope", "south", "seam", "edge"}


def test_without_an_elevation_model_slope_and_aspect_are_unknown_not_flat():
    table = evidence(square_cells(2, 1, void_share=[1.0, 0.5]), DEFAULTS)
    assert table["factor_slope"].isna().tolist() == [True, False]
    assert table["factor_south"].isna().tolist() == [True, False]
