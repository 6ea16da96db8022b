-- One published line for several units that are each too small to be shown (docs/adr/0094): frozen when the superior office
-- releases it, with the publication of each unit that was counted. What units publish later is decided beside it.
CREATE TABLE combined_units (
  unit_code       text NOT NULL,        -- the superior office
  line_id         text NOT NULL,
  period_id       text NOT NULL,
  form_id         text NOT NULL,
  form_version    integer NOT NULL,
  content         bytea NOT NULL,       -- JSON, docs/formats/combined-units.md
  content_sha256  text NOT NULL,
  released_by     text NOT NULL,
  released_at     timestamptz NOT NULL,
  PRIMARY KEY (unit_code, line_id)
);
SELECT make_append_only('combined_units');

CREATE TABLE combined_units_member (
  unit_code       text NOT NULL,
  line_id         text NOT NULL,
  member_code     text NOT NULL,        -- the small unit
  look_id         text NOT NULL,        -- its released publication
  period_id       text NOT NULL,
  form_id         text NOT NULL,
  form_version    integer NOT NULL,
  PRIMARY KEY (unit_code, line_id, member_code),
  UNIQUE (member_code, period_id),      -- in one line of a period only, whoever releases it
  FOREIGN KEY (unit_code, line_id) REFERENCES combined_units (unit_code, line_id),
  FOREIGN KEY (member_code, look_id) REFERENCES published_look_release (unit_code, look_id)
);
SELECT make_append_only('combined_units_member');
