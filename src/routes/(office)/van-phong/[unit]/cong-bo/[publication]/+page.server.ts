import { redirect, type RequestEvent } from '@sveltejs/kit';
import { parseCalendarDay, vietnameseDayOf } from '../../../../../../kernel/calendar-day';
import { cleanText } from '../../../../../../kernel/vietnamese-text';
import { documentProblems } from '../../../../../../documents/document-problems';
import { documentProblemText } from '../../../../../../documents/problem';
import type { ReportFigures } from '../../../../../../documents/report-figures';
import { reportDocument, reportPrompts } from '../../../../../../documents/results-report';
import { superiorOf } from '../../../../../../organisation/actions/read-organisation.server';
import { SYSTEM } from '../../../../../../organisation/actor';
import { may } from '../../../../../../organisation/permission';
import { attachSignedFile } from '../../../../../../publication/actions/attach-signed-file.server';
import { beginCorrection } from '../../../../../../publication/actions/begin-publication.server';
import { approvePublication, returnPublication } from '../../../../../../publication/actions/decide-publication.server';
import { editDraft, redraft } from '../../../../../../publication/actions/edit-draft.server';
import { preparePublication } from '../../../../../../publication/actions/prepare-publication.server';
import { figuresMovedSince, previewDraft } from '../../../../../../publication/actions/read-preview.server';
import { readCombinedUnitsWith } from '../../../../../../publication/actions/read-combined-units.server';
import { readPublication } from '../../../../../../publication/actions/read-publications.server';
import { recordPosting } from '../../../../../../publication/actions/record-posting.server';
import { recordUpwardReport } from '../../../../../../publication/actions/record-upward-report.server';
import { dueState, parseSnapshotId, type Publication } from '../../../../../../publication/publication';
import type { App } from '../../../../../../platform/app';
import {
  isShown,
  overallRow,
  reportFiguresOf,
  type SnapshotContent,
  type SnapshotReport,
} from '../../../../../../publication/snapshot';
import type { Locale } from '../../../../../../ui/locale';
import { publicationTitle } from '../../../../../../publication/publication-title';
import { publicationOfficeText } from '../../../../../../ui/text/publication-office';
import { done, enter, refused, uploaded, valueOr } from '../door';
import { saveReport, textOf } from '../report-door';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { actor, unit } = enter(event);
  const { app, locale } = event.locals;
  const desk = valueOr(event, await readPublication(app, actor, unit, event.params.publication));
  const { publication, draft, snapshot, names } = desk;
  const mayPrepare = may(actor, 'prepare-publication', unit);
  const editing = mayPrepare && (publication.state === 'drafted' || publication.state === 'returned');
  const preview = editing ? await previewDraft(app, actor, unit, publication.frame.id) : undefined;
  const deciding =
    may(actor, 'approve-publication', unit) && publication.state === 'prepared' && snapshot !== undefined;
  return {
    unit,
    id: publication.frame.id,
    title: publicationTitle(publication.frame, locale),
    window: publication.frame.window,
    due: dueState(publication.frame.window, publication, app.clock.today()),
    state: publication.state,
    said: saidOf(publication, names),
    reason: publication.frame.reason,
    mayPrepare,
    mayApprove: may(actor, 'approve-publication', unit),
    mayPost: may(actor, 'record-posting', unit),
    isPreparer: snapshot?.preparedBy === actor.accountId,
    editing,
    draft: editing ? draft.report : undefined,
    problems:
      editing && preview?.ok === true
        ? paperProblems(reportFiguresOf(preview.value.content), draft.report, locale)
        : [],
    prompts: editing ? reportPrompts(draft.report).length : 0,
    figures:
      preview === undefined
        ? undefined
        : preview.ok
          ? { moved: preview.value.figuresMoved, quota: preview.value.content.quota !== null }
          : undefined,
    snapshot: editing ? undefined : snapshot && { content: snapshot.content, sha256: snapshot.sha256 },
    combined: await lineWith(app, publication, snapshot?.content),
    moved: deciding ? await figuresMovedSince(app, unit, publication.frame.id, snapshot.content) : false,
    postings: desk.postings.map(({ id, postedOn, postedBy, place, hasPhoto }) => ({
      id,
      postedOn,
      postedBy,
      place,
      hasPhoto,
    })),
    signed: desk.signed.map(({ id, officialNumber, signedOn }) => ({ id, officialNumber, signedOn })),
    sent: desk.sent.map(({ id, sentOn, toUnitName, sentHow, officialNumber }) => ({
      id,
      sentOn,
      toUnitName,
      sentHow,
      officialNumber,
    })),
    above: (await superiorOf(app, unit))?.name,
    today: app.clock.today(),
    personName: actor.name,
  };
};

