-- Units through time, fields and procedures, counters, officials, accounts and roles (room organisation).

CREATE TABLE unit (
  unit_code    text PRIMARY KEY CHECK (unit_code ~ '^[A-Z0-9.-]{2,20}$'),
  name         text NOT NULL,
  type         text NOT NULL CHECK (type IN ('province', 'district', 'commune', 'ward', 'special-zone')),
  office       text NOT NULL UNIQUE CHECK (office ~ '^[a-z0-9-]{2,20}$'),   -- in short links: /p/qng-ht
  office_name  text,
  address      text,
  valid_from   date,
  valid_until  date,
  CHECK (valid_from IS NULL OR valid_until IS NULL OR valid_from <= valid_until)
);

-- One row per child and stretch of days; stretches of one child never overlap (rule in unit-tree.ts).
CREATE TABLE unit_parent (
  unit_code    text NOT NULL,
  parent_code  text NOT NULL,
  valid_from   date,
  valid_until  date,
  CHECK (unit_code <> parent_code)
);
CREATE UNIQUE INDEX unit_parent_key ON unit_parent (unit_code, parent_code, coalesce(valid_from, '-infinity'::date));
CREATE INDEX unit_parent_down ON unit_parent (parent_code);

CREATE TABLE unit_succession (
  unit_code       text NOT NULL,      -- the successor
  predecessor_code text NOT NULL,
  day             date NOT NULL,
  PRIMARY KEY (unit_code, predecessor_code)
);
CREATE INDEX unit_succession_forward ON unit_succession (predecessor_code);

CREATE TABLE field (
  unit_code  text NOT NULL,
  code       text NOT NULL CHECK (code ~ '^[A-Z0-9.-]{2,20}$'),
  name       text NOT NULL,
  position   integer NOT NULL DEFAULT 0,
  active     boolean NOT NULL DEFAULT true,
  PRIMARY KEY (unit_code, code)
);

CREATE TABLE procedure (
  unit_code   text NOT NULL,
  code        text NOT NULL,
  field_code  text NOT NULL,
  name        text NOT NULL,
  active      boolean NOT NULL DEFAULT true,
  PRIMARY KEY (unit_code, code),
  FOREIGN KEY (unit_code, field_code) REFERENCES field (unit_code, code)
);

CREATE TABLE counter (
  unit_code  text NOT NULL,
  code       text NOT NULL,
  name       text NOT NULL,
  active     boolean NOT NULL DEFAULT true,
  PRIMARY KEY (unit_code, code)
);

CREATE TABLE photo (
  unit_code   text NOT NULL,
  id          text NOT NULL,
  media_type  text NOT NULL CHECK (media_type IN ('image/jpeg', 'image/png', 'image/webp', 'image/svg+xml')),
  bytes       bytea NOT NULL,
  PRIMARY KEY (unit_code, id)
);

CREATE TABLE account (
  id                    text PRIMARY KEY,
  username              text NOT NULL UNIQUE CHECK (username = lower(username)),
  name                  text NOT NULL,
  home_unit             text NOT NULL,      -- its administrators look after the whole account
  password_hash         text,               -- argon2id; null until the person sets one
  must_change_password  boolean NOT NULL DEFAULT false,
  totp_secret           text,               -- set while being set up; asked for only when totp_confirmed
  totp_confirmed        boolean NOT NULL DEFAULT false,
  totp_last_step        bigint,             -- a code is taken once
  created_at            timestamptz NOT NULL,
  disabled_at           timestamptz
);

CREATE TABLE official (
  unit_code   text NOT NULL,
  code        text NOT NULL CHECK (code ~ '^[A-Z0-9.-]{2,20}$'),
  name        text NOT NULL,
  title       text NOT NULL DEFAULT '',
  photo_id    text,
  account_id  text REFERENCES account (id),
  active      boolean NOT NULL DEFAULT true,
  PRIMARY KEY (unit_code, code),
  FOREIGN KEY (unit_code, photo_id) REFERENCES photo (unit_code, id)
);
CREATE INDEX official_account ON official (account_id) WHERE account_id IS NOT NULL;

CREATE TABLE official_counter (
  unit_code      text NOT NULL,
  official_code  text NOT NULL,
  counter_code   text NOT NULL,
  PRIMARY KEY (unit_code, official_code, counter_code),
  FOREIGN KEY (unit_code, official_code) REFERENCES official (unit_code, code),
  FOREIGN KEY (unit_code, counter_code) REFERENCES counter (unit_code, code)
);

CREATE TABLE account_role (
  unit_code   text NOT NULL,
  account_id  text NOT NULL REFERENCES account (id),
  role        text NOT NULL CHECK (role IN ('administrator', 'head', 'one-stop-head', 'compiling-clerk', 'keyer',
                                            'one-stop-official', 'working-group', 'superior', 'observer')),
  PRIMARY KEY (unit_code, account_id, role)
);
CREATE INDEX account_role_account ON account_role (account_id);

-- Only the SHA-256 of the session token is kept: a copy of the table signs nobody in.
CREATE TABLE session (
  token_hash    bytea PRIMARY KEY,
  id            text NOT NULL UNIQUE,       -- what the list of sessions shows and ends
  account_id    text NOT NULL REFERENCES account (id),
  created_at    timestamptz NOT NULL,
  last_used_at  timestamptz NOT NULL,
  expires_at    timestamptz NOT NULL,
  device        text NOT NULL DEFAULT ''
);
CREATE INDEX session_account ON session (account_id);

-- Failed sign-ins by user name (known or not, so that the answer tells nothing) and by address; cleared by a success.
CREATE TABLE sign_in_attempt (
  key             text PRIMARY KEY,         -- 'name:…' or 'address:…'
  failed_count    integer NOT NULL,
  last_failed_at  timestamptz NOT NULL,
  locked_until    timestamptz
);

-- The one-time link of the first start. Only its hash is kept.
CREATE TABLE setup_link (
  token_hash  bytea PRIMARY KEY,
  created_at  timestamptz NOT NULL,
  used_at     timestamptz
);

-- An uploaded file between its preview and its confirmation; swept after an hour.
CREATE TABLE import_draft (
  unit_code   text NOT NULL,
  id          text NOT NULL,
  account_id  text NOT NULL,
  kind        text NOT NULL,
  file_name   text NOT NULL,
  bytes       bytea NOT NULL,
  options     text NOT NULL DEFAULT '',
  created_at  timestamptz NOT NULL,
  PRIMARY KEY (unit_code, id)
);
