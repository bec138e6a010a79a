"""How a search is walked, and the named pieces of a plan's routes."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and the table; searches of earlier plans were not drawn. Frozen."""
    op.add_column("legs", sa.Column("abreast", sa.BigInteger(), nullable=False, server_default="0"))
    op.add_column("legs", sa.Column("spacing_m", sa.Float(), nullable=True))
    op.create_table(
        "pieces",
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("piece_id", sa.Text(), nullable=False),
        sa.Column("route_id", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("cells", sa.Text(), nullable=False),
        sa.Column("near", sa.Text(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("slope", sa.Boolean(), nullable=False),
        sa.Column("area_m2", sa.Float(), nullable=False),
        sa.Column("geometry", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.plan_id"], name="fk_pieces_plan_id"),
        sa.PrimaryKeyConstraint("plan_id", "piece_id", name="pk_pieces"),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "ALTER TABLE pieces ALTER COLUMN geometry TYPE geometry(Geometry,4326) "
            "USING ST_GeomFromWKB(geometry, 4326)"
        )
        op.create_index("gx_pieces_geometry", "pieces", ["geometry"], postgresql_using="gist")
