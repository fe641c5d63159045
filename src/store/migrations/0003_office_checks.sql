-- Version 3: how the reports of an office are checked.
CREATE TABLE office_checks (
  office_id INTEGER PRIMARY KEY REFERENCES office (id),
  settings TEXT NOT NULL CHECK (json_valid(settings))
) STRICT;
