"""Run the steps on the connection that `geo.records.upgrade` has opened, inside its transaction."""

from alembic import context

from geo.records.models import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()
