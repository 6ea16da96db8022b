-- How free texts are grouped (room results). Texts themselves are never changed (ballot_comment is append-only); all
-- decisions stay, the latest counts. No column joins a text to its ballot (docs/adr/0065).
CREATE TABLE comment_theme (
  unit_code     text NOT NULL,
  id            text NOT NULL,
  entry         bigint GENERATED ALWAYS AS IDENTITY,
  code          text NOT NULL,                 -- of a built-in theme, or the office's own
  name          text NOT NULL CHECK (name <> ''),
  kind          text NOT NULL CHECK (kind IN ('matter', 'field')),
  words         jsonb NOT NULL,                -- phrases, ["chờ lâu", …]
  except_words  jsonb NOT NULL,                -- phrases that only look like one of the words
  valid_from    date NOT NULL,                 -- for periods that end on or after this day
  retired       boolean NOT NULL,
  decided_at    timestamptz NOT NULL,
  decided_by    text NOT NULL,
  decider_name  text NOT NULL,
  PRIMARY KEY (unit_code, id)
);
CREATE INDEX comment_theme_of ON comment_theme (unit_code, entry);
SELECT make_append_only('comment_theme');

-- A person put a text into a theme, or took it out of one, against what its words say.
CREATE TABLE comment_theme_mark (
  unit_code    text NOT NULL,
  id           text NOT NULL,
  entry        bigint GENERATED ALWAYS AS IDENTITY,
  comment_id   text NOT NULL,                  -- ballot_comment.id, made by the mover: no order, no time
  period_id    text NOT NULL,
  theme_code   text NOT NULL,
  belongs      boolean NOT NULL,
  marked_at    timestamptz NOT NULL,
  marked_by    text NOT NULL,
  marker_name  text NOT NULL,
  PRIMARY KEY (unit_code, id)
);
CREATE INDEX comment_theme_mark_of ON comment_theme_mark (unit_code, period_id, entry);
SELECT make_append_only('comment_theme_mark');
