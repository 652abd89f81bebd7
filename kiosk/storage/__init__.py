"""The database: tables, queries and migrations, on SQLite and PostgreSQL alike."""
