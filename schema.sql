-- Báo cáo 06: the schema of a data file as it is today; its version is user_version below.
--
-- New files are made from this script. A change here needs a higher version and a migration in
-- src/store/migrations.rs that brings older files to it; tests compare both ways.
--
-- Statuses and kinds of fields and notes are open lists: no table need be built anew for another name. But
-- a program refuses a name that it does not know (only of an operation it says "something later"), so one may be added only together with a higher
-- user_version: then an older program says that the file is too new, and not that it is damaged.
--
-- Days are texts like 2023-05-12, times texts like 2023-05-12T09:30:00, both local.
-- Keys are the names that travel between offices (src/report/key.rs). Row ids never leave the file.

PRAGMA application_id = 1111699510; -- 0x42433036, "BC06": this is a data file of this program
PRAGMA user_version = 3;

-- Who reports. A tree of any depth: no level is hard-coded, and offices open, merge and close.
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

-- How the finished reports of an office look: its choices (JSON of src/exchange/look_v1.rs) and the
-- Word document of its own that they are filled into, as it was taken from a file of that name.
-- Logged, but no part of any report: reports say the same however they look.
CREATE TABLE office_look (
  office_id INTEGER PRIMARY KEY REFERENCES office (id),
  look TEXT NOT NULL CHECK (json_valid(look)),
  skeleton_name TEXT CHECK (skeleton_name <> ''),
  skeleton BLOB,
  CHECK ((skeleton IS NULL) = (skeleton_name IS NULL))
) STRICT;

-- Word documents that were the own ones of offices, by the SHA-256 of their bytes: the log names them by that, and
-- undo brings them back. The newest few are kept (src/store/former.rs). Not logged.
CREATE TABLE former_skeleton (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  skeleton BLOB NOT NULL
) STRICT;

-- How the reports of each office are checked: what is not asked, and words of its own (JSON of
-- src/exchange/checks_v1.rs). Logged, but no part of any report.
CREATE TABLE office_checks (
  office_id INTEGER PRIMARY KEY REFERENCES office (id),
  settings TEXT NOT NULL CHECK (json_valid(settings))
) STRICT;

-- Templates as they were issued, never changed: a report keeps the version it was typed with.
CREATE TABLE template (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL CHECK (key <> ''),
  version INTEGER NOT NULL CHECK (version >= 1),
  name TEXT NOT NULL,
  -- The kind of its periods (src/report/period/kind.rs), so that lists need not read the JSON.
  period_kind TEXT NOT NULL CHECK (period_kind <> ''),
  json TEXT NOT NULL CHECK (json_valid(json)),
  -- Hex digits of the hash of json, to tell "the same again" from "another one of that version".
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
  UNIQUE (key, version),
  -- What report refers to, so that its copy of the key cannot be wrong.
  UNIQUE (id, key)
) STRICT;

CREATE TRIGGER template_is_never_updated BEFORE UPDATE ON template
BEGIN SELECT RAISE(ABORT, 'templates are never changed'); END;

