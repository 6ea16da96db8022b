import { sql } from 'kysely';
import type { CalendarDay } from '../kernel/calendar-day';
import type { CounterCode } from '../organisation/official';
import type { Queryable } from '../platform/database.server';
import type { Kiosk } from './kiosk';

interface KioskRow {
  unit_code: string;
  id: string;
  name: string;
  counter_code: CounterCode | null;
  registered_on: CalendarDay;
  withdrawn_on: CalendarDay | null;
  secret_hash: Buffer;
  leave_code: string;
}

export type KioskWithSecrets = Kiosk & { readonly secretHash: Buffer; readonly leaveCodeHash: string };

const columns = sql`unit_code, id, name, counter_code, registered_on, withdrawn_on, secret_hash, leave_code`;

function kioskOfRow(row: KioskRow): KioskWithSecrets {
  return {
    unitCode: row.unit_code,
    id: row.id,
    name: row.name,
    counterCode: row.counter_code ?? undefined,
    registeredOn: row.registered_on,
    withdrawnOn: row.withdrawn_on ?? undefined,
    secretHash: row.secret_hash,
    leaveCodeHash: row.leave_code,
  };
}

export async function insertKiosk(tx: Queryable, kiosk: KioskWithSecrets, by: string): Promise<void> {
  await sql`
    insert into kiosk (unit_code, id, name, counter_code, secret_hash, leave_code, registered_on, registered_by)
    values (${kiosk.unitCode}, ${kiosk.id}, ${kiosk.name}, ${kiosk.counterCode ?? null}, ${kiosk.secretHash}, ${kiosk.leaveCodeHash},
            ${kiosk.registeredOn}, ${by})
  `.execute(tx);
}

export async function withdrawKiosk(tx: Queryable, unitCode: string, id: string, day: CalendarDay): Promise<boolean> {
  const found = await sql`
    update kiosk set withdrawn_on = ${day} where unit_code = ${unitCode} and id = ${id} and withdrawn_on is null returning 1
  `.execute(tx);
  return found.rows.length === 1;
}

/** Only one still in use. */
export async function findKiosk(db: Queryable, id: string): Promise<KioskWithSecrets | undefined> {
  const found = await sql<KioskRow>`select ${columns} from kiosk where id = ${id} and withdrawn_on is null`.execute(db);
  return found.rows[0] && kioskOfRow(found.rows[0]);
}

export async function kiosksOfUnit(db: Queryable, unitCode: string): Promise<Kiosk[]> {
  const found = await sql<KioskRow>`
    select ${columns} from kiosk where unit_code = ${unitCode} order by withdrawn_on is not null, name, id
  `.execute(db);
  return found.rows.map(kioskOfRow).map(({ secretHash: _secret, leaveCodeHash: _leave, ...kiosk }) => kiosk);
}
