import { sql } from 'kysely';
import type { Queryable } from '../platform/database.server';
import type { Field, Procedure } from './field';
import type { Counter, CounterCode, Official } from './official';

export async function fieldsOf(tx: Queryable, unit: string): Promise<Field[]> {
  const found = await sql<Field>`
    select unit_code as "unitCode", code, name, active from field where unit_code = ${unit} order by position, code`.execute(
    tx,
  );
  return found.rows;
}

/** A new field stands last; a known one keeps its place. */
export async function saveFieldRow(tx: Queryable, field: Field): Promise<void> {
  await sql`
    insert into field (unit_code, code, name, active, position)
    values (${field.unitCode}, ${field.code}, ${field.name}, ${field.active},
            (select coalesce(max(position), 0) + 1 from field where unit_code = ${field.unitCode}))
    on conflict (unit_code, code) do update set name = excluded.name, active = excluded.active`.execute(tx);
}

export async function proceduresOf(tx: Queryable, unit: string): Promise<Procedure[]> {
  const found = await sql<Procedure>`
    select unit_code as "unitCode", code, field_code as "fieldCode", name, active from procedure
    where unit_code = ${unit} order by field_code, code`.execute(tx);
  return found.rows;
}

export async function saveProcedureRow(tx: Queryable, procedure: Procedure): Promise<void> {
  await sql`
    insert into procedure (unit_code, code, field_code, name, active)
    values (${procedure.unitCode}, ${procedure.code}, ${procedure.fieldCode}, ${procedure.name}, ${procedure.active})
    on conflict (unit_code, code) do update set field_code = excluded.field_code, name = excluded.name, active = excluded.active`.execute(
    tx,
  );
}

export async function countersOf(tx: Queryable, unit: string): Promise<Counter[]> {
  const found = await sql<Counter>`
    select unit_code as "unitCode", code, name, active from counter where unit_code = ${unit} order by code`.execute(
    tx,
  );
  return found.rows;
}

export async function saveCounterRow(tx: Queryable, counter: Counter): Promise<void> {
  await sql`
    insert into counter (unit_code, code, name, active) values (${counter.unitCode}, ${counter.code}, ${counter.name}, ${counter.active})
    on conflict (unit_code, code) do update set name = excluded.name, active = excluded.active`.execute(tx);
}

interface OfficialRow extends Omit<Official, 'counters' | 'photoId' | 'accountId'> {
  counters: CounterCode[];
  photoId: string | null;
  accountId: string | null;
}

export async function officialsAt(tx: Queryable, unit: string): Promise<Official[]> {
  const found = await sql<OfficialRow>`
    select o.unit_code as "unitCode", o.code, o.name, o.title, o.photo_id as "photoId", o.account_id as "accountId", o.active,
           array(select c.counter_code from official_counter c where c.unit_code = o.unit_code and c.official_code = o.code order by 1) as counters
    from official o where o.unit_code = ${unit} order by o.code`.execute(tx);
  return found.rows.map((row) => ({
    ...row,
    photoId: row.photoId ?? undefined,
    accountId: row.accountId ?? undefined,
  }));
}

/** Everything but the photo, which has its own verb. */
export async function saveOfficialRow(tx: Queryable, official: Official): Promise<void> {
  await sql`
    insert into official (unit_code, code, name, title, account_id, active)
    values (${official.unitCode}, ${official.code}, ${official.name}, ${official.title}, ${official.accountId ?? null}, ${official.active})
    on conflict (unit_code, code) do update set name = excluded.name, title = excluded.title, account_id = excluded.account_id,
      active = excluded.active`.execute(tx);
  await sql`delete from official_counter where unit_code = ${official.unitCode} and official_code = ${official.code}`.execute(
    tx,
  );
  for (const counter of official.counters) {
    await sql`
      insert into official_counter (unit_code, official_code, counter_code) values (${official.unitCode}, ${official.code}, ${counter})`.execute(
      tx,
    );
  }
}

export interface StoredPhoto {
  readonly mediaType: string;
  readonly bytes: Buffer;
}

export async function findPhoto(tx: Queryable, unit: string, id: string): Promise<StoredPhoto | undefined> {
  const found = await sql<StoredPhoto>`
    select media_type as "mediaType", bytes from photo where unit_code = ${unit} and id = ${id}`.execute(tx);
  return found.rows[0];
}

/** The old photo is gone with the last official that shows it. */
export async function replacePhoto(
  tx: Queryable,
  official: { readonly unitCode: string; readonly code: string },
  photo: (StoredPhoto & { readonly id: string }) | undefined,
): Promise<void> {
  const { unitCode: unit, code } = official;
  if (photo !== undefined) {
    await sql`
      insert into photo (unit_code, id, media_type, bytes) values (${unit}, ${photo.id}, ${photo.mediaType}, ${photo.bytes})
      on conflict (unit_code, id) do nothing`.execute(tx);
  }
  await sql`update official set photo_id = ${photo?.id ?? null} where unit_code = ${unit} and code = ${code}`.execute(
    tx,
  );
  await sql`
    delete from photo p where p.unit_code = ${unit}
      and not exists (select 1 from official o where o.unit_code = ${unit} and o.photo_id = p.id)`.execute(tx);
}
