-- Paper read by machine: files dropped in the browser, sheets read from them, what people say of doubtful rows (room paper).
-- docs/adr/0079 (serials and answers never stand together), docs/adr/0080 (machine and people), docs/adr/0082 (files).

ALTER TABLE keying_batch ADD COLUMN reading text NOT NULL DEFAULT 'keyed' CHECK (reading IN ('keyed', 'scanned'));

CREATE TABLE scan_batch (
  unit_code    text NOT NULL,
  batch_id     text NOT NULL,
  two_readers  boolean NOT NULL,             -- a row that the machine leaves to people is read by two, blind
  stopped      boolean NOT NULL DEFAULT false,
  PRIMARY KEY (unit_code, batch_id),
  FOREIGN KEY (unit_code, batch_id) REFERENCES keying_batch (unit_code, id)
);

-- The queue of files. A file stays here after its batch has ended, so that it cannot be read into another one.
CREATE TABLE scan_file (
  unit_code         text NOT NULL,
  batch_id          text NOT NULL,
  id                text NOT NULL,
  content_hash      bytea NOT NULL CHECK (octet_length(content_hash) = 32),
  number            integer NOT NULL,        -- in the order of coming
  name              text NOT NULL,
  bytes             bigint NOT NULL,
  first_sheet       integer CHECK (first_sheet > 0),   -- as the clerk said; null: after the highest number so far
  state             text NOT NULL CHECK (state IN ('waiting', 'done', 'refused', 'cancelled')),
  refusal           jsonb,
  pages             integer,                 -- null until it was opened
  pages_read        integer NOT NULL DEFAULT 0,        -- their sheets are written
  serials_through   integer NOT NULL DEFAULT 0,        -- their serials are written, in another transaction
  blank_pages       integer NOT NULL DEFAULT 0,
  failures          integer NOT NULL DEFAULT 0,        -- how often the reader gave up at the same place
  uploaded_by       text NOT NULL,
  uploaded_by_name  text NOT NULL,
  PRIMARY KEY (unit_code, batch_id, id),
  UNIQUE (unit_code, batch_id, content_hash),
  CHECK (serials_through <= pages_read),
  CHECK ((state = 'refused') = (refusal IS NOT NULL))
);
CREATE INDEX scan_file_waiting ON scan_file (unit_code, batch_id, number) WHERE state = 'waiting';

-- The answer side. A sheet is tied to its record by batch and the number stamped on it; nothing here knows its serial.
CREATE TABLE scan_sheet (
  unit_code   text NOT NULL,
  batch_id    text NOT NULL,
  sheet       integer NOT NULL CHECK (sheet > 0),
  attempt     integer NOT NULL CHECK (attempt > 0),
  refusal     jsonb,                          -- null: read
  file_id     text NOT NULL,
  first_page  integer NOT NULL,               -- of the file, from 0
  pages       integer NOT NULL,
  warnings    text[] NOT NULL,
  PRIMARY KEY (unit_code, batch_id, sheet, attempt)
);

CREATE TABLE scan_row (
  unit_code  text NOT NULL,
  batch_id   text NOT NULL,
  sheet      integer NOT NULL,
  item       text NOT NULL,
  number     smallint NOT NULL,               -- of the question, in the order of the paper
  page       smallint NOT NULL,
  state      text NOT NULL CHECK (state IN ('blank', 'marked', 'corrected', 'doubtful', 'unread', 'text')),
  value      text,
  doubt      real NOT NULL,
  ink        jsonb NOT NULL,
  PRIMARY KEY (unit_code, batch_id, sheet, item),
  CHECK ((value IS NULL) = (state IN ('doubtful', 'unread', 'text')))
);

-- What a person decided about a sheet that was not read.
CREATE TABLE scan_ruling (
  unit_code  text NOT NULL,
  batch_id   text NOT NULL,
  sheet      integer NOT NULL,
  number     integer NOT NULL,
  attempt    integer NOT NULL,
  ruling     text NOT NULL CHECK (ruling IN ('by-hand', 'spoiled', 'dismissed')),
  reason     text CHECK ((reason IS NOT NULL) = (ruling = 'spoiled')),
  ruled_by       text NOT NULL,
  ruled_by_name  text NOT NULL,
  PRIMARY KEY (unit_code, batch_id, sheet, number)
);

-- Rows that the machine decided and people read again, drawn when the scanning is finished.
CREATE TABLE scan_draw (
  unit_code  text NOT NULL,
  batch_id   text NOT NULL,
  number     integer NOT NULL,
  rows_of    integer NOT NULL,
  rows_drawn integer NOT NULL,
  drawn_by   text NOT NULL,
  drawn_at   timestamptz NOT NULL,
  PRIMARY KEY (unit_code, batch_id, number)
);
SELECT make_append_only('scan_draw');

CREATE TABLE scan_check (
  unit_code  text NOT NULL,
  batch_id   text NOT NULL,
  sheet      integer NOT NULL,
  item       text NOT NULL,
  PRIMARY KEY (unit_code, batch_id, sheet, item)
);

