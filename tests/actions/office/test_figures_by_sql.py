"""The figures of a month, asked anew of the database in plain SQL that knows nothing of the project."""

import sqlite3
from contextlib import closing
from io import BytesIO
from itertools import pairwise

import docx
import pytest
import shapely
from pyproj import Transformer

from geo.actions.coverage.report_lines import Form
from geo.actions.office.count import figures_of
from geo.actions.office.units import Unit, by_unit
from geo.actions.prepared.prepare import prepare
from geo.records.store import FILE_NAME
from tests.actions.office.conftest import SIGHT_M

NOW = """
create temp view now_visits as select * from visits v where not withdrawn and version =
    (select max(version) from visits w where w.visit_id = v.visit_id);
create temp view now_visit_cells as select * from visit_cells v where not withdrawn and version =
    (select max(version) from visit_cells w where w.visit_id = v.visit_id and w.cell_id = v.cell_id);
create temp view now_visit_tracks as select * from visit_tracks v where not withdrawn and version =
    (select max(version) from visit_tracks w where w.visit_id = v.visit_id and w.track_id = v.track_id);
create temp view now_visit_yards as select * from visit_yards v where not withdrawn and version =
    (select max(version) from visit_yards w where w.visit_id = v.visit_id and w.yard_id = v.yard_id);
create temp view now_findings as select * from findings v where not withdrawn and version =
    (select max(version) from findings w where w.finding_id = v.finding_id);
create temp view now_revisits as select * from revisits v where not withdrawn and version =
    (select max(version) from revisits w where w.revisit_id = v.revisit_id);
create temp view now_leads as select * from leads v where not withdrawn and version =
    (select max(version) from leads w where w.lead_id = v.lead_id);
create temp view now_places as select * from filed_places v where not withdrawn and version =
    (select max(version) from filed_places w where w.place_id = v.place_id);
create temp view june_visits as select * from now_visits
    where visited_on between '2026-06-01' and '2026-06-30';
create temp view counted as select * from june_visits where state in ('submitted', 'confirmed');
"""

# A lattice of points in every cell; a point is seen where a track passes within sight of it.
SEEN = """
create temp table seen as
with recursive n(i) as (select 0 union all select i + 1 from n where i < 19),
points as (
    select cell_id, 250.0 * (ix + (a.i + 0.5) / 20) as x, 250.0 * (iy + (b.i + 0.5) / 20) as y, village_id
    from cells, n a, n b
),
inside as (
    select cell_id, x, y from points p where not exists (
        select 1 from edges e where e.village_id = p.village_id
        and (e.x2 - e.x1) * (p.y - e.y1) - (e.y2 - e.y1) * (p.x - e.x1) < 0
    )
),
pairs as (
    select p.cell_id, p.x, p.y, s.track_id, s.x1, s.y1, s.x2 - s.x1 as dx, s.y2 - s.y1 as dy,
        max(0.0, min(1.0, ((p.x - s.x1) * (s.x2 - s.x1) + (p.y - s.y1) * (s.y2 - s.y1)) / s.length2)) as t
    from inside p join segments s on p.x between min(s.x1, s.x2) - :sight and max(s.x1, s.x2) + :sight
    and p.y between min(s.y1, s.y2) - :sight and max(s.y1, s.y2) + :sight
),
near as (
    select distinct cell_id, x, y, track_id from pairs
    where (x - x1 - t * dx) * (x - x1 - t * dx) + (y - y1 - t * dy) * (y - y1 - t * dy) <= :sight * :sight
),
whole as (select cell_id, count(*) as points from inside group by cell_id)
select near.cell_id, near.x, near.y, near.track_id, whole.points from near join whole using (cell_id)
"""

