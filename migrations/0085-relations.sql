-- How the answers of one ballot go together with its overall answer (docs/formats/results.md, docs/adr/0059): for all ballots
-- of a unit, base period, form and version, never for a group. Written with the roll-ups, in the same transaction.
CREATE TABLE rollup_relation (
  unit_code     text    NOT NULL,
  period_id     text    NOT NULL,       -- the base period
  form_id       text    NOT NULL,
  form_version  integer NOT NULL,
  -- Possible repeats stand in no figure; voided ballots stand in both and are subtracted when read.
  ballot_set    text    NOT NULL CHECK (ballot_set IN ('counted', 'voided')),
  ballots       integer NOT NULL,       -- differs from the roll-up of all ballots where some were rolled up before this table was there
  cells         bigint[] NOT NULL,
  PRIMARY KEY (unit_code, period_id, form_id, form_version, ballot_set)
);
