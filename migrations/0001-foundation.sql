-- The role the running server uses owns nothing: it cannot drop a trigger or rewrite an append-only table.
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'hailong_app') THEN
    CREATE ROLE hailong_app NOLOGIN;
  END IF;
END $$;

GRANT USAGE ON SCHEMA public TO hailong_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO hailong_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO hailong_app;

-- Trigger function of every append-only table.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'table % is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

-- make_append_only('log_entry'): refuses UPDATE, DELETE and TRUNCATE by trigger and by grant.
CREATE FUNCTION make_append_only(table_name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', table_name);
  EXECUTE format('CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', table_name);
  EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM hailong_app', table_name);
END $$;

-- The log: one row per state change, written in the transaction of the change (invariant 4).
CREATE TABLE log_entry (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  unit_code  text NOT NULL,
  type       text NOT NULL,
  subject    text NOT NULL,
  actor      text NOT NULL,             -- account id, or 'system'
  at         timestamptz NOT NULL,
  body       bytea NOT NULL,            -- the event's fields, docs/formats/log.md
  leaf_hash  bytea NOT NULL             -- RFC 6962 leaf hash of the encoded entry
);
CREATE INDEX log_entry_unit ON log_entry (unit_code, id);
SELECT make_append_only('log_entry');