# Of the cell at least a twentieth must have been within sight.
REACHED = """
select cell_id from seen join tracks using (track_id) {join}
where tracks.mode = 'foot' and tracks.walked_on between :first and '2026-06-30' {where}
group by cell_id, points having 20 * count(distinct x || ' ' || y) >= points
"""
CONFIRMED = REACHED.format(
    join="join now_visit_tracks using (track_id) join now_visits using (visit_id)",
    where="and now_visits.state = 'confirmed'",
)
ANY = REACHED.format(join="", where="")
DECLARED = """
select cell_id from now_visit_cells join june_visits using (visit_id) where state = 'confirmed'
union
select c.cell_id from june_visits v join areas a on a.village_id = v.village_id and a.name = v.area
join cells c using (area_id) where v.state = 'confirmed' and v.source = 'paper'
and not exists (select 1 from now_visit_cells n where n.visit_id = v.visit_id)
"""
JUNE_DAYS = "between '2026-06-01' and '2026-06-30'"
COUNTS = f"""
select
(select count(*) from counted) as visits,
(select count(*) from counted where state = 'submitted') as visits_unsigned,
(select count(*) from june_visits where state = 'returned') as visits_returned,
(select count(distinct visited_on) from counted) as days_out,
(select count(*) from tracks where walked_on {JUNE_DAYS}) as tracks,
(select sum(length_m) from tracks where walked_on {JUNE_DAYS}) as track_m,
(select sum(searchable_m2) from cells) as searchable_m2,
(select count(*) from areas) as areas,
(select sum(yards) from yards) as yards,
(select sum(entered) from now_visit_yards join june_visits using (visit_id) where state = 'confirmed')
    as yards_entered,
(select sum(from_lane) from now_visit_yards join june_visits using (visit_id) where state = 'confirmed')
    as yards_from_lane,
(select count(*) from now_revisits where done_on {JUNE_DAYS}) as looks_made,
(select count(*) from now_revisits where done_on {JUNE_DAYS} and outcome = 'regrowth') as looks_regrowth,
(select count(*) from now_revisits join now_findings using (finding_id) where found_on <= '2026-06-30'
    and due_on <= '2026-06-30' and (done_on is null or done_on > '2026-06-30')) as looks_overdue,
(select count(*) from now_leads where reported_on {JUNE_DAYS}) as leads_reported,
(select count(*) from now_places where filed_on {JUNE_DAYS} and lead_id <> ''
    and outcome in ('poppy', 'cannabis')) as leads_confirmed,
(select count(*) from now_places where filed_on {JUNE_DAYS} and lead_id <> ''
    and outcome not in ('poppy', 'cannabis')) as leads_ruled_out,
(select count(*) from now_leads where reported_on <= '2026-06-30' and state in ('new', 'assigned'))
    as leads_open,
(select count(*) from now_leads where kind = 'satellite') as marks,
(select avg(exists (select 1 from places p where abs(p.x - m.x) < 30 and abs(p.y - m.y) < 30)) from marks m)
    as match_rate,
(select count(*) from outcomes o where said_on {JUNE_DAYS} and outcome = 'not_reached' and outcome_id =
    (select max(outcome_id) from outcomes l where l.stop_id = o.stop_id)) as stops_not_reached
"""
FORCE = """
select count(*) as team_days_out, sum(persons) as persons, sum(vehicles) as vehicles, sum(sorties) as sorties
from (
    select max(persons) as persons, max(vehicles) as vehicles, max(sorties) as sorties from counted
    group by visited_on, case when team_id = '' then visit_id else team_id end
)
"""
FOUND = """
select
count(case when in_june then 1 end) as findings,
total(case when in_june then plants end) as plants,
total(case when in_june and count_kind = 'provisional' then plants end) as plants_provisional,
count(case when in_june and plants is null then 1 end) as findings_uncounted,
total(case when in_june then area_m2 end) as found_m2,
count(case when gone_in_june then 1 end) as destroyed,
total(case when gone_in_june then plants end) as destroyed_plants,
total(case when gone_in_june then area_m2 end) as destroyed_m2,
count(case when eradicated_on is null or eradicated_on > '2026-06-30' or state = 'reopened' then 1 end)
    as open_at_end
from (select *, found_on between '2026-06-01' and '2026-06-30' as in_june,
      eradicated_on between '2026-06-01' and '2026-06-30' as gone_in_june from now_findings)
where species <> 'other' and found_on <= '2026-06-30'
"""


