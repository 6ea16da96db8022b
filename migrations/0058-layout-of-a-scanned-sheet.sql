-- Which layout a sheet was printed by: where its rows stand in the kept picture. Many sheets share it; it names none.
ALTER TABLE scan_sheet ADD COLUMN layout_tag text;
