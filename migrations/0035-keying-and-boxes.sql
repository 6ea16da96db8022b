-- Paper on its way in: box openings, keyed batches, imported files, and voids (room collection).
-- docs/adr/0025 (readings are deleted at release), docs/adr/0026 (a void points at a group).

-- A mistake is corrected by a new record that names the old one; both stay.
CREATE TABLE box_opening (
  unit_code          text NOT NULL,
  id                 text NOT NULL,
  root_id            text NOT NULL,            -- first record of this opening; its own id where nothing is corrected
  replaces           text,
  correction_reason  text,
  box_code           text NOT NULL,
  opened_on          date NOT NULL,
  witnesses          jsonb NOT NULL,           -- [{ name, capacity, observer }]
  sheets_found       integer NOT NULL CHECK (sheets_found >= 0),
  spoiled            integer NOT NULL CHECK (spoiled BETWEEN 0 AND sheets_found),
  note               text NOT NULL,
  recorded_by        text NOT NULL,
  recorded_by_name   text NOT NULL,
  recorded_at        timestamptz NOT NULL,
  PRIMARY KEY (unit_code, id),
  UNIQUE (unit_code, replaces),
  CHECK ((replaces IS NULL) = (root_id = id)),
  CHECK ((replaces IS NULL) = (correction_reason IS NULL))
);
CREATE INDEX box_opening_day ON box_opening (unit_code, opened_on);
SELECT make_append_only('box_opening');

CREATE TABLE box_opening_photo (
  unit_code   text NOT NULL,
  opening_id  text NOT NULL,
  media_type  text NOT NULL CHECK (media_type IN ('image/jpeg', 'image/png', 'image/webp')),
  content     bytea NOT NULL,
  PRIMARY KEY (unit_code, opening_id),
  FOREIGN KEY (unit_code, opening_id) REFERENCES box_opening (unit_code, id)
);
SELECT make_append_only('box_opening_photo');

-- A stack of sheets keyed together. Its stage is worked out from the rows below, never stored.
CREATE TABLE keying_batch (
  unit_code             text NOT NULL,
  id                    text NOT NULL,
  code                  text NOT NULL,         -- 2025-Q1-P03, on the stack's cover
  channel               text NOT NULL CHECK (channel IN ('paper', 'interview')),
  opening_id            text,                  -- root record of the box opening; null for interviews
  period_id             text NOT NULL,
  form_id               text NOT NULL,
  form_version          integer NOT NULL,
  sheets                integer NOT NULL CHECK (sheets > 0),
  second_share_percent  integer NOT NULL CHECK (second_share_percent BETWEEN 1 AND 100),
  asks_official         boolean NOT NULL,
  created_by            text NOT NULL,
  created_by_name       text NOT NULL,
  created_at            timestamptz NOT NULL,
  PRIMARY KEY (unit_code, id),
  UNIQUE (unit_code, code),
  CHECK ((channel = 'paper') = (opening_id IS NOT NULL))
);
CREATE INDEX keying_batch_opening ON keying_batch (unit_code, opening_id);
SELECT make_append_only('keying_batch');

-- Sheets drawn for a second reading, after the first entry; a second draw may add the rest.
CREATE TABLE keying_draw (
  unit_code  text NOT NULL,
  batch_id   text NOT NULL,
  number     integer NOT NULL,
  sheets     integer[] NOT NULL,
  drawn_by   text NOT NULL,
  drawn_at   timestamptz NOT NULL,
  PRIMARY KEY (unit_code, batch_id, number)
);
SELECT make_append_only('keying_draw');

-- How a batch ended. Counts and names of readers stay for good; what they read does not.
CREATE TABLE keying_outcome (
  unit_code          text NOT NULL,
  batch_id           text NOT NULL,
  outcome            text NOT NULL CHECK (outcome IN ('released', 'withdrawn')),
  batch_code         text,                     -- as on the ballots; null below 5 ballots
  keyed              integer NOT NULL,
  spoiled            integer NOT NULL,
  read_twice         integer NOT NULL,
  places_compared    integer NOT NULL,
  places_different   integer NOT NULL,
  sheets_different   integer NOT NULL,
  settled_by_head    integer NOT NULL,
  corrected          integer NOT NULL,
  readers            jsonb NOT NULL,           -- [{ id, name, first, second, settled }]: how many sheets each
  reason             text,                     -- of a withdrawal
  ended_by           text NOT NULL,
  ended_by_name      text NOT NULL,
  ended_at           timestamptz NOT NULL,
  PRIMARY KEY (unit_code, batch_id)
);
SELECT make_append_only('keying_outcome');

-- What each person read on each sheet. Never changed; deleted only when the batch has ended (docs/adr/0025): from then on
-- nobody can see a single ballot with its answers. No instant: the pace of keying is nobody's business.
CREATE TABLE keying_reading (
  unit_code      text NOT NULL,
  batch_id       text NOT NULL,
  sheet          integer NOT NULL,
  role           text NOT NULL CHECK (role IN ('first', 'second', 'settled')),
  revision       integer NOT NULL,
  reader         text NOT NULL,
  reader_name    text NOT NULL,
  by_head        boolean NOT NULL DEFAULT false,
  spoiled        text,                         -- reason; null where the sheet is a ballot
  answers        bytea,
  field_code     text,
  official_code  text,
  free_texts     jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (unit_code, batch_id, sheet, role, revision),
  CHECK ((spoiled IS NULL) = (answers IS NOT NULL))
);

