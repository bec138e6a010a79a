"""First records: plans with their routes, tracks, findings, long work."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ADOPTED = sa.text("state = 'adopted'")


def upgrade() -> None:
    """Make the tables. Frozen: what this step makes is never changed, a later step changes it."""
    op.create_table(
        "plans",
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("inputs_hash", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("expected_finds", sa.Float(), nullable=False),
        sa.Column("bound", sa.Float(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("plan_id", name="pk_plans"),
    )
    op.create_index(
        "ix_plans_one_adopted",
        "plans",
        ["state"],
        unique=True,
        sqlite_where=ADOPTED,
        postgresql_where=ADOPTED,
    )
    op.create_table(
        "routes",
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("route_id", sa.Text(), nullable=False),
        sa.Column("team_day_id", sa.Text(), nullable=False),
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("window_id", sa.Text(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("base_id", sa.Text(), nullable=False),
        sa.Column("pool", sa.Text(), nullable=False),
        sa.Column("length_m", sa.Float(), nullable=False),
        sa.Column("walk_m", sa.Float(), nullable=False),
        sa.Column("climb_m", sa.Float(), nullable=False),
        sa.Column("duration_min", sa.BigInteger(), nullable=False),
        sa.Column("stops", sa.BigInteger(), nullable=False),
        sa.Column("expected_finds", sa.Float(), nullable=False),
        sa.Column("geometry", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.plan_id"], name="fk_routes_plan_id"),
        sa.PrimaryKeyConstraint("plan_id", "route_id", name="pk_routes"),
    )
    op.create_table(
        "stops",
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("stop_id", sa.Text(), nullable=False),
        sa.Column("route_id", sa.Text(), nullable=False),
        sa.Column("order", sa.BigInteger(), nullable=False),
        sa.Column("cell_id", sa.Text(), nullable=False),
        sa.Column("lead_id", sa.Text(), nullable=False),
        sa.Column("yard_id", sa.Text(), nullable=False),
        sa.Column("trailhead_id", sa.BigInteger(), nullable=False),
        sa.Column("passes", sa.BigInteger(), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("reserve", sa.Boolean(), nullable=False),
        sa.Column("service_min", sa.Float(), nullable=False),
        sa.Column("arrive_min", sa.BigInteger(), nullable=False),
        sa.Column("turn_back_min", sa.BigInteger(), nullable=False),
        sa.Column("expected_finds", sa.Float(), nullable=False),
        sa.Column("geometry", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.plan_id"], name="fk_stops_plan_id"),
        sa.PrimaryKeyConstraint("plan_id", "stop_id", name="pk_stops"),
    )
    op.create_table(
        "legs",
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("route_id", sa.Text(), nullable=False),
        sa.Column("leg", sa.BigInteger(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("to_stop", sa.BigInteger(), nullable=False),
        sa.Column("seconds", sa.BigInteger(), nullable=False),
        sa.Column("car_x", sa.Float(), nullable=True),
        sa.Column("car_y", sa.Float(), nullable=True),
        sa.Column("geometry", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.plan_id"], name="fk_legs_plan_id"),
        sa.PrimaryKeyConstraint("plan_id", "route_id", "leg", name="pk_legs"),
    )
    op.create_table(
        "team_days",
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("team_day_id", sa.Text(), nullable=False),
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("window_id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.plan_id"], name="fk_team_days_plan_id"),
        sa.PrimaryKeyConstraint("plan_id", "team_day_id", name="pk_team_days"),
    )
    op.create_table(
        "windows",
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("window_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("opens", sa.Date(), nullable=False),
        sa.Column("closes", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.plan_id"], name="fk_windows_plan_id"),
        sa.PrimaryKeyConstraint("plan_id", "window_id", name="pk_windows"),
    )
    op.create_table(
        "tracks",
        sa.Column("track_id", sa.Text(), nullable=False),
        sa.Column("walked_on", sa.Date(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("assignment_id", sa.Text(), nullable=False),
        sa.Column("walkers", sa.BigInteger(), nullable=False),
        sa.Column("spacing_m", sa.Float(), nullable=True),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("accuracy_m", sa.Float(), nullable=True),
        sa.Column("datum", sa.Text(), nullable=False),
        sa.Column("length_m", sa.Float(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("geometry", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("track_id", name="pk_tracks"),
        sa.UniqueConstraint("sha256", name="uq_tracks_sha256"),
    )
    op.create_index("ix_tracks_walked_on", "tracks", ["walked_on"], unique=False)
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
        sa.Column("geometry", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("finding_id", name="pk_findings"),
    )
    op.create_index("ix_findings_found_on", "findings", ["found_on"], unique=False)
    op.create_table(
        "jobs",
        sa.Column("job_id", sa.Text(), nullable=False),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("done", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=True),
        sa.Column("heartbeat_at", sa.DateTime(), nullable=True),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("cancel", sa.Boolean(), nullable=False),
        sa.Column("pid", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("job_id", name="pk_jobs"),
    )
