-- What every published snapshot counted: the roll-ups of its form as they stood when it was frozen, hidden groups included,
-- and which lines it shows. A later publication is suppressed against them (docs/adr/0057). Never shown to anyone.
CREATE TABLE published_look (
  unit_code     text NOT NULL,
  look_id       text NOT NULL,          -- the snapshot's id
  period_id     text NOT NULL,
  form_id       text NOT NULL,
  form_version  integer NOT NULL,
  counts_until  date,                   -- where the counts are those of a cut-off
  frozen_at     timestamptz NOT NULL,
  lines         jsonb NOT NULL,         -- { whole: [id], groups: [{ by, code, rows: [id] }] }
  PRIMARY KEY (unit_code, look_id)
);
SELECT make_append_only('published_look');

CREATE TABLE published_look_row (
  unit_code     text    NOT NULL,
  look_id       text    NOT NULL,
  period_id     text    NOT NULL,       -- the base period
  ballot_set    text    NOT NULL CHECK (ballot_set IN ('counted', 'voided')),
  cut           text    NOT NULL,
  code          text    NOT NULL,
  ballots       integer NOT NULL,
  counts        integer[] NOT NULL,
  PRIMARY KEY (unit_code, look_id, period_id, ballot_set, cut, code),
  FOREIGN KEY (unit_code, look_id) REFERENCES published_look (unit_code, look_id)
);
SELECT make_append_only('published_look_row');

-- A snapshot that was frozen but given back is known to nobody outside; only a released one counts.
CREATE TABLE published_look_release (
  unit_code     text NOT NULL,
  look_id       text NOT NULL,
  PRIMARY KEY (unit_code, look_id),
  FOREIGN KEY (unit_code, look_id) REFERENCES published_look (unit_code, look_id)
);
SELECT make_append_only('published_look_release');
