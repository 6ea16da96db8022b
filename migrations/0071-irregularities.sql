-- Signs worth a look, for the superior office and the observer (docs/adr/0063). Numbers of groups, never an answer.

-- What a stack of paper looked like when it was released: worked out in the transaction that deletes its readings. Only for
-- batches of 20 sheets and more.
CREATE TABLE batch_sign (
  unit_code        text NOT NULL,
  batch_id         text NOT NULL,
  period_id        text NOT NULL,
  batch_code       text NOT NULL,
  sheets           integer NOT NULL CHECK (sheets >= 20),
  identical_pairs  integer NOT NULL,
  identical_p      double precision,
  order_p          double precision,
  reader_p         double precision,
  PRIMARY KEY (unit_code, batch_id)
);
SELECT make_append_only('batch_sign');

-- Every score of an office and base period, worked out with the nightly recount and read by pages as it stands.
CREATE TABLE irregularity_score (
  unit_code   text NOT NULL,
  period_id   text NOT NULL,
  kind        text NOT NULL,
  subject     text NOT NULL,            -- channel group, pair of them, batch code; '' for the office
  n           integer NOT NULL CHECK (n >= 10),
  value       double precision NOT NULL,
  expected    double precision,
  p           double precision NOT NULL CHECK (p >= 0 AND p <= 1),
  scored_at   timestamptz NOT NULL,
  PRIMARY KEY (unit_code, period_id, kind, subject)
);

-- A clock may stand still (the living example): two checks of one instant are two checks.
ALTER TABLE rollup_check DROP CONSTRAINT rollup_check_pkey;
CREATE INDEX rollup_check_at ON rollup_check (at);
