-- Every night all ballots are counted anew and held against the roll-ups (docs/adr/0062).
CREATE TABLE rollup_check (
  at            timestamptz NOT NULL PRIMARY KEY,
  ballots       bigint  NOT NULL,       -- in the ballot tables of all units
  groups        integer NOT NULL,       -- counted anew
  differing     integer NOT NULL,       -- base periods of units whose roll-ups differ
  milliseconds  integer NOT NULL
);
SELECT make_append_only('rollup_check');

-- Base periods whose roll-ups differed at the last check and have not been put right since. The history is in the log.
CREATE TABLE rollup_difference (
  unit_code   text NOT NULL,
  period_id   text NOT NULL,
  found_at    timestamptz NOT NULL,     -- by the first check that saw it
  PRIMARY KEY (unit_code, period_id)
);
