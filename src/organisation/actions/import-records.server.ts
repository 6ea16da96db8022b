import { sha256Hex } from '../../kernel/bytes';
import { fail, ok, type Result } from '../../kernel/result';
import { appendEvent } from '../../log/append-event.server';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction, type Queryable } from '../../platform/database.server';
import type { LegacyEncoding } from '../../platform/legacy-vietnamese';
import type { SheetTable, SpreadsheetProblem } from '../../platform/spreadsheet';
import { readTable } from '../../platform/spreadsheet-adapter.server';
import { convertTable } from '../../platform/table-from-sheet';
import type { Actor } from '../actor';
import { organisationEvent } from '../events';
import type { ImportPlan, ImportPlanProblem } from '../import-plan';
import { may, type NotAllowed, notAllowed } from '../permission';
import { fieldKind, type ImportKindName, officialKind, procedureKind, unitKind } from '../record-kinds';
import type { ImportDraft } from '../store-import-drafts.server';
import { lockTree } from '../store-units.server';
import type { UnitCode } from '../unit';
import { readDraft, spendDraft } from './import-draft.server';
import { planRecords } from './plan-records.server';
import { newCounters, writeRecords } from './write-records.server';

export type ImportProblem =
  | NotAllowed
  | SpreadsheetProblem
  | ImportPlanProblem
  | { readonly type: 'draft-gone' | 'changed-since-preview' | 'lines-rejected' | 'nothing-to-do' };

export interface ImportPreview {
  readonly kind: ImportKindName;
  readonly fileName: string;
  readonly table: SheetTable;
  /** The old font the cells were read by; undefined where they were taken as they are. */
  readonly converted: LegacyEncoding | undefined;
  readonly plan: ImportPlan;
  readonly newCounters: readonly string[];
  /** Of what would be written; sent back with the confirmation. */
  readonly digest: string;
}

const kinds = { units: unitKind, fields: fieldKind, procedures: procedureKind, officials: officialKind };

/** `kind` of the draft table. */
export function draftKind(kind: ImportKindName): string {
  return `organisation-${kind}`;
}

/** What the kept file would change now. Reads only. */
export async function previewImport(
  ctx: ActionContext,
  actor: Actor,
  unit: UnitCode,
  kind: ImportKindName,
  draftId: string,
): Promise<Result<ImportPreview, ImportProblem>> {
  if (!may(actor, 'edit-organisation', unit)) return notAllowed('edit-organisation');
  const draft = await readDraft(ctx, actor, unit, draftKind(kind), draftId);
  if (draft === undefined) return fail({ type: 'draft-gone' });
  const table = await tableOf(draft, kind);
  return table.ok ? preview(ctx.db, actor, unit, kind, draft, table.value) : table;
}

async function tableOf(draft: ImportDraft, kind: ImportKindName): Promise<Result<SheetTable, SpreadsheetProblem>> {
  const expectedHeaders = Object.values<readonly string[]>(kinds[kind].names).flat();
  const table = await readTable({ name: draft.fileName, bytes: draft.bytes }, { expectedHeaders, maxRows: 20_000 });
  const encoding = encodingOf(draft);
  return table.ok && encoding !== undefined ? ok(convertTable(table.value, encoding)) : table;
}

function encodingOf(draft: ImportDraft): LegacyEncoding | undefined {
  return draft.options === 'tcvn3' || draft.options === 'vni' ? draft.options : undefined;
}

async function preview(
  db: Queryable,
  actor: Actor,
  unit: UnitCode,
  kind: ImportKindName,
  draft: ImportDraft,
  table: SheetTable,
): Promise<Result<ImportPreview, ImportProblem>> {
  const plan = await planRecords(db, actor, unit, kind, table);
  if (!plan.ok) return plan;
  const records = [...plan.value.added, ...plan.value.changed].map((entry) => entry.after);
  return ok({
    kind,
    fileName: draft.fileName,
    table,
    converted: encodingOf(draft),
    plan: plan.value,
    newCounters: kind === 'officials' ? await newCounters(db, unit, records) : [],
    digest: sha256Hex(JSON.stringify([plan.value.added, plan.value.changed, plan.value.rejected])),
  });
}

/** Writes what the preview showed: all of it in one transaction, or nothing. */
export async function confirmImport(
  ctx: ActionContext,
  actor: Actor,
  unit: UnitCode,
  input: { readonly kind: ImportKindName; readonly draftId: string; readonly digest: string },
): Promise<Result<{ readonly added: number; readonly changed: number }, ImportProblem>> {
  if (!may(actor, 'edit-organisation', unit)) return notAllowed('edit-organisation');
  const draft = await readDraft(ctx, actor, unit, draftKind(input.kind), input.draftId);
  if (draft === undefined) return fail({ type: 'draft-gone' });
  const table = await tableOf(draft, input.kind);
  if (!table.ok) return table;
  return inTransaction<{ added: number; changed: number }, ImportProblem>(ctx.db, async (tx) => {
    await lockTree(tx);
    const spent = await spendDraft(tx, draft);
    if (!spent.ok) return spent;
    const shown = await preview(tx, actor, unit, input.kind, draft, table.value);
    if (!shown.ok) return shown;
    const { plan, digest } = shown.value;
    if (digest !== input.digest) return fail({ type: 'changed-since-preview' });
    if (plan.rejected.length > 0) return fail({ type: 'lines-rejected' });
    if (plan.added.length + plan.changed.length === 0) return fail({ type: 'nothing-to-do' });
    await writeRecords(tx, input.kind, plan);
    const counts = { added: plan.added.length, changed: plan.changed.length };
    await appendEvent(
      tx,
      organisationEvent('organisation-imported', {
        unitCode: unit,
        subject: input.kind,
        actor: actor.accountId,
        at: ctx.clock.now(),
        body: { ...counts, digest },
      }),
    );
    return ok(counts);
  });
}
