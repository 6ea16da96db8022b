-- How alike the answers of one ballot are, for every factor of several items (docs/formats/results.md, docs/adr/0050).
-- Null: not counted. Old roll-ups are recounted by the server after its start; what a cut-off froze stays as it is, and its
-- factors get the widest interval there can be.
ALTER TABLE rollup ADD COLUMN alikeness bigint[];
ALTER TABLE rollup_cut_off_row ADD COLUMN alikeness bigint[];
CREATE INDEX rollup_without_alikeness ON rollup (unit_code, period_id) WHERE alikeness IS NULL;