/** What the registry would send the report back for, in words. */
function paperProblems(figures: ReportFigures, report: SnapshotReport, locale: Locale): readonly string[] {
  return documentProblems(reportDocument(figures, report, report.issuance)).map((problem) =>
    documentProblemText(problem, locale),
  );
}

/** Of a published unit whose own figure is hidden: the line of several units in which it is counted. */
async function lineWith(app: App, { state }: Publication, content: SnapshotContent | undefined) {
  if (state !== 'published' || content === undefined || isShown(overallRow(content))) return undefined;
  return (await readCombinedUnitsWith(app, content.unit.code, content.id))?.line;
}

/** Who did the last step, and when. */
function saidOf(publication: Publication, names: ReadonlyMap<string, string>) {
  const name = (id: string): string => names.get(id) ?? id;
  switch (publication.state) {
    case 'drafted':
      return undefined;
    case 'prepared':
      return {
        name: name(publication.preparedBy),
        on: vietnameseDayOf(publication.preparedAt),
        bySystem: false,
        note: undefined,
      };
    case 'returned':
      return {
        name: name(publication.returnedBy),
        bySystem: publication.returnedBy === SYSTEM.accountId,
        on: vietnameseDayOf(publication.returnedAt),
        note: publication.note,
      };
    case 'approved':
      return { name: name(publication.approvedBy), on: publication.publishOn, bySystem: false, note: undefined };
    case 'published':
      return { name: name(publication.approvedBy), on: publication.publishedOn, bySystem: false, note: undefined };
  }
}

function textFor(event: RequestEvent) {
  return publicationOfficeText[event.locals.locale];
}

/** Keeps what is typed, whatever else is wrong. */
async function save(event: RequestEvent<{ publication: string; unit: string }>) {
  const { actor, unit } = enter(event);
  const { app } = event.locals;
  const desk = valueOr(event, await readPublication(app, actor, unit, event.params.publication));
  return saveReport(event, desk.draft.report, (report) =>
    editDraft(app, actor, unit, event.params.publication, report),
  );
}

