-- Ballots: the intake journal, the ballot table, counters without answers, one-time codes, kiosks (room collection).
-- Invariants 1 and 2 of ARCHITECTURE.md; formats in docs/formats/ballot.md.

-- The journal: what was accepted and not yet moved. Rows live here at most until the end of their day.
CREATE TABLE intake (
  unit_code        text NOT NULL,
  id_hash          bytea NOT NULL CHECK (octet_length(id_hash) = 32),   -- of the client-made random id
  content_hash     bytea NOT NULL CHECK (octet_length(content_hash) = 32),
  day              date NOT NULL,              -- of acceptance; never leaves the journal
  with_week        boolean NOT NULL,           -- false where the day of acceptance says nothing (paper, imported files)
  period_id        text NOT NULL,
  channel          text NOT NULL CHECK (channel IN ('web', 'code', 'kiosk', 'paper', 'interview')),
  field_code       text,
  official_code    text,
  form_id          text NOT NULL,
  form_version     integer NOT NULL,
  answers          bytea NOT NULL,             -- one byte a slot
  possible_repeat  boolean NOT NULL DEFAULT false,
  batch_code       text,                       -- paper batch or import run; null for what citizens send themselves
  PRIMARY KEY (unit_code, id_hash)
);
CREATE INDEX intake_day ON intake (unit_code, day);

-- The hash of an id and nothing else: a repeat is known also after its ballot has moved. Deleted when the period has closed.
CREATE TABLE intake_seen (
  unit_code  text NOT NULL,
  id_hash    bytea NOT NULL,
  period_id  text NOT NULL,
  PRIMARY KEY (unit_code, id_hash)
);
CREATE INDEX intake_seen_period ON intake_seen (unit_code, period_id);

-- Free text waits here, apart from its ballot, until at least 5 of the unit can be moved together.
CREATE TABLE intake_comment (
  unit_code    text NOT NULL,
  id           text NOT NULL,
  period_id    text NOT NULL,
  question_id  text NOT NULL,
  body         text NOT NULL,
  PRIMARY KEY (unit_code, id)
);

CREATE TABLE ballot (
  unit_code        text NOT NULL,
  id               text NOT NULL,              -- made anew by the mover: no order, no time
  period_id        text NOT NULL,
  week             date,                       -- its Monday, only where 5 ballots of the unit share it
  channel          text NOT NULL CHECK (channel IN ('web', 'code', 'kiosk', 'paper', 'interview')),
  field_code       text,
  official_code    text,
  form_id          text NOT NULL,
  form_version     integer NOT NULL,
  answers          bytea NOT NULL,
  possible_repeat  boolean NOT NULL DEFAULT false,
  batch_code       text,
  PRIMARY KEY (unit_code, id)
);
CREATE INDEX ballot_period ON ballot (unit_code, period_id, week);
SELECT make_append_only('ballot');

-- Free text without any link to a ballot.
CREATE TABLE ballot_comment (
  unit_code    text NOT NULL,
  id           text NOT NULL,
  period_id    text NOT NULL,
  question_id  text NOT NULL,
  body         text NOT NULL,
  PRIMARY KEY (unit_code, id)
);
CREATE INDEX ballot_comment_period ON ballot_comment (unit_code, period_id);
SELECT make_append_only('ballot_comment');

-- How many were accepted on a day. Written with the acceptance, never with the move: a shared transaction would date a ballot.
CREATE TABLE day_counter (
  unit_code   text NOT NULL,
  day         date NOT NULL,
  period_id   text NOT NULL,
  channel     text NOT NULL,
  field_code  text NOT NULL,                   -- '' where no field was named
  count       integer NOT NULL,
  PRIMARY KEY (unit_code, day, period_id, channel, field_code)
);

CREATE TABLE one_time_code_run (
  unit_code  text NOT NULL,
  id         text NOT NULL,
  plan_id    text,
  period_id  text NOT NULL,
  made_on    date NOT NULL,
  made_by    text NOT NULL,
  count      integer NOT NULL,
  PRIMARY KEY (unit_code, id)
);

-- Only the hash of a code is kept; no time of use.
CREATE TABLE one_time_code (
  unit_code  text NOT NULL,
  code_hash  bytea NOT NULL CHECK (octet_length(code_hash) = 32),
  run_id     text NOT NULL,
  spent      boolean NOT NULL DEFAULT false,
  PRIMARY KEY (unit_code, code_hash),
  FOREIGN KEY (unit_code, run_id) REFERENCES one_time_code_run (unit_code, id)
);
CREATE INDEX one_time_code_hash ON one_time_code (code_hash);

CREATE TABLE kiosk (
  unit_code       text NOT NULL,
  id              text NOT NULL,
  name            text NOT NULL,
  counter_code    text,
  secret_hash     bytea NOT NULL,
  leave_code      text NOT NULL,               -- hash of salt and code, as in src/collection/kiosk.ts
  registered_on   date NOT NULL,
  registered_by   text NOT NULL,
  withdrawn_on    date,
  PRIMARY KEY (unit_code, id)
);
CREATE INDEX kiosk_id ON kiosk (id);
