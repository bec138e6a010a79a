"""Run the steps on the connection that `geo.records.upgrade` has opened, inside its transaction."""

from alembic import context

from geo.records.models import METADATA

given = context.config.attributes
context.configure(
    connection=given["connection"], target_metadata=METADATA, version_table_schema=given["schema"]
)
context.run_migrations()