CREATE FUNCTION keep_readings_until_the_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM keying_outcome o WHERE o.unit_code = OLD.unit_code AND o.batch_id = OLD.batch_id) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'a reading is never changed, and deleted only when its batch has ended' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER keep_readings BEFORE UPDATE OR DELETE ON keying_reading FOR EACH ROW EXECUTE FUNCTION keep_readings_until_the_end();
CREATE TRIGGER keep_readings_truncate BEFORE TRUNCATE ON keying_reading FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE UPDATE, TRUNCATE ON keying_reading FROM hailong_app;

-- A reading of a batch that has ended would be a ballot on view again.
CREATE FUNCTION no_reading_after_the_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM keying_outcome o WHERE o.unit_code = NEW.unit_code AND o.batch_id = NEW.batch_id) THEN
    RAISE EXCEPTION 'batch has ended' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER no_late_reading BEFORE INSERT ON keying_reading FOR EACH ROW EXECUTE FUNCTION no_reading_after_the_end();

-- One imported file, as far as it concerns one unit. The hash is of what the lines say, not of how the file was saved.
CREATE TABLE ballot_import (
  unit_code         text NOT NULL,
  id                text NOT NULL,
  content_hash      bytea NOT NULL CHECK (octet_length(content_hash) = 32),
  file_name         text NOT NULL,
  batch_code        text,                      -- as on the ballots; null below 5 ballots
  ballots           integer NOT NULL,
  skipped_lines     integer NOT NULL,          -- rejected lines left out on the clerk's word; of the whole file
  counts            jsonb NOT NULL,            -- [{ periodId, channel, formId, formVersion, ballots }]
  imported_by       text NOT NULL,
  imported_by_name  text NOT NULL,
  imported_at       timestamptz NOT NULL,
  PRIMARY KEY (unit_code, id),
  UNIQUE (unit_code, content_hash)
);
SELECT make_append_only('ballot_import');

-- From its publication on, a period takes no ballots from files or paper any more.
CREATE TABLE period_closing (
  unit_code  text NOT NULL,
  period_id  text NOT NULL,
  closed_at  timestamptz NOT NULL,
  closed_by  text NOT NULL,
  PRIMARY KEY (unit_code, period_id)
);
SELECT make_append_only('period_closing');

-- Two people, a reason from a list, no answers shown (invariant 3).
CREATE TABLE void_request (
  unit_code          text NOT NULL,
  id                 text NOT NULL,
  period_id          text NOT NULL,
  kind               text NOT NULL CHECK (kind IN ('import-run', 'released-batch', 'keyed-batch', 'possible-repeats', 'channel-week')),
  batch_code         text,
  batch_id           text,
  channel            text,
  week               date,
  ballots            integer NOT NULL CHECK (ballots > 0),
  reason             text NOT NULL CHECK (reason IN ('duplicate', 'foreign', 'test', 'closed-period')),
  note               text NOT NULL,
  requested_by       text NOT NULL,
  requested_by_name  text NOT NULL,
  requested_at       timestamptz NOT NULL,
  PRIMARY KEY (unit_code, id)
);
CREATE INDEX void_request_period ON void_request (unit_code, period_id);
SELECT make_append_only('void_request');

CREATE TABLE void_decision (
  unit_code        text NOT NULL,
  request_id       text NOT NULL,
  decision         text NOT NULL CHECK (decision IN ('confirmed', 'refused')),
  ballots          integer NOT NULL,
  decided_by       text NOT NULL,
  decided_by_name  text NOT NULL,
  decided_at       timestamptz NOT NULL,
  PRIMARY KEY (unit_code, request_id),
  FOREIGN KEY (unit_code, request_id) REFERENCES void_request (unit_code, id)
);
SELECT make_append_only('void_decision');

-- The second person is another person: also where a program forgot to ask.
CREATE FUNCTION void_needs_two_people() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM void_request r WHERE r.unit_code = NEW.unit_code AND r.id = NEW.request_id AND r.requested_by = NEW.decided_by) THEN
    RAISE EXCEPTION 'a void needs two different people' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER two_people BEFORE INSERT ON void_decision FOR EACH ROW EXECUTE FUNCTION void_needs_two_people();

CREATE TABLE ballot_void (
  unit_code   text NOT NULL,
  ballot_id   text NOT NULL,
  period_id   text NOT NULL,
  request_id  text NOT NULL,
  PRIMARY KEY (unit_code, ballot_id),
  FOREIGN KEY (unit_code, request_id) REFERENCES void_decision (unit_code, request_id)
);
CREATE INDEX ballot_void_period ON ballot_void (unit_code, period_id);
SELECT make_append_only('ballot_void');
