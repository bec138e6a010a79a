"""The width that a drone's pictures show."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column. Frozen."""
    op.add_column("tracks", sa.Column("swath_m", sa.Float(), nullable=True))
