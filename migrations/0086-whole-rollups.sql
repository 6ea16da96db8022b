-- One roll-up in some forty is of all ballots: those are looked through every few minutes for relations that are not complete.
CREATE INDEX rollup_whole ON rollup (unit_code, period_id, form_id, form_version, ballot_set) WHERE cut = 'all';
