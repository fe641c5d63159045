-- Version 1 as it was issued. Never edited: files of that version exist.
PRAGMA application_id = 1111699510;
CREATE TABLE office (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CHECK (code <> ''),
  name TEXT NOT NULL,
  parent_id INTEGER REFERENCES office (id) CHECK (parent_id <> id),
  opened TEXT CHECK (opened IS date(opened)),
  closed TEXT CHECK (closed IS date(closed)),
  CHECK (closed >= opened)
) STRICT;
CREATE INDEX office_by_parent ON office (parent_id);
CREATE TABLE template (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL CHECK (key <> ''),
  version INTEGER NOT NULL CHECK (version >= 1),
  name TEXT NOT NULL,
  json TEXT NOT NULL CHECK (json_valid(json)),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
  UNIQUE (key, version),
  UNIQUE (id, key)
) STRICT;
CREATE TRIGGER template_is_never_updated BEFORE UPDATE ON template
BEGIN SELECT RAISE(ABORT, 'templates are never changed'); END;
CREATE TABLE report (
  id INTEGER PRIMARY KEY,
  office_id INTEGER NOT NULL REFERENCES office (id),
  template_id INTEGER NOT NULL,
  template_key TEXT NOT NULL,
  period_key TEXT NOT NULL CHECK (period_key <> ''),
  first_day TEXT NOT NULL CHECK (first_day IS date(first_day)),
  last_day TEXT NOT NULL CHECK (last_day IS date(last_day)),
  due_day TEXT CHECK (due_day IS date(due_day)),
  status TEXT NOT NULL CHECK (status IN ('draft', 'final', 'reopened')),
  status_at TEXT CHECK (status_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*'),
  remark TEXT NOT NULL,
  UNIQUE (office_id, period_key, template_key),
  FOREIGN KEY (template_id, template_key) REFERENCES template (id, key),
  CHECK (last_day >= first_day),
  CHECK ((status = 'draft') = (status_at IS NULL))
) STRICT;
CREATE INDEX report_by_period ON report (period_key);
CREATE INDEX report_by_template ON report (template_id, template_key);
CREATE TABLE figure_value (
  report_id INTEGER NOT NULL REFERENCES report (id),
  figure_key TEXT NOT NULL CHECK (figure_key <> ''),
  state TEXT NOT NULL CHECK (state IN ('count', 'decimal', 'not_arisen', 'unreadable')),
  count INTEGER,
  decimal TEXT CHECK (decimal <> '' AND decimal NOT GLOB '*[^-.0-9]*'),
  qualifier TEXT CHECK (qualifier IN ('more_than', 'over', 'almost', 'about', 'at_least')),
  typed TEXT,
  PRIMARY KEY (report_id, figure_key),
  CHECK ((state = 'count') = (count IS NOT NULL)),
  CHECK ((state = 'decimal') = (decimal IS NOT NULL)),
  CHECK ((state = 'unreadable') = (typed IS NOT NULL)),
  CHECK (qualifier IS NULL OR state IN ('count', 'decimal'))
) STRICT, WITHOUT ROWID;
CREATE TABLE printed_value (
  report_id INTEGER NOT NULL REFERENCES report (id),
  figure_key TEXT NOT NULL CHECK (figure_key <> ''),
  state TEXT NOT NULL CHECK (state IN ('count', 'decimal', 'not_arisen', 'unreadable')),
  count INTEGER,
  decimal TEXT CHECK (decimal <> '' AND decimal NOT GLOB '*[^-.0-9]*'),
  qualifier TEXT CHECK (qualifier IN ('more_than', 'over', 'almost', 'about', 'at_least')),
  typed TEXT,
  PRIMARY KEY (report_id, figure_key),
  CHECK ((state = 'count') = (count IS NOT NULL)),
  CHECK ((state = 'decimal') = (decimal IS NOT NULL)),
  CHECK ((state = 'unreadable') = (typed IS NOT NULL)),
  CHECK (qualifier IS NULL OR state IN ('count', 'decimal'))
) STRICT, WITHOUT ROWID;
CREATE TABLE figure_day (
  report_id INTEGER NOT NULL REFERENCES report (id),
  figure_key TEXT NOT NULL CHECK (figure_key <> ''),
  day TEXT CHECK (day IS date(day)),
  typed TEXT,
  PRIMARY KEY (report_id, figure_key),
  CHECK ((day IS NULL) <> (typed IS NULL))
) STRICT, WITHOUT ROWID;
CREATE TABLE text_value (
  report_id INTEGER NOT NULL REFERENCES report (id),
  text_key TEXT NOT NULL CHECK (text_key <> ''),
  text TEXT NOT NULL,
  PRIMARY KEY (report_id, text_key)
) STRICT, WITHOUT ROWID;
CREATE TABLE row_switch (
  report_id INTEGER NOT NULL REFERENCES report (id),
  row_key TEXT NOT NULL CHECK (row_key <> ''),
  state TEXT NOT NULL CHECK (state IN ('on', 'off')),
  PRIMARY KEY (report_id, row_key)
) STRICT, WITHOUT ROWID;
CREATE TABLE document_entry (
  report_id INTEGER NOT NULL REFERENCES report (id),
  list_key TEXT NOT NULL CHECK (list_key <> ''),
  entry_id TEXT NOT NULL CHECK (entry_id <> ''),
  position INTEGER NOT NULL,
  doc_type TEXT NOT NULL,
  code TEXT NOT NULL,
  day TEXT CHECK (day IS date(day)),
  day_typed TEXT,
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  PRIMARY KEY (report_id, list_key, entry_id),
  CHECK (day IS NULL OR day_typed IS NULL)
) STRICT, WITHOUT ROWID;
CREATE TABLE operation (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN
    ('typed', 'pasted', 'new_report', 'import', 'status', 'template', 'undo', 'redo')),
  report_id INTEGER REFERENCES report (id),
  at TEXT NOT NULL CHECK (at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*'),
  session TEXT NOT NULL,
  description TEXT NOT NULL,
  reverts INTEGER UNIQUE REFERENCES operation (id) CHECK (reverts < id),
  continues INTEGER UNIQUE REFERENCES operation (id) CHECK (continues < id),
  CHECK ((kind IN ('undo', 'redo')) = (reverts IS NOT NULL)),
  CHECK (continues IS NULL OR kind = 'typed')
) STRICT;
CREATE INDEX operation_by_report ON operation (report_id);
CREATE TABLE change (
  operation_id INTEGER NOT NULL REFERENCES operation (id),
  seq INTEGER NOT NULL CHECK (seq >= 0),
  report_id INTEGER REFERENCES report (id),
  entity TEXT NOT NULL CHECK (entity IN
    ('figure', 'printed', 'day', 'text', 'switch', 'document', 'header', 'template')),
  entity_key TEXT NOT NULL,
  before TEXT CHECK (json_valid(before)),
  after TEXT CHECK (json_valid(after)),
  PRIMARY KEY (operation_id, seq),
  CHECK (before IS NOT after),
  CHECK ((entity = 'template') = (report_id IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX change_by_field ON change (report_id, entity, entity_key);
CREATE TRIGGER operation_is_never_updated BEFORE UPDATE ON operation
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER operation_is_never_deleted BEFORE DELETE ON operation
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER operation_is_never_replaced BEFORE INSERT ON operation
WHEN EXISTS (SELECT 1 FROM operation WHERE id = new.id
  OR reverts = new.reverts OR continues = new.continues)
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER change_is_never_updated BEFORE UPDATE ON change
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER change_is_never_deleted BEFORE DELETE ON change
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER change_is_never_replaced BEFORE INSERT ON change
WHEN EXISTS (SELECT 1 FROM change WHERE operation_id = new.operation_id AND seq = new.seq)
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TABLE setting (
  key TEXT PRIMARY KEY CHECK (key <> ''),
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
