-- Roll-ups: one row per unit, base period, form, version, set and cut, holding an array of counts (docs/formats/results.md).
-- Written in the transaction that moves the ballots, so they always hold exactly the ballots of the table.
CREATE TABLE rollup (
  unit_code     text    NOT NULL,
  period_id     text    NOT NULL,       -- the base period
  form_id       text    NOT NULL,
  form_version  integer NOT NULL,
  -- 'counted' and 'possible-repeat' hold every accepted ballot; the voided ones stand in them and once more in their own
  -- set, to be subtracted when figures are read (docs/adr/0031).
  ballot_set    text    NOT NULL CHECK (ballot_set IN ('counted', 'possible-repeat', 'voided', 'voided-possible-repeat')),
  cut           text    NOT NULL CHECK (cut IN ('all', 'field', 'channel', 'official')),
  -- Code of the group; '' for the whole and for ballots that name no field or official.
  code          text    NOT NULL,
  ballots       integer NOT NULL CHECK (ballots >= 0),
  counts        integer[] NOT NULL,
  PRIMARY KEY (unit_code, period_id, form_id, form_version, ballot_set, cut, code),
  CHECK (cut <> 'all' OR code = '')
);

-- Confirmed voids whose ballots stand in the 'voided' sets.
CREATE TABLE rollup_void (
  unit_code   text NOT NULL,
  request_id  text NOT NULL,
  period_id   text NOT NULL,
  reason      text NOT NULL,
  ballots     integer NOT NULL,
  PRIMARY KEY (unit_code, request_id)
);
CREATE INDEX rollup_void_period ON rollup_void (unit_code, period_id);

-- A copy taken at the end of a plan's cut-off day, before any later ballot is moved: ballots carry no day.
CREATE TABLE rollup_cut_off (
  unit_code     text NOT NULL,
  period_id     text NOT NULL,          -- the whole period cut short, `2025`
  counts_until  date NOT NULL,
  taken_at      timestamptz NOT NULL,
  voids         jsonb NOT NULL,         -- [{ periodId, reason, ballots }]
  PRIMARY KEY (unit_code, period_id, counts_until)
);
SELECT make_append_only('rollup_cut_off');

CREATE TABLE rollup_cut_off_row (
  unit_code     text    NOT NULL,
  whole_id      text    NOT NULL,       -- period_id of the cut-off
  counts_until  date    NOT NULL,
  period_id     text    NOT NULL,       -- the base period
  form_id       text    NOT NULL,
  form_version  integer NOT NULL,
  ballot_set    text    NOT NULL,
  cut           text    NOT NULL,
  code          text    NOT NULL,
  ballots       integer NOT NULL,
  counts        integer[] NOT NULL,
  PRIMARY KEY (unit_code, whole_id, counts_until, period_id, form_id, form_version, ballot_set, cut, code),
  FOREIGN KEY (unit_code, whole_id, counts_until) REFERENCES rollup_cut_off (unit_code, period_id, counts_until)
);
SELECT make_append_only('rollup_cut_off_row');
