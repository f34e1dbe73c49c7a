//! Engine for PostgreSQL-wire databases.
