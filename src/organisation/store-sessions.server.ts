import { sql } from 'kysely';
import type { Queryable } from '../platform/database.server';
import type { Attempts } from './lock-out';

export interface SessionRecord {
  readonly id: string;
  readonly accountId: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  readonly expiresAt: Date;
  readonly device: string;
}

export async function insertSession(tx: Queryable, tokenHash: Buffer, session: SessionRecord): Promise<void> {
  await sql`
    insert into session (token_hash, id, account_id, created_at, last_used_at, expires_at, device)
    values (${tokenHash}, ${session.id}, ${session.accountId}, ${session.createdAt}, ${session.lastUsedAt}, ${session.expiresAt}, ${session.device})`.execute(
    tx,
  );
}

export interface OpenSession {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  readonly mustChangePassword: boolean;
}

/** The session of an enabled account that has not run out. */
export async function findSession(tx: Queryable, tokenHash: Buffer, now: Date): Promise<OpenSession | undefined> {
  const found = await sql<OpenSession>`
    select s.id, s.account_id as "accountId", a.name, s.created_at as "createdAt", s.last_used_at as "lastUsedAt",
           a.must_change_password as "mustChangePassword"
    from session s join account a on a.id = s.account_id
    where s.token_hash = ${tokenHash} and s.expires_at > ${now} and a.disabled_at is null`.execute(tx);
  return found.rows[0];
}

export async function touchSession(tx: Queryable, id: string, now: Date, expiresAt: Date): Promise<void> {
  await sql`update session set last_used_at = ${now}, expires_at = ${expiresAt} where id = ${id}`.execute(tx);
}

export async function sessionsOf(tx: Queryable, accountId: string, now: Date): Promise<SessionRecord[]> {
  const found = await sql<SessionRecord>`
    select id, account_id as "accountId", created_at as "createdAt", last_used_at as "lastUsedAt", expires_at as "expiresAt", device
    from session where account_id = ${accountId} and expires_at > ${now} order by last_used_at desc, id`.execute(tx);
  return found.rows;
}

export async function deleteSession(tx: Queryable, accountId: string, id: string): Promise<boolean> {
  const deleted = await sql`delete from session where account_id = ${accountId} and id = ${id}`.execute(tx);
  return deleted.numAffectedRows === 1n;
}

export async function deleteSessionByToken(tx: Queryable, tokenHash: Buffer): Promise<void> {
  await sql`delete from session where token_hash = ${tokenHash}`.execute(tx);
}

/** All of the account's sessions but the one given. */
export async function deleteSessionsOf(tx: Queryable, accountId: string, exceptId: string | undefined): Promise<void> {
  await sql`delete from session where account_id = ${accountId} and id is distinct from ${exceptId ?? null}`.execute(
    tx,
  );
}

export async function sweepSessions(tx: Queryable, now: Date): Promise<void> {
  await sql`delete from session where expires_at <= ${now}`.execute(tx);
}

interface AttemptRow {
  failed_count: number;
  last_failed_at: Date;
  locked_until: Date | null;
}

/** Locks the row of the key for this transaction; tries at the same time wait for each other. */
export async function lockAttempts(
  tx: Queryable,
  key: string,
  now: Date,
): Promise<Attempts & { readonly lastFailedAt: Date }> {
  await sql`insert into sign_in_attempt (key, failed_count, last_failed_at) values (${key}, 0, ${now}) on conflict (key) do nothing`.execute(
    tx,
  );
  const found =
    await sql<AttemptRow>`select failed_count, last_failed_at, locked_until from sign_in_attempt where key = ${key} for update`.execute(
      tx,
    );
  const row = found.rows[0];
  return {
    failedCount: row?.failed_count ?? 0,
    lastFailedAt: row?.last_failed_at ?? now,
    lockedUntil: row?.locked_until ?? undefined,
  };
}

export async function saveAttempts(tx: Queryable, key: string, attempts: Attempts, now: Date): Promise<void> {
  await sql`
    update sign_in_attempt set failed_count = ${attempts.failedCount}, last_failed_at = ${now}, locked_until = ${attempts.lockedUntil ?? null}
    where key = ${key}`.execute(tx);
}

export async function clearAttempts(tx: Queryable, key: string): Promise<void> {
  await sql`delete from sign_in_attempt where key = ${key}`.execute(tx);
}

/** Names nobody has and addresses long gone do not pile up. */
export async function sweepAttempts(tx: Queryable, before: Date): Promise<void> {
  await sql`delete from sign_in_attempt where last_failed_at < ${before}`.execute(tx);
}

export async function replaceSetupLink(tx: Queryable, tokenHash: Buffer, now: Date): Promise<void> {
  await sql`delete from setup_link`.execute(tx);
  await sql`insert into setup_link (token_hash, created_at) values (${tokenHash}, ${now})`.execute(tx);
}

export async function isSetupLinkOpen(tx: Queryable, tokenHash: Buffer): Promise<boolean> {
  const found = await sql`select 1 from setup_link where token_hash = ${tokenHash} and used_at is null`.execute(tx);
  return found.rows.length > 0;
}

/** True for exactly one of any number of tries at the same time. */
export async function spendSetupLink(tx: Queryable, tokenHash: Buffer, now: Date): Promise<boolean> {
  const spent =
    await sql`update setup_link set used_at = ${now} where token_hash = ${tokenHash} and used_at is null`.execute(tx);
  return spent.numAffectedRows === 1n;
}
