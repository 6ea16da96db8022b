import { sql } from 'kysely';
import type { Queryable } from '../platform/database.server';
import type { Account, Username } from './account';
import type { RoleAt } from './actor';
import type { OfficialCode } from './official';
import type { Role } from './role';
import type { UnitCode } from './unit';

interface AccountRow {
  id: string;
  username: Username;
  name: string;
  home_unit: UnitCode;
  has_password: boolean;
  must_change_password: boolean;
  totp_confirmed: boolean;
  disabled: boolean;
  roles: { role: Role; unitCode: UnitCode }[] | null;
}

const accountColumns = sql`
  a.id, a.username, a.name, a.home_unit, a.password_hash is not null as has_password, a.must_change_password, a.totp_confirmed,
  a.disabled_at is not null as disabled,
  (select json_agg(json_build_object('role', r.role, 'unitCode', r.unit_code) order by r.unit_code, r.role)
     from account_role r where r.account_id = a.id) as roles`;

function accountFrom(row: AccountRow): Account {
  return {
    id: row.id,
    username: row.username,
    name: row.name,
    homeUnit: row.home_unit,
    roles: row.roles ?? [],
    mustChangePassword: row.must_change_password,
    hasPassword: row.has_password,
    hasTotp: row.totp_confirmed,
    disabled: row.disabled,
  };
}

export async function findAccount(tx: Queryable, id: string): Promise<Account | undefined> {
  const found = await sql<AccountRow>`select ${accountColumns} from account a where a.id = ${id}`.execute(tx);
  return found.rows[0] && accountFrom(found.rows[0]);
}

export async function findAccountByUsername(tx: Queryable, username: Username): Promise<Account | undefined> {
  const found = await sql<AccountRow>`select ${accountColumns} from account a where a.username = ${username}`.execute(
    tx,
  );
  return found.rows[0] && accountFrom(found.rows[0]);
}

/** Everyone with a role at the unit. */
export async function accountsAt(tx: Queryable, unit: string): Promise<Account[]> {
  const found = await sql<AccountRow>`
    select ${accountColumns} from account a
    where exists (select 1 from account_role r where r.account_id = a.id and r.unit_code = ${unit})
    order by a.username`.execute(tx);
  return found.rows.map(accountFrom);
}

export async function anyAccount(tx: Queryable): Promise<boolean> {
  const found = await sql`select 1 from account limit 1`.execute(tx);
  return found.rows.length > 0;
}

/** Creating the first accounts and taking away roles go one after another. */
export async function lockAccounts(tx: Queryable): Promise<void> {
  await sql`lock table account_role in share row exclusive mode`.execute(tx);
}

export interface NewAccount {
  readonly id: string;
  readonly username: Username;
  readonly name: string;
  readonly homeUnit: UnitCode;
  readonly passwordHash: string | undefined;
  readonly mustChangePassword: boolean;
  readonly createdAt: Date;
}

/** False where the user name is taken. */
export async function insertAccount(tx: Queryable, account: NewAccount): Promise<boolean> {
  const inserted = await sql`
    insert into account (id, username, name, home_unit, password_hash, must_change_password, created_at)
    values (${account.id}, ${account.username}, ${account.name}, ${account.homeUnit}, ${account.passwordHash ?? null}, ${account.mustChangePassword}, ${account.createdAt})
    on conflict (username) do nothing`.execute(tx);
  return inserted.numAffectedRows === 1n;
}

export async function renameAccount(tx: Queryable, id: string, name: string): Promise<void> {
  await sql`update account set name = ${name} where id = ${id}`.execute(tx);
}

export async function replaceRoles(tx: Queryable, id: string, unit: string, roles: readonly Role[]): Promise<void> {
  await sql`delete from account_role where account_id = ${id} and unit_code = ${unit}`.execute(tx);
  for (const role of roles) {
    await sql`insert into account_role (unit_code, account_id, role) values (${unit}, ${id}, ${role})`.execute(tx);
  }
}

export async function setPassword(tx: Queryable, id: string, hash: string, mustChange: boolean): Promise<void> {
  await sql`update account set password_hash = ${hash}, must_change_password = ${mustChange} where id = ${id}`.execute(
    tx,
  );
}

export async function setDisabled(tx: Queryable, id: string, at: Date | undefined): Promise<void> {
  await sql`update account set disabled_at = ${at ?? null} where id = ${id}`.execute(tx);
}

export interface Credentials {
  readonly accountId: string;
  readonly username: Username;
  readonly passwordHash: string | undefined;
  readonly totpSecret: string | undefined;
  readonly totpConfirmed: boolean;
  readonly totpLastStep: number | undefined;
  readonly disabled: boolean;
}

interface CredentialsRow {
  id: string;
  username: Username;
  password_hash: string | null;
  totp_secret: string | null;
  totp_confirmed: boolean;
  totp_last_step: number | null;
  disabled: boolean;
}

function credentialsFrom(row: CredentialsRow): Credentials {
  return {
    accountId: row.id,
    username: row.username,
    passwordHash: row.password_hash ?? undefined,
    totpSecret: row.totp_secret ?? undefined,
    totpConfirmed: row.totp_confirmed,
    totpLastStep: row.totp_last_step ?? undefined,
    disabled: row.disabled,
  };
}

const credentialColumns = sql`id, username, password_hash, totp_secret, totp_confirmed, totp_last_step, disabled_at is not null as disabled`;

export async function credentialsOf(tx: Queryable, username: string): Promise<Credentials | undefined> {
  const found =
    await sql<CredentialsRow>`select ${credentialColumns} from account where username = ${username}`.execute(tx);
  return found.rows[0] && credentialsFrom(found.rows[0]);
}

export async function credentialsById(tx: Queryable, id: string): Promise<Credentials | undefined> {
  const found = await sql<CredentialsRow>`select ${credentialColumns} from account where id = ${id} for update`.execute(
    tx,
  );
  return found.rows[0] && credentialsFrom(found.rows[0]);
}

export async function setTotp(
  tx: Queryable,
  id: string,
  secret: string | undefined,
  confirmed: boolean,
): Promise<void> {
  await sql`update account set totp_secret = ${secret ?? null}, totp_confirmed = ${confirmed}, totp_last_step = null where id = ${id}`.execute(
    tx,
  );
}

/** True once for each time step: a code that was read over a shoulder is worth nothing any more. */
export async function spendTotpStep(tx: Queryable, id: string, step: number): Promise<boolean> {
  const spent = await sql`
    update account set totp_last_step = ${step} where id = ${id} and (totp_last_step is null or totp_last_step < ${step})`.execute(
    tx,
  );
  return spent.numAffectedRows === 1n;
}

/** The officials that are this person. */
export async function officialsOf(
  tx: Queryable,
  accountId: string,
): Promise<{ unitCode: UnitCode; code: OfficialCode }[]> {
  const found = await sql<{ unitCode: UnitCode; code: OfficialCode }>`
    select unit_code as "unitCode", code from official where account_id = ${accountId}`.execute(tx);
  return found.rows;
}

export async function rolesOf(tx: Queryable, accountId: string): Promise<RoleAt[]> {
  const found = await sql<RoleAt>`
    select role, unit_code as "unitCode" from account_role where account_id = ${accountId} order by unit_code, role`.execute(
    tx,
  );
  return found.rows;
}
