//! Page shell, doors, forms, tables, sessions: the web as rooms see it.
