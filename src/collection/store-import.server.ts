import { sql } from 'kysely';
import { fieldsOf, officialsAt } from '../organisation/store-staff.server';
import { unitsByCode } from '../organisation/store-units.server';
import { builtInQuestionnaires } from '../survey/built-in-questionnaires';
import { answerSlots, pointsOf, type Questionnaire } from '../survey/questionnaire';
import { readOwnQuestionnaires } from '../survey/store-questionnaire.server';
import type { Queryable, Tx } from '../platform/database.server';
import { type FormLayout, type ImportCount, lookupKey, type UnitKnowledge } from './import-ballots';
import { closedPeriods } from './store-keying.server';

/** A file, or its part of one unit, that was imported before. */
export interface EarlierImport {
  readonly unitCode: string;
  readonly id: string;
  readonly fileName: string;
  readonly batchCode: string | undefined;
  readonly ballots: number;
  readonly counts: readonly ImportCount[];
  readonly importedBy: string;
  readonly importedByName: string;
  readonly importedAt: Date;
}

interface ImportRow {
  unit_code: string;
  id: string;
  file_name: string;
  batch_code: string | null;
  ballots: number;
  counts: ImportCount[];
  imported_by: string;
  imported_by_name: string;
  imported_at: Date;
}

function importOfRow(row: ImportRow): EarlierImport {
  return {
    unitCode: row.unit_code,
    id: row.id,
    fileName: row.file_name,
    batchCode: row.batch_code ?? undefined,
    ballots: row.ballots,
    counts: row.counts,
    importedBy: row.imported_by,
    importedByName: row.imported_by_name,
    importedAt: row.imported_at,
  };
}

export async function findImport(tx: Queryable, unitCode: string, hash: Buffer): Promise<EarlierImport | undefined> {
  const found =
    await sql<ImportRow>`select * from ballot_import where unit_code = ${unitCode} and content_hash = ${hash}`.execute(
      tx,
    );
  return found.rows[0] && importOfRow(found.rows[0]);
}

/** The newest first. */
export async function readImports(tx: Queryable, unitCode: string): Promise<EarlierImport[]> {
  const found =
    await sql<ImportRow>`select * from ballot_import where unit_code = ${unitCode} order by imported_at desc, id`.execute(
      tx,
    );
  return found.rows.map(importOfRow);
}

/** One import at a time: two people sending the same file at once do not both pass the question whether it is known. */
export async function lockImports(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('hailong-ballot-import'))`.execute(tx);
}

export async function insertImport(
  tx: Tx,
  unitCode: string,
  run: {
    readonly id: string;
    readonly hash: Buffer;
    readonly fileName: string;
    readonly batchCode: string | undefined;
    readonly ballots: number;
    readonly skipped: number;
    readonly counts: readonly ImportCount[];
    readonly by: string;
    readonly byName: string;
    readonly at: Date;
  },
): Promise<void> {
  await sql`
    insert into ballot_import (unit_code, id, content_hash, file_name, batch_code, ballots, skipped_lines, counts, imported_by, imported_by_name, imported_at)
    values (${unitCode}, ${run.id}, ${run.hash}, ${run.fileName}, ${run.batchCode ?? null}, ${run.ballots}, ${run.skipped},
            ${JSON.stringify(run.counts)}::jsonb, ${run.by}, ${run.byName}, ${run.at})
  `.execute(tx);
}

/** What lines may name, of those units that exist. Fields and officials that are no longer active are still known. */
export async function readImportKnowledge(
  tx: Queryable,
  unitCodes: readonly string[],
  mayImport: (unitCode: string) => boolean,
): Promise<Map<string, UnitKnowledge>> {
  const existing = await unitsByCode(tx, unitCodes);
  const known = new Map<string, UnitKnowledge>();
  for (const { code: unitCode } of existing) {
    const own = await readOwnQuestionnaires(tx, unitCode);
    known.set(unitCode, {
      mayImport: mayImport(unitCode),
      fields: byCodeAndName(await fieldsOf(tx, unitCode)),
      officials: byCodeAndName(await officialsAt(tx, unitCode)),
      forms: layouts([...builtInQuestionnaires, ...own.map((one) => one.questionnaire)]),
      publishedPeriods: await closedPeriods(tx, unitCode),
    });
  }
  return known;
}

/** A name that two share finds neither; a code always finds its own. */
function byCodeAndName(choices: readonly { readonly code: string; readonly name: string }[]): Map<string, string> {
  const found = new Map<string, string>();
  const names = choices.map((choice) => lookupKey(choice.name));
  choices.forEach(({ code }, index) => {
    const name = names[index] ?? '';
    if (names.indexOf(name) === names.lastIndexOf(name)) found.set(name, code);
  });
  for (const { code } of choices) found.set(lookupKey(code), code);
  return found;
}

function layouts(questionnaires: readonly Questionnaire[]): Map<string, Map<number, FormLayout>> {
  const forms = new Map<string, Map<number, FormLayout>>();
  for (const questionnaire of questionnaires) {
    const slots = answerSlots(questionnaire);
    const versions = forms.get(questionnaire.id) ?? new Map<number, FormLayout>();
    versions.set(questionnaire.version, {
      items: slots.filter((slot) => slot.part === 'item').length,
      length: slots.length,
      points: pointsOf(questionnaire.scale),
    });
    forms.set(questionnaire.id, versions);
  }
  return forms;
}
