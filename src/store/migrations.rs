//! The scripts that bring old files to today's schema. The n-th one leads from version n to version
//! n + 1; none is ever edited once a program with it has been given away.

/// Every migration, in order.
pub(super) const MIGRATIONS: &[&str] = &[FROM_1_TO_2, FROM_2_TO_3];

/// A password may be asked for before the file is shown.
const FROM_1_TO_2: &str = "
CREATE TABLE password (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  phc TEXT NOT NULL CHECK (phc <> '')
) STRICT;
";

/// Reports can be deleted and brought back; what is found in them is counted for lists; Word documents of before are
/// kept. Made anew is the table of reports alone: one of its constraints is another.
const FROM_2_TO_3: &str = "
CREATE TABLE report_3 (
  id INTEGER PRIMARY KEY,
  office_id INTEGER NOT NULL REFERENCES office (id),
  template_id INTEGER NOT NULL,
  template_key TEXT NOT NULL,
  period_key TEXT NOT NULL CHECK (period_key <> ''),
  first_day TEXT NOT NULL CHECK (first_day IS date(first_day)),
  last_day TEXT NOT NULL CHECK (last_day IS date(last_day)),
  due_day TEXT CHECK (due_day IS date(due_day)),
  status TEXT NOT NULL CHECK (status <> ''),
  status_at TEXT CHECK (status_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*'),
  remark TEXT NOT NULL,
  num_done INTEGER NOT NULL CHECK (num_done >= 0),
  num_total INTEGER NOT NULL CHECK (num_total >= num_done),
  num_texts INTEGER CHECK (num_texts >= 0),
  content_hash TEXT NOT NULL
    CHECK (length(content_hash) = 64 AND content_hash NOT GLOB '*[^0-9a-f]*'),
  deleted INTEGER NOT NULL CHECK (deleted IN (0, id)),
  UNIQUE (office_id, period_key, template_key, deleted),
  FOREIGN KEY (template_id, template_key) REFERENCES template (id, key),
  CHECK (last_day >= first_day),
  CHECK ((status = 'draft') = (status_at IS NULL))
) STRICT;
INSERT INTO report_3 SELECT id, office_id, template_id, template_key, period_key, first_day, last_day, due_day,
  status, status_at, remark, num_done, num_total, NULL, content_hash, 0 FROM report;
DROP TABLE report;
ALTER TABLE report_3 RENAME TO report;
CREATE INDEX report_by_period ON report (period_key);
CREATE INDEX report_by_template ON report (template_id, template_key);
CREATE TABLE finding_count (
  report_id INTEGER PRIMARY KEY REFERENCES report (id),
  num_errors INTEGER NOT NULL CHECK (num_errors >= 0),
  num_warnings INTEGER NOT NULL CHECK (num_warnings >= 0),
  of_content TEXT NOT NULL CHECK (length(of_content) = 64),
  beside TEXT NOT NULL CHECK (length(beside) = 64)
) STRICT;
CREATE TABLE former_skeleton (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  skeleton BLOB NOT NULL
) STRICT;
";
