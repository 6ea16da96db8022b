-- Several batches of ballots commit at once, each counting in rows of its own: on one shared row every batch would wait for
-- the commit of the one before. A count is the sum over the lanes.
ALTER TABLE day_counter ADD COLUMN lane smallint NOT NULL DEFAULT 0;
ALTER TABLE day_counter DROP CONSTRAINT day_counter_pkey;
ALTER TABLE day_counter ADD PRIMARY KEY (unit_code, day, period_id, channel, field_code, lane);
