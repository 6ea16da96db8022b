-- Roll-ups: one row per unit, base period, form, version, set and cut, holding an array of counts (docs/formats/results.md).
-- They hold every accepted ballot; voided ballots are subtracted when figures are read (docs/adr/0031).
CREATE TABLE rollup (
  unit_code     text    NOT NULL,
  period_id     text    NOT NULL,
  form_id       text    NOT NULL,
  form_version  integer NOT NULL,
  -- 'counted' goes into the index; 'possible-repeat' is kept apart.
  ballot_set    text    NOT NULL CHECK (ballot_set IN ('counted', 'possible-repeat')),
  cut           text    NOT NULL CHECK (cut IN ('all', 'field', 'channel', 'official')),
  -- Code of the group; '' for the whole and for ballots that name no field or official.
  code          text    NOT NULL,
  ballots       integer NOT NULL CHECK (ballots >= 0),
  -- 52 cells a slot: no answer, answers 1…50, "không áp dụng"; trailing empty slots may be absent.
  counts        integer[] NOT NULL,
  PRIMARY KEY (unit_code, period_id, form_id, form_version, ballot_set, cut, code),
  CHECK (cut <> 'all' OR code = '')
);

-- A copy taken at the end of a plan's cut-off day, before any later ballot is moved: ballots carry no day.
CREATE TABLE rollup_cut (
  unit_code     text NOT NULL,
  counts_until  date NOT NULL,
  period_id     text NOT NULL,          -- the whole period cut off, `2025`
  taken_at      timestamptz NOT NULL,
  PRIMARY KEY (unit_code, counts_until, period_id)
);
SELECT make_append_only('rollup_cut');

CREATE TABLE rollup_cut_row (
  unit_code     text    NOT NULL,
  counts_until  date    NOT NULL,
  period_id     text    NOT NULL,
  base_id       text    NOT NULL,       -- the base period of the counts
  form_id       text    NOT NULL,
  form_version  integer NOT NULL,
  -- Voided ballots are frozen beside the rest: a later void cannot be told to be of before or after the cut-off.
  ballot_set    text    NOT NULL CHECK (ballot_set IN ('counted', 'possible-repeat', 'voided', 'voided-possible-repeat')),
  cut           text    NOT NULL,
  code          text    NOT NULL,
  ballots       integer NOT NULL,
  counts        integer[] NOT NULL,
  PRIMARY KEY (unit_code, counts_until, period_id, base_id, form_id, form_version, ballot_set, cut, code),
  FOREIGN KEY (unit_code, counts_until, period_id) REFERENCES rollup_cut (unit_code, counts_until, period_id)
);
SELECT make_append_only('rollup_cut_row');
