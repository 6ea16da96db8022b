-- Questionnaires, plans with their amendments, difficulties, dossier counts (room survey).

-- A unit's own questionnaires; A, B and C are part of the program. Fixed before the first ballot: see below.
CREATE TABLE questionnaire (
  unit_code   text NOT NULL,
  id          text NOT NULL CHECK (id ~ '^[A-Z0-9.-]{2,20}$'),
  version     integer NOT NULL CHECK (version >= 1),
  body        jsonb NOT NULL,
  created_at  timestamptz NOT NULL,
  created_by  text NOT NULL,
  fixed_at    timestamptz,
  PRIMARY KEY (unit_code, id, version)
);

CREATE FUNCTION keep_fixed_questionnaire() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.fixed_at IS NOT NULL THEN
    RAISE EXCEPTION 'questionnaire % version % is fixed', OLD.id, OLD.version USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fixed BEFORE UPDATE OR DELETE ON questionnaire FOR EACH ROW EXECUTE FUNCTION keep_fixed_questionnaire();

-- One row per version of a plan. draft -> approved -> published; the content is fixed by the approval.
CREATE TABLE plan_version (
  unit_code     text NOT NULL,
  plan_id       text NOT NULL,
  version       integer NOT NULL CHECK (version >= 1),
  state         text NOT NULL CHECK (state IN ('draft', 'approved', 'published')),
  content       jsonb NOT NULL,
  reason        text NOT NULL DEFAULT '',
  span_from     date NOT NULL,
  span_until    date NOT NULL,
  created_at    timestamptz NOT NULL,
  created_by    text NOT NULL,
  approved_at   timestamptz,
  approved_by   text,
  published_at  timestamptz,
  published_by  text,
  PRIMARY KEY (unit_code, plan_id, version),
  CHECK (span_from <= span_until),
  CHECK ((state = 'draft') = (approved_at IS NULL)),
  CHECK ((state = 'published') = (published_at IS NOT NULL))
);
CREATE UNIQUE INDEX plan_version_one_draft ON plan_version (unit_code, plan_id) WHERE state = 'draft';
CREATE INDEX plan_version_span ON plan_version (unit_code, span_until);

CREATE FUNCTION keep_approved_plan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'draft' THEN
    IF TG_OP = 'DELETE' OR NEW.state = 'draft' OR (OLD.state = 'published' AND NEW.state <> 'published')
       OR NEW.content IS DISTINCT FROM OLD.content OR NEW.reason <> OLD.reason
       OR NEW.approved_at <> OLD.approved_at OR NEW.approved_by <> OLD.approved_by THEN
      RAISE EXCEPTION 'plan % version % is approved', OLD.plan_id, OLD.version USING ERRCODE = 'restrict_violation';
    END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER approved BEFORE UPDATE OR DELETE ON plan_version FOR EACH ROW EXECUTE FUNCTION keep_approved_plan();

-- Difficulties reported to a plan, and their answers.
CREATE TABLE plan_difficulty (
  unit_code      text NOT NULL,
  id             text NOT NULL,
  plan_id        text NOT NULL,
  text           text NOT NULL CHECK (text <> ''),
  reported_at    timestamptz NOT NULL,
  reported_by    text NOT NULL,
  reporter_name  text NOT NULL,
  PRIMARY KEY (unit_code, id)
);
CREATE INDEX plan_difficulty_plan ON plan_difficulty (unit_code, plan_id);
SELECT make_append_only('plan_difficulty');

CREATE TABLE plan_difficulty_answer (
  unit_code      text NOT NULL,
  id             text NOT NULL,
  difficulty_id  text NOT NULL,
  text           text NOT NULL CHECK (text <> ''),
  answered_at    timestamptz NOT NULL,
  answered_by    text NOT NULL,
  answerer_name  text NOT NULL,
  PRIMARY KEY (unit_code, id),
  FOREIGN KEY (unit_code, difficulty_id) REFERENCES plan_difficulty (unit_code, id)
);
CREATE INDEX plan_difficulty_answer_of ON plan_difficulty_answer (unit_code, difficulty_id);
SELECT make_append_only('plan_difficulty_answer');

CREATE TABLE plan_task_done (
  unit_code  text NOT NULL,
  plan_id    text NOT NULL,
  task_id    text NOT NULL,
  done_at    timestamptz NOT NULL,
  done_by    text NOT NULL,
  note       text NOT NULL DEFAULT '',
  PRIMARY KEY (unit_code, plan_id, task_id)
);
SELECT make_append_only('plan_task_done');

-- Dossiers resolved. Every figure ever recorded stays; the latest of a cell counts. `entry` only orders the records.
CREATE TABLE dossier_count (
  unit_code      text NOT NULL,
  id             text NOT NULL,
  entry          bigint GENERATED ALWAYS AS IDENTITY,
  batch_id       text NOT NULL,
  period_id      text NOT NULL,
  field_code     text NOT NULL,
  channel        text NOT NULL CHECK (channel IN ('direct', 'postal', 'online')),
  count          integer NOT NULL CHECK (count >= 0),
  counted_until  date NOT NULL,
  source         text NOT NULL CHECK (source IN ('typed', 'imported')),
  recorded_at    timestamptz NOT NULL,
  recorded_by    text NOT NULL,
  recorder_name  text NOT NULL,
  PRIMARY KEY (unit_code, id)
);
CREATE INDEX dossier_count_cell ON dossier_count (unit_code, period_id, field_code, channel, entry DESC);
SELECT make_append_only('dossier_count');
