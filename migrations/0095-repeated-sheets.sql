-- Sheets of a file that had been read in the same batch before: scanned again, neither counted nor numbered
-- (docs/adr/0086). How many, never which: the serial stays on its own side (docs/adr/0079).
ALTER TABLE scan_file ADD COLUMN repeated_sheets integer NOT NULL DEFAULT 0 CHECK (repeated_sheets >= 0);
