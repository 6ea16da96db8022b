-- How the unit reads the figures of officials, and what officials say to them (room results). All records stay.
-- A rule holds for periods that begin on or after valid_from; the latest entry of those counts.
CREATE TABLE official_grade_rule (
  unit_code        text NOT NULL,
  id               text NOT NULL,
  entry            bigint GENERATED ALWAYS AS IDENTITY,
  valid_from       date NOT NULL,
  minimum_answers  integer NOT NULL CHECK (minimum_answers >= 5),
  bands            jsonb NOT NULL,             -- [{ name, fromPercent }], the best first, the last from 0
  basis            text NOT NULL,              -- the paper by which the head decided
  decided_at       timestamptz NOT NULL,
  decided_by       text NOT NULL,
  decider_name     text NOT NULL,
  PRIMARY KEY (unit_code, id)
);
SELECT make_append_only('official_grade_rule');

CREATE TABLE grade_contest (
  unit_code      text NOT NULL,
  id             text NOT NULL,
  official_code  text NOT NULL,
  period_id      text NOT NULL,
  text           text NOT NULL CHECK (text <> ''),
  filed_at       timestamptz NOT NULL,
  filed_by       text NOT NULL,
  filer_name     text NOT NULL,
  PRIMARY KEY (unit_code, id)
);
CREATE INDEX grade_contest_of ON grade_contest (unit_code, period_id, official_code);
SELECT make_append_only('grade_contest');

CREATE TABLE grade_contest_answer (
  unit_code      text NOT NULL,
  id             text NOT NULL,
  contest_id     text NOT NULL,
  outcome        text NOT NULL CHECK (outcome IN ('accepted', 'partly', 'kept')),
  text           text NOT NULL CHECK (text <> ''),
  answered_at    timestamptz NOT NULL,
  answered_by    text NOT NULL,
  answerer_name  text NOT NULL,
  PRIMARY KEY (unit_code, id),
  FOREIGN KEY (unit_code, contest_id) REFERENCES grade_contest (unit_code, id)
);
CREATE INDEX grade_contest_answer_of ON grade_contest_answer (unit_code, contest_id);
SELECT make_append_only('grade_contest_answer');
