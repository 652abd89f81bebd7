"""The data of the fund in and out: one CSV file a table, looked at whole before anything changes."""
