import { fail, ok, type Result } from '../../kernel/result';
import type { Actor } from '../../organisation/actor';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import { findAccount } from '../../organisation/store-accounts.server';
import type { ActionContext } from '../../platform/action-context';
import { plansInForceOfAll } from '../../survey/store.server';
import { type PlannedPublication, plannedPublications } from '../planned-publications';
import { type DueState, dueState, type Publication } from '../publication';
import type { SnapshotContent } from '../snapshot';
import { type Draft, draftOf, findPublication, publicationsOf, snapshotOf } from '../store.server';
import {
  type Posting,
  postingsOf,
  postingsOfAll,
  type SignedFile,
  signedFilesOf,
  type UpwardReport,
  upwardReportsFrom,
  upwardReportsFromAll,
  type WindowReport,
  windowReport,
  windowReportsOf,
} from '../store-papers.server';

export interface ListedPublication extends PlannedPublication {
  readonly due: DueState;
  readonly postings: number;
  readonly reportSent: UpwardReport | undefined;
}

export interface PublicationList {
  readonly publications: readonly ListedPublication[];
  readonly windowReports: readonly WindowReport[];
}

/** What the plans want published and where each stands, in order of the due day. */
export async function readPublications(
  ctx: ActionContext,
  actor: Actor,
  unitCode: string,
): Promise<Result<PublicationList, NotAllowed>> {
  if (!may(actor, 'view-publication', unitCode)) return notAllowed('view-publication');
  return ok({
    publications: await listPublications(ctx, unitCode),
    windowReports: await windowReportsOf(ctx.db, unitCode),
  });
}

/** Asks for no permission: for actions that did. */
export async function listPublications(ctx: ActionContext, unitCode: string): Promise<ListedPublication[]> {
  return (await listPublicationsOfAll(ctx, [unitCode])).get(unitCode) ?? [];
}

/** The same of several units, by unit: as many queries for a province as for a commune. */
export async function listPublicationsOfAll(
  ctx: ActionContext,
  unitCodes: readonly string[],
): Promise<Map<string, ListedPublication[]>> {
  const plans = groupedByUnit(await plansInForceOfAll(ctx.db, unitCodes), (plan) => plan.unitCode);
  const publications = groupedByUnit(await publicationsOf(ctx.db, unitCodes), ({ frame }) => frame.unitCode);
  const postings = groupedByUnit(await postingsOfAll(ctx.db, unitCodes), (posting) => posting.unitCode);
  const reports = groupedByUnit(await upwardReportsFromAll(ctx.db, unitCodes), (report) => report.unitCode);
  const listed = (code: string): ListedPublication[] =>
    plannedPublications(plans.get(code) ?? [], publications.get(code) ?? []).map((one) => {
      const snapshotId = one.publication?.state === 'published' ? one.publication.snapshotId : undefined;
      return {
        ...one,
        due: dueState(one.window, one.publication, ctx.clock.today()),
        postings: (postings.get(code) ?? []).filter((posting) => posting.snapshotId === snapshotId).length,
        reportSent: (reports.get(code) ?? []).find((report) => report.subjectId === snapshotId),
      };
    });
  return new Map(unitCodes.map((code) => [code, listed(code)]));
}

function groupedByUnit<T>(each: readonly T[], unitOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of each) {
    const group = groups.get(unitOf(one));
    if (group) group.push(one);
    else groups.set(unitOf(one), [one]);
  }
  return groups;
}

export interface PublicationDesk {
  readonly publication: Publication;
  readonly draft: Draft;
  /** The snapshot last sent to the head. */
  readonly snapshot:
    { readonly content: SnapshotContent; readonly sha256: string; readonly preparedBy: string } | undefined;
  readonly postings: readonly Posting[];
  readonly signed: readonly SignedFile[];
  readonly sent: readonly UpwardReport[];
  /** Names of the people the page speaks of, by account. */
  readonly names: ReadonlyMap<string, string>;
}

export async function readPublication(
  ctx: ActionContext,
  actor: Actor,
  unitCode: string,
  id: string,
): Promise<Result<PublicationDesk, NotAllowed | { readonly type: 'publication-not-found' }>> {
  if (!may(actor, 'view-publication', unitCode)) return notAllowed('view-publication');
  const publication = await findPublication(ctx.db, unitCode, id);
  const draft = await draftOf(ctx.db, unitCode, id);
  if (publication === undefined || draft === undefined) return fail({ type: 'publication-not-found' });
  const snapshotId = 'snapshotId' in publication ? publication.snapshotId : undefined;
  const snapshot = snapshotId && (await snapshotOf(ctx.db, unitCode, snapshotId));
  const papers = await papersOf(ctx, unitCode, snapshotId);
  const people = [draft.by, ...peopleOf(publication), ...(snapshot ? [snapshot.preparedBy] : [])];
  return ok({
    publication,
    draft,
    snapshot: snapshot || undefined,
    ...papers,
    names: await namesOf(ctx, [...people, ...papers.postings.map(({ recordedBy }) => recordedBy)]),
  });
}

async function papersOf(ctx: ActionContext, unitCode: string, subjectId: string | undefined) {
  if (subjectId === undefined) return { postings: [], signed: [], sent: [] };
  return {
    postings: (await postingsOf(ctx.db, unitCode)).filter((posting) => posting.snapshotId === subjectId),
    signed: await signedFilesOf(ctx.db, unitCode, subjectId),
    sent: (await upwardReportsFrom(ctx.db, unitCode)).filter((report) => report.subjectId === subjectId),
  };
}

function peopleOf(publication: Publication): string[] {
  switch (publication.state) {
    case 'drafted':
      return [];
    case 'prepared':
      return [publication.preparedBy];
    case 'returned':
      return [publication.returnedBy];
    case 'approved':
    case 'published':
      return [publication.approvedBy];
  }
}

async function namesOf(ctx: ActionContext, accountIds: readonly string[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const id of new Set(accountIds)) names.set(id, (await findAccount(ctx.db, id))?.name ?? id);
  return names;
}

export interface WindowReportDesk {
  readonly report: WindowReport;
  readonly signed: readonly SignedFile[];
  readonly sent: readonly UpwardReport[];
}

export async function readWindowReport(
  ctx: ActionContext,
  actor: Actor,
  unitCode: string,
  id: string,
): Promise<Result<WindowReportDesk, NotAllowed | { readonly type: 'report-not-found' }>> {
  if (!may(actor, 'view-publication', unitCode)) return notAllowed('view-publication');
  const report = await windowReport(ctx.db, unitCode, id);
  if (report === undefined) return fail({ type: 'report-not-found' });
  const { signed, sent } = await papersOf(ctx, unitCode, id);
  return ok({ report, signed, sent });
}
