import type { Queryable, Tx } from '../../platform/database.server';
import type { FieldCode } from '../field';
import type { Columns, ImportPlan } from '../import-plan';
import type { CounterCode, Official, OfficialCode } from '../official';
import { type ImportKindName, splitList, type UnitColumn } from '../record-kinds';
import {
  countersOf,
  officialsAt,
  saveCounterRow,
  saveFieldRow,
  saveOfficialRow,
  saveProcedureRow,
} from '../store-staff.server';
import { replaceParents, replacePredecessors, saveUnitRow } from '../store-units.server';
import type { UnitCode } from '../unit';
import { unitFromColumns } from '../unit-columns';
import { placedUnits } from './plan-records.server';

/** Writes all that the plan adds and changes, in the caller's transaction. */
export async function writeRecords(tx: Tx, kind: ImportKindName, plan: ImportPlan): Promise<void> {
  const records = [...plan.added, ...plan.changed].map((entry) => entry.after);
  switch (kind) {
    case 'units':
      return writeUnits(tx, records as Columns<UnitColumn>[]);
    case 'fields':
      for (const record of records) {
        await saveFieldRow(tx, { ...keysOf(record), code: record.code as FieldCode, name: record.name ?? '' });
      }
      return;
    case 'procedures':
      for (const record of records) {
        await saveProcedureRow(tx, {
          ...keysOf(record),
          code: record.code ?? '',
          fieldCode: record.field as FieldCode,
          name: record.name ?? '',
        });
      }
      return;
    case 'officials':
      return writeOfficials(tx, records);
  }
}

function keysOf(record: Columns): { unitCode: UnitCode; active: boolean } {
  return { unitCode: record.unit as UnitCode, active: record.active !== 'no' };
}

async function writeUnits(tx: Tx, records: readonly Columns<UnitColumn>[]): Promise<void> {
  const placed = await placedUnits(tx);
  for (const columns of records) {
    const next = unitFromColumns(columns, placed.get(columns.code as UnitCode));
    await saveUnitRow(tx, next.unit);
    await replaceParents(tx, next.unit.code, next.parents);
    await replacePredecessors(tx, next.unit.code, next.predecessors);
  }
}

/** A counter that the file names and the office does not have yet comes into being with it. */
async function writeOfficials(tx: Tx, records: readonly Columns[]): Promise<void> {
  const known = new Map<string, Official>();
  for (const unit of new Set(records.map((record) => record.unit ?? ''))) {
    for (const official of await officialsAt(tx, unit)) known.set(`${unit} ${official.code}`, official);
    for (const code of await newCounters(tx, unit, records)) {
      await saveCounterRow(tx, { unitCode: unit as UnitCode, code, name: `Quầy ${code}`, active: true });
    }
  }
  for (const record of records) {
    const before = known.get(`${record.unit} ${record.code}`);
    await saveOfficialRow(tx, {
      ...keysOf(record),
      code: record.code as OfficialCode,
      name: record.name ?? '',
      title: record.title ?? '',
      counters: splitList(record.counters ?? '') as CounterCode[],
      photoId: before?.photoId,
      accountId: before?.accountId,
    });
  }
}

export async function newCounters(tx: Queryable, unit: string, records: readonly Columns[]): Promise<CounterCode[]> {
  const known = new Set((await countersOf(tx, unit)).map((counter) => counter.code as string));
  const named = records.filter((record) => record.unit === unit).flatMap((record) => splitList(record.counters ?? ''));
  return [...new Set(named)].filter((code) => !known.has(code)) as CounterCode[];
}