-- One office's report for one period under one template version.
CREATE TABLE report (
  id INTEGER PRIMARY KEY,
  office_id INTEGER NOT NULL REFERENCES office (id),
  template_id INTEGER NOT NULL,
  -- The key again, because a report is one for each office, period and template of any version.
  template_key TEXT NOT NULL,
  period_key TEXT NOT NULL CHECK (period_key <> ''),
  first_day TEXT NOT NULL CHECK (first_day IS date(first_day)),
  last_day TEXT NOT NULL CHECK (last_day IS date(last_day)),
  due_day TEXT CHECK (due_day IS date(due_day)),
  -- An open list: draft, final, reopened, sent, returned, accepted (src/report/header.rs).
  status TEXT NOT NULL CHECK (status <> ''),
  status_at TEXT CHECK (status_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*'),
  remark TEXT NOT NULL,
  -- How much of what is needed is entered, as src/calc/progress.rs counts it: kept with every change, so
  -- that lists of reports need not read any of them.
  num_done INTEGER NOT NULL CHECK (num_done >= 0),
  num_total INTEGER NOT NULL CHECK (num_total >= num_done),
  -- How many texts and lists are empty, or of the period before and not looked at; none where nobody counted yet.
  num_texts INTEGER CHECK (num_texts >= 0),
  -- Hex digits that are the same for the same content, whatever led to it (src/store/hash.rs).
  content_hash TEXT NOT NULL
    CHECK (length(content_hash) = 64 AND content_hash NOT GLOB '*[^0-9a-f]*'),
  -- 0, or the report's own number once it is deleted: it stays here so that it can be brought back, and its
  -- period is free for another.
  deleted INTEGER NOT NULL CHECK (deleted IN (0, id)),
  UNIQUE (office_id, period_key, template_key, deleted),
  FOREIGN KEY (template_id, template_key) REFERENCES template (id, key),
  CHECK (last_day >= first_day),
  CHECK ((status = 'draft') = (status_at IS NULL))
) STRICT;

CREATE INDEX report_by_period ON report (period_key);
CREATE INDEX report_by_template ON report (template_id, template_key);

-- How many errors and warnings were found in a report when they were looked for last, so that lists of reports need
-- not read any of them. Follows from what stands elsewhere, and is not logged.
CREATE TABLE finding_count (
  report_id INTEGER PRIMARY KEY REFERENCES report (id),
  num_errors INTEGER NOT NULL CHECK (num_errors >= 0),
  num_warnings INTEGER NOT NULL CHECK (num_warnings >= 0),
  -- Of which content of the report (its content_hash then), and beside what else that findings depend on
  -- (src/app/session/counting.rs). Beside anything else the numbers are not told.
  of_content TEXT NOT NULL CHECK (length(of_content) = 64),
  beside TEXT NOT NULL CHECK (length(beside) = 64)
) STRICT;

-- Typed figures. Blank ones have no row; 0 and "không phát sinh" are different states. Counts and
-- decimals stand in their own columns, so that totals over offices can be made in SQL.
CREATE TABLE figure_value (
  report_id INTEGER NOT NULL REFERENCES report (id),
  figure_key TEXT NOT NULL CHECK (figure_key <> ''),
  state TEXT NOT NULL CHECK (state IN ('count', 'decimal', 'not_arisen', 'unreadable')),
  count INTEGER,
  -- A text, because 92.4 and 92.40 are two different prints and no binary fraction is exact.
  decimal TEXT CHECK (decimal <> '' AND decimal NOT GLOB '*[^-.0-9]*'),
  -- The word in front of the number; the number is then not exact.
  qualifier TEXT CHECK (qualifier IN ('more_than', 'over', 'almost', 'about', 'at_least')),
  -- What was typed, when it could not be read.
  typed TEXT,
  PRIMARY KEY (report_id, figure_key),
  CHECK ((state = 'count') = (count IS NOT NULL)),
  CHECK ((state = 'decimal') = (decimal IS NOT NULL)),
  CHECK ((state = 'unreadable') = (typed IS NOT NULL)),
  CHECK (qualifier IS NULL OR state IN ('count', 'decimal'))
) STRICT, WITHOUT ROWID;

-- Computed figures that are printed as typed. Same columns as figure_value; a table of its own,
-- because these never count in a total.
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

-- Every other field of a report (src/report/field.rs), one row each, as JSON of src/store/record.rs:
-- days of figures, texts, rows of tables, entries of lists of documents, notes. A field that holds
-- nothing has no row. Kinds of fields are an open list: later versions of the program add to it.
CREATE TABLE field_value (
  report_id INTEGER NOT NULL REFERENCES report (id),
  entity TEXT NOT NULL CHECK (entity NOT IN ('', 'header', 'figure', 'printed', 'template')),
  -- The key of the field: list/entry for documents, kind/subject for notes.
  field_key TEXT NOT NULL CHECK (field_key <> ''),
  value TEXT NOT NULL CHECK (json_valid(value)),
  PRIMARY KEY (report_id, entity, field_key)
) STRICT, WITHOUT ROWID;

-- The log, append-only: what was done, in order of id (never of time: clocks jump).
CREATE TABLE operation (
  id INTEGER PRIMARY KEY,
  -- What was done (src/report/deed.rs), an open list; or undo, redo.
  kind TEXT NOT NULL CHECK (kind <> ''),
  report_id INTEGER REFERENCES report (id),
  at TEXT NOT NULL CHECK (at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*'),
  -- One run of the program.
  run TEXT NOT NULL,
  -- Who worked with it, and at which computer, as far as the system told.
  who TEXT NOT NULL,
  computer TEXT NOT NULL,
  -- The name of a file or an agency: data, never a sentence.
  detail TEXT NOT NULL,
  -- Undo: the last operation of the step that is taken back. Redo: the undo that is taken back.
  reverts INTEGER UNIQUE REFERENCES operation (id) CHECK (reverts < id),
  -- Typing on in one field: the operation before this one; both are one step of undo.
  continues INTEGER UNIQUE REFERENCES operation (id) CHECK (continues < id),
  -- Hex digits of the hash over the operation before, this row and its changes (src/store/hash.rs): who
  -- knows the last one can tell whether anything of the log was changed since.
  hash TEXT NOT NULL CHECK (length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*'),
  CHECK ((kind IN ('undo', 'redo')) = (reverts IS NOT NULL))
) STRICT;

CREATE INDEX operation_by_report ON operation (report_id);

-- The fields that an operation changed (JSON of src/store/record.rs), or what else is kept and was changed
-- (JSON of src/store/kept.rs: whose report it is and whether it is deleted, a template, an office, how reports look and are checked, the
-- password); NULL for "nothing there".
CREATE TABLE change (
  operation_id INTEGER NOT NULL REFERENCES operation (id),
  seq INTEGER NOT NULL CHECK (seq >= 0),
  report_id INTEGER REFERENCES report (id),
  entity TEXT NOT NULL CHECK (entity <> ''),
  -- The key of the field; empty for the header.
  field_key TEXT NOT NULL,
  -- SQLite before 3.43 says of NULL that it is no valid JSON.
  before TEXT CHECK (before IS NULL OR json_valid(before)),
  after TEXT CHECK (after IS NULL OR json_valid(after)),
  PRIMARY KEY (operation_id, seq),
  CHECK (before IS NOT after)
) STRICT, WITHOUT ROWID;

-- The history of one field; also what the foreign key looks up.
CREATE INDEX change_by_field ON change (report_id, entity, field_key);

CREATE TRIGGER operation_is_never_updated BEFORE UPDATE ON operation
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

CREATE TRIGGER operation_is_never_deleted BEFORE DELETE ON operation
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

-- INSERT OR REPLACE would delete without asking the trigger above.
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

-- What the program remembers about this file (the report that was open last). Not logged.
CREATE TABLE setting (
  key TEXT PRIMARY KEY CHECK (key <> ''),
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What the password is checked against that is asked for before the file is shown (a PHC string); no row where none
-- is asked for. The file is not encrypted by it. Logged by the hash of this text alone.
CREATE TABLE password (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  phc TEXT NOT NULL CHECK (phc <> '')
) STRICT;