export const actions: Actions = {
  save: async (event) => {
    const saved = await save(event);
    return saved.problem ?? done('draft', textFor(event).draft.saved);
  },
  send: async (event) => {
    const saved = await save(event);
    if (saved.problem) return saved.problem;
    const { actor, unit } = enter(event);
    const { app } = event.locals;
    const sent = await preparePublication(app, actor, unit, event.params.publication, app.config.publicUrl);
    return sent.ok ? done('state', textFor(event).sent) : refused(event, sent.error, 'draft');
  },
  redraft: async (event) => {
    const { actor, unit } = enter(event);
    const drafted = await redraft(event.locals.app, actor, unit, event.params.publication);
    return drafted.ok ? done('draft', textFor(event).draft.redrafted) : refused(event, drafted.error, 'draft');
  },
  approve: async (event) => {
    const { actor, unit } = enter(event);
    const form = await event.request.formData();
    const seen = parseSnapshotId(textOf(form, 'seen'));
    if (seen === undefined) return refused(event, { type: 'other-snapshot-seen' }, 'review');
    const when = form.get('when') === 'plan-day' ? ('plan-day' as const) : ('at-once' as const);
    const input = { publicationId: event.params.publication, seen, when };
    const approved = await approvePublication(event.locals.app, actor, unit, input);
    if (!approved.ok) return refused(event, approved.error, 'review');
    const text = textFor(event).review;
    // Released beside other units of its line, it would have given somebody away (docs/adr/0094).
    if (approved.value.state === 'returned') return done('state', text.givenBack, 'warning');
    return done(
      'state',
      approved.value.state === 'approved' ? text.approvedLater(approved.value.publishOn) : text.approvedNow,
    );
  },
  return: async (event) => {
    const { actor, unit } = enter(event);
    const note = cleanText(textOf(await event.request.formData(), 'note')).slice(0, 2000);
    const returned = await returnPublication(event.locals.app, actor, unit, {
      publicationId: event.params.publication,
      note,
    });
    return returned.ok ? done('state', textFor(event).review.returned) : refused(event, returned.error, 'return');
  },
  posting: async (event) => {
    const { actor, unit } = enter(event);
    const form = await event.request.formData();
    const postedOn = parseCalendarDay(textOf(form, 'postedOn'));
    if (postedOn === undefined) return refused(event, { type: 'day-invalid' }, 'posting');
    const recorded = await recordPosting(event.locals.app, actor, unit, {
      publicationId: event.params.publication,
      postedOn,
      postedBy: cleanText(textOf(form, 'postedBy')).slice(0, 200),
      place: cleanText(textOf(form, 'place')).slice(0, 200),
      photo: await uploaded(form, 'photo'),
    });
    return recorded.ok ? done('posting', textFor(event).posting.done) : refused(event, recorded.error, 'posting');
  },
  signed: async (event) => {
    const { actor, unit } = enter(event);
    const desk = valueOr(event, await readPublication(event.locals.app, actor, unit, event.params.publication));
    const form = await event.request.formData();
    const signedOnText = textOf(form, 'signedOn').trim();
    const signedOn = parseCalendarDay(signedOnText);
    if (signedOnText !== '' && signedOn === undefined) return refused(event, { type: 'day-invalid' }, 'signed');
    const attached = await attachSignedFile(event.locals.app, actor, unit, {
      subjectId: desk.snapshot?.content.id ?? '',
      bytes: (await uploaded(form, 'file')) ?? new Uint8Array(),
      officialNumber: cleanText(textOf(form, 'officialNumber')).slice(0, 60) || undefined,
      signedOn,
    });
    return attached.ok ? done('signed', textFor(event).signed.done) : refused(event, attached.error, 'signed');
  },
  upward: async (event) => {
    const { actor, unit } = enter(event);
    const desk = valueOr(event, await readPublication(event.locals.app, actor, unit, event.params.publication));
    const form = await event.request.formData();
    const sentOn = parseCalendarDay(textOf(form, 'sentOn'));
    if (sentOn === undefined) return refused(event, { type: 'day-invalid' }, 'upward');
    const recorded = await recordUpwardReport(event.locals.app, actor, unit, {
      subjectId: desk.snapshot?.content.id ?? '',
      sentOn,
      officialNumber: cleanText(textOf(form, 'officialNumber')).slice(0, 60) || undefined,
      sentHow: cleanText(textOf(form, 'sentHow')).slice(0, 100),
    });
    return recorded.ok ? done('upward', textFor(event).upward.done) : refused(event, recorded.error, 'upward');
  },
  correct: async (event) => {
    const { actor, unit, base } = enter(event);
    const reason = cleanText(textOf(await event.request.formData(), 'reason')).slice(0, 1000);
    const begun = await beginCorrection(event.locals.app, actor, unit, {
      publicationId: event.params.publication,
      reason,
    });
    if (!begun.ok) return refused(event, begun.error, 'correct');
    redirect(303, `${base}/${begun.value}`);
  },
};
