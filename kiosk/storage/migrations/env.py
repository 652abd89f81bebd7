"""Alembic runs this module: it applies the revisions on the connection that `kiosk.storage.migrate` hands over."""

from alembic import context

# All revisions in one transaction: a program killed in the middle leaves the schema that was there.
context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
