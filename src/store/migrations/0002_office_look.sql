-- Version 2: how the finished reports of an office look.
CREATE TABLE office_look (
  office_id INTEGER PRIMARY KEY REFERENCES office (id),
  look TEXT NOT NULL CHECK (json_valid(look)),
  skeleton_name TEXT CHECK (skeleton_name <> ''),
  skeleton BLOB,
  CHECK ((skeleton IS NULL) = (skeleton_name IS NULL))
) STRICT;
