"""Visits, leads, findings with all their versions, accounts and the log; shapes as PostGIS keeps them."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


class Shape(sa.types.UserDefinedType[bytes]):
    """A shape of PostGIS in longitude and latitude."""

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        """Name the type."""
        return "geometry(Geometry,4326)"


OLD_SHAPES = ("routes", "stops", "legs", "tracks")
NEW_SHAPES = ("findings", "leads", "history", "filed_places", "photos", "season_effort")
AS_REPORTED = (
    "finding_id", "found_on", "village_id", "stage", "plants", "area_m2", "method", "state", "eradicated_on",
    "revisit_due", "geometry",
)


def upgrade() -> None:
    """Make the tables, and every finding that is there its first version. Frozen."""
    on_server = op.get_bind().dialect.name == "postgresql"
    if on_server:
        for table in OLD_SHAPES:
            op.execute(
                f"ALTER TABLE {table} ALTER COLUMN geometry TYPE geometry(Geometry,4326) "
                "USING ST_GeomFromWKB(geometry, 4326)"
            )
    op.add_column("team_days", sa.Column("locked", sa.Boolean(), nullable=False, server_default=sa.false()))
    _keep_versions_of_findings(on_server)
    _make_tables()
    if on_server:
        for table in (*OLD_SHAPES, *NEW_SHAPES):
            op.create_index(f"gx_{table}_geometry", table, ["geometry"], postgresql_using="gist")


def _shape() -> sa.types.TypeEngine[bytes]:
    return sa.LargeBinary().with_variant(Shape(), "postgresql")


def _keep_versions_of_findings(on_server: bool) -> None:
    op.drop_index("ix_findings_found_on", "findings")
    op.rename_table("findings", "findings_0001")
    if on_server:
        op.execute("ALTER TABLE findings_0001 RENAME CONSTRAINT pk_findings TO pk_findings_0001")
    op.create_table(
        "findings",
        sa.Column("finding_id", sa.Text(), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("village_id", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("plants", sa.Float(), nullable=True),
        sa.Column("area_m2", sa.Float(), nullable=True),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("eradicated_on", sa.Date(), nullable=True),
        sa.Column("revisit_due", sa.Date(), nullable=True),
        sa.Column("species", sa.Text(), nullable=False),
        sa.Column("count_kind", sa.Text(), nullable=False),
        sa.Column("police_number", sa.Text(), nullable=False),
        sa.Column("lead_id", sa.Text(), nullable=False),
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("geometry", _shape(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("finding_id", "version", name="pk_findings"),
    )
    op.create_index("ix_findings_found_on", "findings", ["found_on"], unique=False)
    old = sa.table("findings_0001", *(sa.column(name) for name in AS_REPORTED))
    shape = sa.func.ST_GeomFromWKB(old.c.geometry, 4326) if on_server else old.c.geometry
    first = {"species": "poppy", "count_kind": "", "police_number": "", "lead_id": "", "visit_id": ""}
    new = sa.table("findings", *(sa.column(name) for name in (*AS_REPORTED, *first, "version")),
                   sa.column("recorded_at", sa.DateTime()), sa.column("withdrawn", sa.Boolean()))
    now = sa.literal(datetime.now(UTC).replace(tzinfo=None), sa.DateTime())
    values: list[Any] = [*(old.c[name] for name in AS_REPORTED[:-1]), shape, *map(sa.literal, first.values())]
    values.extend([sa.literal(1), now, sa.false()])
    op.execute(sa.insert(new).from_select([column.name for column in new.c], sa.select(*values)))
    op.drop_table("findings_0001")


def _make_tables() -> None:
    op.create_table(
        "audit",
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("previous_hash", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_audit"),
    )
    op.create_table(
        "datums",
        sa.Column("app", sa.Text(), nullable=False),
        sa.Column("datum", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("app", "version", name="pk_datums"),
    )
    op.create_table(
        "decisions",
        sa.Column("decision_id", sa.Text(), nullable=False),
        sa.Column("cell_id", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("decision_id", name="pk_decisions"),
    )
    op.create_table(
        "filed_places",
        sa.Column("place_id", sa.Text(), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.Column("lead_id", sa.Text(), nullable=False),
        sa.Column("finding_id", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("geometry", _shape(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "version", name="pk_filed_places"),
    )
    op.create_table(
        "history",
        sa.Column("history_id", sa.Text(), nullable=False),
        sa.Column("season", sa.BigInteger(), nullable=False),
        sa.Column("village_id", sa.Text(), nullable=False),
        sa.Column("plants", sa.Float(), nullable=True),
        sa.Column("area_m2", sa.Float(), nullable=True),
        sa.Column("geometry", _shape(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("history_id", "version", name="pk_history"),
    )
    op.create_table(
        "leads",
        sa.Column("lead_id", sa.Text(), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("strength", sa.Float(), nullable=False),
        sa.Column("error_m", sa.Float(), nullable=False),
        sa.Column("village_id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("geometry", _shape(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("lead_id", "version", name="pk_leads"),
    )
    op.create_table(
        "observed",
        sa.Column("observed_id", sa.Text(), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("elevation_m", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("observed_id", name="pk_observed"),
    )
    op.create_table(
        "outcomes",
        sa.Column("outcome_id", sa.Text(), nullable=False),
        sa.Column("stop_id", sa.Text(), nullable=False),
        sa.Column("cell_id", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("outcome_id", name="pk_outcomes"),
    )
    op.create_index("ix_outcomes_stop_id", "outcomes", ["stop_id"], unique=False)
    op.create_table(
        "photos",
        sa.Column("photo_id", sa.Text(), nullable=False),
        sa.Column("finding_id", sa.Text(), nullable=False),
        sa.Column("taken_at", sa.DateTime(), nullable=True),
        sa.Column("moment", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("geometry", _shape(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("photo_id", "version", name="pk_photos"),
    )
    op.create_table(
        "revisits",
        sa.Column("revisit_id", sa.Text(), nullable=False),
        sa.Column("finding_id", sa.Text(), nullable=False),
        sa.Column("occasion", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("revisit_id", "version", name="pk_revisits"),
    )
    op.create_table(
        "season_effort",
        sa.Column("season", sa.BigInteger(), nullable=False),
        sa.Column("cell_id", sa.Text(), nullable=False),
        sa.Column("coverage", sa.Float(), nullable=False),
        sa.Column("geometry", _shape(), nullable=False),
        sa.PrimaryKeyConstraint("season", "cell_id", name="pk_season_effort"),
    )
    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sessions"),
    )
    op.create_table(
        "users",
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.Column("failures", sa.BigInteger(), nullable=False),
        sa.Column("locked_until", sa.DateTime(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "version", name="pk_users"),
    )
    op.create_table(
        "visit_cells",
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("cell_id", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("visit_id", "cell_id", "version", name="pk_visit_cells"),
    )
    op.create_table(
        "visit_tracks",
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("track_id", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("visit_id", "track_id", "version", name="pk_visit_tracks"),
    )
    op.create_table(
        "visit_yards",
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("yard_id", sa.Text(), nullable=False),
        sa.Column("entered", sa.BigInteger(), nullable=False),
        sa.Column("from_lane", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("visit_id", "yard_id", "version", name="pk_visit_yards"),
    )
    op.create_table(
        "visits",
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=False),
        sa.Column("assignment_id", sa.Text(), nullable=False),
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("village_id", sa.Text(), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("persons", sa.BigInteger(), nullable=False),
        sa.Column("hours", sa.Float(), nullable=False),
        sa.Column("vehicles", sa.BigInteger(), nullable=False),
        sa.Column("sorties", sa.BigInteger(), nullable=False),
        sa.Column("nothing_found", sa.Boolean(), nullable=False),
        sa.Column("formation", sa.Text(), nullable=False),
        sa.Column("walkers", sa.BigInteger(), nullable=False),
        sa.Column("spacing_m", sa.Float(), nullable=True),
        sa.Column("sight_m", sa.Float(), nullable=True),
        sa.Column("light", sa.Text(), nullable=False),
        sa.Column("growth", sa.Text(), nullable=False),
        sa.Column("own_pod", sa.Float(), nullable=True),
        sa.Column("not_entered", sa.Text(), nullable=False),
        sa.Column("declared_coverage", sa.Float(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("submitted_by", sa.Text(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("self_confirmed", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("visit_id", "version", name="pk_visits"),
    )
    op.create_index("ix_visits_visited_on", "visits", ["visited_on"], unique=False)
