"""The database: its file, tables and transactions, and the rows of each change, logged and journalled."""
