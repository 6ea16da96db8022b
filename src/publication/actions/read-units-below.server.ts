import { fail, ok, type Result } from '../../kernel/result';
import { reportDocument } from '../../documents/results-report';
import { renderPdf } from '../../documents/typst-adapter.server';
import type { Actor } from '../../organisation/actor';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import { allParentLinks, unitsByCode } from '../../organisation/store-units.server';
import type { UnitCode } from '../../organisation/unit';
import { descendantsOn } from '../../organisation/unit-tree';
import type { ActionContext } from '../../platform/action-context';
import { reportFiguresOf } from '../snapshot';
import { publicationInFocus } from '../steps-overview';
import { snapshotFile } from '../store.server';
import {
  signedFileBytes,
  signedFilesOf,
  upwardReportsTo,
  type UpwardReport,
  windowReport,
} from '../store-papers.server';
import { type ListedPublication, listPublicationsOfAll } from './read-publications.server';

export interface UnitBelow {
  readonly code: string;
  readonly name: string;
  /** The publication that is next or missing; undefined without a plan. */
  readonly focus: ListedPublication | undefined;
  readonly lastPublished: ListedPublication | undefined;
  readonly late: number;
}

export interface UnitsBelow {
  readonly units: readonly UnitBelow[];
  readonly received: readonly (UpwardReport & { readonly fromName: string })[];
}

/** What the superior office sees: the units below it today, each with due, late or published, and the reports it received. */
export async function readUnitsBelow(
  ctx: ActionContext,
  actor: Actor,
  unitCode: UnitCode,
): Promise<Result<UnitsBelow, NotAllowed>> {
  if (!may(actor, 'view-superior', unitCode)) return notAllowed('view-superior');
  const today = ctx.clock.today();
  const codes = descendantsOn(await allParentLinks(ctx.db), unitCode, today).filter((code) =>
    may(actor, 'view-publication', code),
  );
  const received = await upwardReportsTo(ctx.db, unitCode);
  const known = await unitsByCode(ctx.db, [...codes, ...received.map((report) => report.unitCode)]);
  const nameOf = new Map<string, string>(known.map(({ code, name }) => [code, name]));
  const units: UnitBelow[] = [];
  for (const [code, all] of await listPublicationsOfAll(ctx, codes)) {
    const listed = all.filter(({ offered, publication }) => !offered || publication !== undefined);
    units.push({
      code,
      name: nameOf.get(code) ?? code,
      focus: publicationInFocus(listed, today),
      lastPublished: listed.filter(({ publication }) => publication?.state === 'published').at(-1),
      late: listed.filter(({ due }) => due.type === 'late').length,
    });
  }
  // Late ones first, then by name.
  units.sort((one, other) => other.late - one.late || one.name.localeCompare(other.name, 'vi'));
  return ok({
    units,
    received: received.map((report) => ({ ...report, fromName: nameOf.get(report.unitCode) ?? report.unitCode })),
  });
}

/** The paper a unit below sent: the signed copy where there is one, else the report as it was frozen. */
export async function readReceivedReport(
  ctx: ActionContext,
  actor: Actor,
  unitCode: UnitCode,
  reportId: string,
): Promise<Result<Uint8Array, NotAllowed | { readonly type: 'report-not-found' }>> {
  if (!may(actor, 'view-superior', unitCode)) return notAllowed('view-superior');
  const report = (await upwardReportsTo(ctx.db, unitCode)).find(({ id }) => id === reportId);
  if (report === undefined) return fail({ type: 'report-not-found' });
  const from = report.unitCode;
  const [signed] = await signedFilesOf(ctx.db, from, report.subjectId);
  const scanned = signed && (await signedFileBytes(ctx.db, from, signed.id));
  if (scanned !== undefined) return ok(scanned);
  const frozen = await snapshotFile(ctx.db, from, report.subjectId, 'report-pdf');
  if (frozen !== undefined) return ok(frozen.bytes);
  const window = await windowReport(ctx.db, from, report.subjectId);
  if (window === undefined) return fail({ type: 'report-not-found' });
  return ok(await renderPdf(reportDocument(reportFiguresOf(window.content), window.report, window.report.issuance)));
}
