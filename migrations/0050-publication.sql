-- Publication: what the plan wants published, drafted by the clerk, approved by the head, released by the system.
-- docs/adr/0040: a snapshot is frozen when it is sent to the head, so that the head approves the very bytes that citizens get.

CREATE TABLE publication (
  unit_code     text NOT NULL,
  id            text NOT NULL,
  plan_id       text NOT NULL,
  period_id     text NOT NULL,
  kind          text NOT NULL CHECK (kind IN ('regular', 'supplement', 'correction')),
  due_day       date NOT NULL,
  last_day      date NOT NULL,
  counts_until  date,
  supersedes    text,                 -- snapshot id of the same unit
  reason        text,
  -- The draft the clerk edits, until it is sent.
  draft         jsonb NOT NULL,
  draft_figures text NOT NULL,        -- SHA-256 of the figures the words were drafted from
  draft_by      text NOT NULL,
  draft_at      timestamptz NOT NULL,
  -- The snapshot last sent to the head, null before the first.
  snapshot_id   text,
  PRIMARY KEY (unit_code, id),
  CHECK (due_day <= last_day),
  CHECK ((kind = 'correction') = (reason IS NOT NULL)),
  CHECK (kind <> 'correction' OR supersedes IS NOT NULL)
);
CREATE UNIQUE INDEX publication_once ON publication (unit_code, plan_id, period_id, kind) WHERE kind <> 'correction';

-- The frozen content: figures (suppressed), texts, quota, voids; docs/formats/open-data.md. Never changed.
CREATE TABLE snapshot (
  unit_code       text NOT NULL,
  id              text NOT NULL,
  publication_id  text NOT NULL,
  content         bytea NOT NULL,     -- JSON, UTF-8
  content_sha256  text NOT NULL,
  -- Taken out of the content for lists; the content is the truth.
  unit_name       text NOT NULL,
  search_name     text NOT NULL,      -- without diacritics, lower case
  period_id       text NOT NULL,
  ballots         integer NOT NULL,
  answers         integer,            -- to the overall question; null where hidden, like the share and its interval
  satisfied_share double precision,
  satisfied_low   double precision,
  satisfied_high  double precision,
  prepared_by     text NOT NULL,
  prepared_at     timestamptz NOT NULL,
  PRIMARY KEY (unit_code, id),
  FOREIGN KEY (unit_code, publication_id) REFERENCES publication (unit_code, id)
);
SELECT make_append_only('snapshot');

CREATE TABLE snapshot_file (
  unit_code    text NOT NULL,
  snapshot_id  text NOT NULL,
  kind         text NOT NULL CHECK (kind IN ('report-pdf', 'report-docx', 'poster-a4', 'poster-a3')),
  sha256       text NOT NULL,
  bytes        bytea NOT NULL,
  PRIMARY KEY (unit_code, snapshot_id, kind),
  FOREIGN KEY (unit_code, snapshot_id) REFERENCES snapshot (unit_code, id)
);
SELECT make_append_only('snapshot_file');

-- What the head decided, in order; the last one holds.
CREATE TABLE snapshot_decision (
  unit_code    text NOT NULL,
  snapshot_id  text NOT NULL,
  decision     text NOT NULL CHECK (decision IN ('approved', 'returned')),
  publish_on   date,
  note         text,
  decided_by   text NOT NULL,
  decided_at   timestamptz NOT NULL,
  PRIMARY KEY (unit_code, snapshot_id, decision),
  FOREIGN KEY (unit_code, snapshot_id) REFERENCES snapshot (unit_code, id),
  CHECK ((decision = 'approved') = (publish_on IS NOT NULL)),
  CHECK (decision <> 'returned' OR note <> '')
);
SELECT make_append_only('snapshot_decision');

CREATE TABLE snapshot_release (
  unit_code     text NOT NULL,
  snapshot_id   text NOT NULL,
  released_on   date NOT NULL,
  released_at   timestamptz NOT NULL,
  PRIMARY KEY (unit_code, snapshot_id),
  FOREIGN KEY (unit_code, snapshot_id) REFERENCES snapshot (unit_code, id)
);
CREATE INDEX snapshot_release_day ON snapshot_release (unit_code, released_at);
SELECT make_append_only('snapshot_release');

-- The notice on the wall of the office: who hung it up, when, where, with a photo where there is one.
CREATE TABLE posting (
  unit_code    text NOT NULL,
  id           text NOT NULL,
  snapshot_id  text NOT NULL,
  posted_on    date NOT NULL,
  posted_by    text NOT NULL,
  place        text NOT NULL,
  photo        bytea,
  photo_type   text CHECK (photo_type IN ('image/jpeg', 'image/png', 'image/webp')),
  recorded_by  text NOT NULL,
  recorded_at  timestamptz NOT NULL,
  PRIMARY KEY (unit_code, id),
  FOREIGN KEY (unit_code, snapshot_id) REFERENCES snapshot (unit_code, id),
  CHECK ((photo IS NULL) = (photo_type IS NULL))
);
SELECT make_append_only('posting');

-- A report for any window, asked for by the unit above ("khi có yêu cầu của cấp trên"); goes up, is not published.
CREATE TABLE window_report (
  unit_code    text NOT NULL,
  id           text NOT NULL,
  period_id    text NOT NULL,
  draft        jsonb NOT NULL,
  figures      bytea NOT NULL,        -- snapshot content as of the day it was made
  made_by      text NOT NULL,
  made_at      timestamptz NOT NULL,
  PRIMARY KEY (unit_code, id)
);

-- The signed paper as the registry scanned it. `subject_id` is a snapshot or a window report.
CREATE TABLE signed_file (
  unit_code        text NOT NULL,
  id               text NOT NULL,
  subject_id       text NOT NULL,
  official_number  text,
  signed_on        date,
  sha256           text NOT NULL,
  bytes            bytea NOT NULL,
  attached_by      text NOT NULL,
  attached_at      timestamptz NOT NULL,
  PRIMARY KEY (unit_code, id)
);
SELECT make_append_only('signed_file');
CREATE INDEX signed_file_subject ON signed_file (unit_code, subject_id);

-- The report sent to the unit above that was valid on the day it was sent.
CREATE TABLE upward_report (
  unit_code        text NOT NULL,
  id               text NOT NULL,
  subject_id       text NOT NULL,
  to_unit_code     text NOT NULL,
  to_unit_name     text NOT NULL,
  official_number  text,
  sent_on          date NOT NULL,
  sent_how         text NOT NULL,
  recorded_by      text NOT NULL,
  recorded_at      timestamptz NOT NULL,
  PRIMARY KEY (unit_code, id)
);
SELECT make_append_only('upward_report');
CREATE INDEX upward_report_to ON upward_report (to_unit_code, sent_on);
