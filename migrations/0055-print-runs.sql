-- Printed ballots: runs, their serials, and where the sheets went (room paper).
-- docs/adr/0072 (runs and serials), docs/adr/0073 (sheet accounting).

CREATE TABLE print_run (
  unit_code     text NOT NULL,
  run           text NOT NULL CHECK (run ~ '^[0-9A-HJKMNP-TV-Z]{5}$'),
  number        integer NOT NULL CHECK (number > 0),   -- 1, 2, … in the unit, as people name it
  kind          text NOT NULL CHECK (kind IN ('numbered', 'copy-master')),
  form_id       text NOT NULL,
  form_version  integer NOT NULL,
  period_id     text NOT NULL,
  paper         text NOT NULL CHECK (paper IN ('A4', 'A5')),
  sheets        integer NOT NULL CHECK (sheets >= 0),  -- numbered sheets; 0 for a copy master, whose copies are movements
  layout        jsonb NOT NULL,                        -- docs/formats/ballot-layout.md
  content       jsonb NOT NULL,                        -- what is printed besides the form: names, period, fields, officials
  made_by       text NOT NULL,
  made_by_name  text NOT NULL,
  made_at       timestamptz NOT NULL,
  PRIMARY KEY (unit_code, run),
  UNIQUE (unit_code, number),
  CHECK ((kind = 'numbered') = (sheets > 0))
);
SELECT make_append_only('print_run');

-- Photos as they were on that day, small, so that the run can be printed again.
CREATE TABLE print_run_photo (
  unit_code  text NOT NULL,
  run        text NOT NULL,
  name       text NOT NULL,
  content    bytea NOT NULL,
  PRIMARY KEY (unit_code, run, name),
  FOREIGN KEY (unit_code, run) REFERENCES print_run (unit_code, run)
);
SELECT make_append_only('print_run_photo');

-- The sheets that exist. Written in the order of the serials, which is chance: no row says where in the pile its sheet lay, when it
-- was given out, or to which counter.
CREATE TABLE print_serial (
  unit_code  text NOT NULL,
  run        text NOT NULL,
  serial     text NOT NULL CHECK (serial ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),
  PRIMARY KEY (unit_code, run, serial),
  FOREIGN KEY (unit_code, run) REFERENCES print_run (unit_code, run)
);
SELECT make_append_only('print_serial');

-- Each time the file was handed to a printer; from the second time on with a reason.
CREATE TABLE print_run_printing (
  unit_code        text NOT NULL,
  run              text NOT NULL,
  number           integer NOT NULL CHECK (number > 0),
  reason           text,
  printed_by       text NOT NULL,
  printed_by_name  text NOT NULL,
  printed_at       timestamptz NOT NULL,
  PRIMARY KEY (unit_code, run, number),
  FOREIGN KEY (unit_code, run) REFERENCES print_run (unit_code, run),
  CHECK ((number = 1) = (reason IS NULL))
);
SELECT make_append_only('print_run_printing');

-- Sheets of a run by count: copied, given to a counter or office, brought back unused, spoiled there. A mistake is corrected by a
-- new record that names the old one; a count of 0 takes it back.
CREATE TABLE sheet_movement (
  unit_code          text NOT NULL,
  id                 text NOT NULL,
  run                text NOT NULL,
  root_id            text NOT NULL,
  replaces           text,
  correction_reason  text,
  kind               text NOT NULL CHECK (kind IN ('copied', 'issued', 'returned', 'spoiled')),
  place              text NOT NULL,
  sheets             integer NOT NULL CHECK (sheets >= 0),
  day                date NOT NULL,
  note               text NOT NULL,
  recorded_by        text NOT NULL,
  recorded_by_name   text NOT NULL,
  recorded_at        timestamptz NOT NULL,
  PRIMARY KEY (unit_code, id),
  UNIQUE (unit_code, replaces),
  FOREIGN KEY (unit_code, run) REFERENCES print_run (unit_code, run),
  CHECK ((kind = 'copied') = (place = '')),
  CHECK ((replaces IS NULL) = (root_id = id)),
  CHECK ((replaces IS NULL) = (correction_reason IS NULL)),
  CHECK (sheets > 0 OR replaces IS NOT NULL)
);
CREATE INDEX sheet_movement_run ON sheet_movement (unit_code, run);
SELECT make_append_only('sheet_movement');