-- What each person said of a row. Every version stays; the last of a role counts. No instant, as in keying_reading.
CREATE TABLE scan_decision (
  unit_code    text NOT NULL,
  batch_id     text NOT NULL,
  sheet        integer NOT NULL,
  item         text NOT NULL,
  role         text NOT NULL CHECK (role IN ('first', 'second', 'settled')),
  revision     integer NOT NULL,
  reader       text NOT NULL,
  reader_name  text NOT NULL,
  by_head      boolean NOT NULL,
  value        text NOT NULL,
  unreadable   boolean NOT NULL,
  PRIMARY KEY (unit_code, batch_id, sheet, item, role, revision)
);

-- Readings of machine and people are never changed, deleted only when the batch has ended, and not written after it.
DO $$
DECLARE kept text;
BEGIN
  FOREACH kept IN ARRAY ARRAY['scan_sheet', 'scan_row', 'scan_ruling', 'scan_check', 'scan_decision'] LOOP
    EXECUTE format('CREATE TRIGGER keep_readings BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION keep_readings_until_the_end()', kept);
    EXECUTE format('CREATE TRIGGER keep_readings_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', kept);
    EXECUTE format('CREATE TRIGGER no_late_reading BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION no_reading_after_the_end()', kept);
    EXECUTE format('REVOKE UPDATE, TRUNCATE ON %I FROM hailong_app', kept);
  END LOOP;
END $$;

-- The accounting side: which numbered sheets were seen in which batch. Nothing here knows a position or an answer. The rows of
-- a batch are always written anew all together, shuffled, so that neither xmin nor ctid says which came with which sheet.
CREATE TABLE scan_serial (
  unit_code  text NOT NULL,
  run        text NOT NULL,
  serial     text NOT NULL,
  batch_id   text NOT NULL,
  PRIMARY KEY (unit_code, run, serial)
);
CREATE INDEX scan_serial_batch ON scan_serial (unit_code, batch_id);
REVOKE UPDATE, TRUNCATE ON scan_serial FROM hailong_app;

-- Sheets of copy masters have no serial: they are counted by run.
CREATE TABLE scan_copy_count (
  unit_code  text NOT NULL,
  batch_id   text NOT NULL,
  run        text NOT NULL,
  sheets     integer NOT NULL,
  PRIMARY KEY (unit_code, batch_id, run)
);

-- What stays of a scanned batch for good, beside keying_outcome: counts, never an answer.
CREATE TABLE scan_outcome (
  unit_code        text NOT NULL,
  batch_id         text NOT NULL,
  sheets_read      integer NOT NULL,
  sheets_refused   integer NOT NULL,          -- set aside: in the box, not counted
  sheets_keyed     integer NOT NULL,          -- by hand, since the machine could not
  sheets_missing   integer NOT NULL,          -- counted at the opening and not there
  duplicates       integer NOT NULL,
  copies           integer NOT NULL,
  rows_read        integer NOT NULL,
  rows_doubtful    integer NOT NULL,
  rows_checked     integer NOT NULL,
  rows_different   integer NOT NULL,          -- of those checked: a person read something else
  rows_wrong       integer NOT NULL,          -- of those different: settled against the machine
  rows_decided     integer NOT NULL,          -- by the machine alone or checked: what the bound speaks of
  PRIMARY KEY (unit_code, batch_id),
  CHECK (rows_wrong <= rows_different AND rows_different <= rows_checked AND rows_checked <= rows_decided)
);
SELECT make_append_only('scan_outcome');

-- With the end of a batch its readings go, by whatever road it ended; of a withdrawn one also what it held of serials and files,
-- since its sheets may be read again.
CREATE FUNCTION forget_scan_at_the_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM scan_decision WHERE unit_code = NEW.unit_code AND batch_id = NEW.batch_id;
  DELETE FROM scan_check WHERE unit_code = NEW.unit_code AND batch_id = NEW.batch_id;
  DELETE FROM scan_ruling WHERE unit_code = NEW.unit_code AND batch_id = NEW.batch_id;
  DELETE FROM scan_row WHERE unit_code = NEW.unit_code AND batch_id = NEW.batch_id;
  DELETE FROM scan_sheet WHERE unit_code = NEW.unit_code AND batch_id = NEW.batch_id;
  IF NEW.outcome = 'withdrawn' THEN
    DELETE FROM scan_serial WHERE unit_code = NEW.unit_code AND batch_id = NEW.batch_id;
    DELETE FROM scan_copy_count WHERE unit_code = NEW.unit_code AND batch_id = NEW.batch_id;
    DELETE FROM scan_file WHERE unit_code = NEW.unit_code AND batch_id = NEW.batch_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER forget_scan AFTER INSERT ON keying_outcome FOR EACH ROW EXECUTE FUNCTION forget_scan_at_the_end();

-- Whoever read sheets of an open batch has seen answers and may not decide its void (docs/adr/0026).
CREATE VIEW batch_reader AS
  SELECT unit_code, batch_id, reader FROM keying_reading
  UNION
  SELECT unit_code, batch_id, reader FROM scan_decision;
GRANT SELECT ON batch_reader TO hailong_app;
