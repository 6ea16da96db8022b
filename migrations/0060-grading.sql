-- Figures for grading by Thông tư 01/2018 and for the rates of Quyết định 766 (room results). Every figure ever recorded
-- stays; the latest of a cell counts. A null takes a figure back: the cell has no data again. `entry` only orders the records.
CREATE TABLE grading_figure (
  unit_code      text NOT NULL,
  id             text NOT NULL,
  entry          bigint GENERATED ALWAYS AS IDENTITY,
  batch_id       text NOT NULL,
  period_id      text NOT NULL,               -- the base period
  official_code  text NOT NULL DEFAULT '',    -- '' for the unit as a whole
  measure        text NOT NULL,               -- src/results/grading-measure.ts
  value          integer CHECK (value >= 0),
  source         text NOT NULL CHECK (source IN ('typed', 'imported')),
  recorded_at    timestamptz NOT NULL,
  recorded_by    text NOT NULL,
  recorder_name  text NOT NULL,
  PRIMARY KEY (unit_code, id)
);
CREATE INDEX grading_figure_cell ON grading_figure (unit_code, period_id, official_code, measure, entry DESC);
SELECT make_append_only('grading_figure');