@pytest.fixture(scope="module")
def asked(june_made):
    """Return a function that asks the records, with the ground laid beside them, and gives the rows."""
    prepared = prepare(june_made)
    to_m = Transformer.from_crs("EPSG:4326", prepared.crs, always_xy=True)
    with closing(sqlite3.connect(june_made / FILE_NAME)) as db:
        db.row_factory = sqlite3.Row
        db.executescript(NOW)
        for name in ("cells", "areas", "yards"):
            frame = getattr(prepared, name)
            frame[[column for column in frame.columns if column != "geometry"]].to_sql(name, db, index=False)
        db.executescript(
            "create temp table edges (village_id, x1, y1, x2, y2);"
            "create temp table segments (track_id, x1, y1, x2, y2, length2);"
            "create temp table marks (x, y); create temp table places (x, y);"
        )
        for village in prepared.villages.itertuples():
            ring = shapely.get_coordinates(village.geometry.exterior)
            ring = ring if shapely.is_ccw(shapely.LinearRing(ring)) else ring[::-1]
            rows = [(village.village_id, *a, *b) for a, b in pairwise(ring)]
            db.executemany("insert into edges values (?, ?, ?, ?, ?)", rows)
        for track in db.execute("select track_id, geometry from tracks").fetchall():
            for line in shapely.from_wkb(track["geometry"]).geoms:
                at = [to_m.transform(*place) for place in line.coords]
                rows = [(track["track_id"], *a, *b, (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2)
                        for a, b in pairwise(at)]  # fmt: skip
                db.executemany("insert into segments values (?, ?, ?, ?, ?, ?)", rows)
        for table, query in (
            ("marks", "select geometry from now_leads where kind = 'satellite'"),
            ("places", "select geometry from now_places"),
        ):
            points = [shapely.from_wkb(row["geometry"]) for row in db.execute(query).fetchall()]
            db.executemany(f"insert into {table} values (?, ?)", [to_m.transform(p.x, p.y) for p in points])
        db.execute(SEEN, {"sight": SIGHT_M})
        yield lambda query, **given: [dict(row) for row in db.execute(query, given).fetchall()]


@pytest.fixture(scope="module")
def figures(june):
    return figures_of(june)


def ground_m2(asked, cells, first="2026-06-01", village=None):
    where = f"where village_id = '{village}'" if village else "where true"
    query = f"select total(searchable_m2) as m2 from cells {where} and cell_id in ({cells})"
    return asked(query, **({"first": first} if ":first" in cells else {}))[0]["m2"]


def test_every_count_of_a_month_is_that_of_plain_sql(asked, figures):
    counts = asked(COUNTS)[0] | asked(FORCE)[0] | asked(FOUND)[0]
    assert {name: figures[name] for name in counts} == pytest.approx(counts)
    assert counts["persons"] == 6 + 5 + 4 + 3 + 7
    assert counts["open_at_end"] == 4
    assert figures["not_reached_by_reason"] == {"weather": 2}


def test_every_rate_of_a_month_is_that_of_plain_sql(asked, figures):
    all_m2 = asked(COUNTS)[0]["searchable_m2"]
    surveyed = ground_m2(asked, CONFIRMED)
    declared = ground_m2(asked, f"select * from ({DECLARED}) except select * from ({CONFIRMED})")
    unconfirmed = ground_m2(asked, f"select * from ({ANY}) except select * from ({CONFIRMED})")
    assert min(declared, unconfirmed) > 0
    assert figures["surveyed_m2"] == pytest.approx(surveyed)
    assert figures["declared_m2"] == pytest.approx(declared)
    assert figures["unconfirmed_m2"] == pytest.approx(unconfirmed)
    assert figures["survey_rate"] == pytest.approx(surveyed / all_m2)
    to_date = ground_m2(asked, CONFIRMED, first="2026-01-01")
    assert surveyed < to_date == pytest.approx(figures["survey_rate_to_date"] * all_m2)
    areas = f"select count(distinct area_id) as n from cells where area_id <> '' and cell_id in ({CONFIRMED})"
    assert figures["areas_with_track"] == asked(areas, first="2026-06-01")[0]["n"] == 2


def test_every_village_has_the_figures_of_plain_sql(asked, june):
    rows = by_unit(june, Unit.VILLAGE).set_index("name")
    for village in ("甲村", "乙村"):
        of_village = FOUND + f" and village_id = '{village}'"
        counts = asked(of_village)[0]
        assert {name: rows.loc[village, name] for name in counts} == pytest.approx(counts)
        surveyed = ground_m2(asked, CONFIRMED, village=village)
        assert rows.loc[village, "survey_rate"] * rows.loc[village, "searchable_m2"] == pytest.approx(
            surveyed
        )


def test_the_document_says_what_plain_sql_says(asked, june_papers):
    said = "\n".join(line.text for line in docx.Document(BytesIO(june_papers[Form.OFFICIAL][1])).paragraphs)
    n = asked(COUNTS)[0] | asked(FORCE)[0] | asked(FOUND)[0]
    rate = 100 * ground_m2(asked, CONFIRMED) / n["searchable_m2"]
    assert f"共出动{n['team_days_out']}组次、{n['persons']}人次、{n['vehicles']}车次" in said
    assert f"踏查记录{n['visits']}份，其中待签字确认{n['visits_unsigned']}份" in said
    assert f"轨迹{n['tracks']}条，共{n['track_m'] / 1000:.1f}公里" in said
    assert f"踏查率{rate:.1f}%" in said
    assert f"发现{n['findings']}处、{n['plants']:.0f}株" in said
    assert f"其中{n['plants_provisional']:.0f}株是估算；另有{n['findings_uncounted']}处尚未清点" in said
    assert f"本期铲除{n['destroyed']}处、{n['destroyed_plants']:.0f}株" in said
    assert f"未结（未铲除或复种复长）{n['open_at_end']}处" in said
    assert (
        f"回头看{n['looks_made']}处，其中复种复长{n['looks_regrowth']}处；到期没有做的{n['looks_overdue']}处"
        in said
    )
    assert f"靶标吻合率{100 * n['match_rate']:.1f}%" in said
    assert f"没有走到的踏查点{n['stops_not_reached']}个" in said
