import { error, fail, redirect } from '@sveltejs/kit';
import {
  changeDraftOptions,
  discardDraft,
  readDraft,
} from '../../../../../../../../organisation/actions/import-draft.server';
import {
  confirmImport,
  draftKind,
  type ImportProblem,
  previewImport,
} from '../../../../../../../../organisation/actions/import-records.server';
import {
  describeSpreadsheetProblem,
  describeSpreadsheetWarning,
  isSpreadsheetProblem,
} from '../../../../../../../../organisation/describe-spreadsheet';
import { describeOrganisationProblem, describeRefusal } from '../../../../../../../../organisation/problem';
import { importKinds, type ImportKindName } from '../../../../../../../../organisation/record-kinds';
import type { Locale } from '../../../../../../../../ui/locale';
import { shellText } from '../../../../../../../../ui/text/shell';
import { textOf } from '../../../../../../../session-cookie';
import { requirePlace } from '../../../office';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const pageSize = 50;

function kindOf(event: Pick<RequestEvent, 'params' | 'locals'>): ImportKindName {
  const kind = importKinds.find((one) => one === event.params.kind);
  if (kind === undefined) error(404, shellText[event.locals.locale].error.notFound);
  return kind;
}

function describe(problem: ImportProblem, locale: Locale): string {
  return isSpreadsheetProblem(problem)
    ? describeSpreadsheetProblem(problem, locale)
    : describeOrganisationProblem(problem, locale);
}

export const load: PageServerLoad = async (event) => {
  const { actor, unit } = requirePlace(event, 'edit-organisation');
  const { app, locale } = event.locals;
  const kind = kindOf(event);
  const preview = await previewImport(app, actor, unit, kind, event.params.draft);
  if (!preview.ok) return { kind, problem: describe(preview.error, locale), preview: undefined };
  const { plan, table } = preview.value;
  const lists = { rejected: plan.rejected, changed: plan.changed, added: plan.added };
  const longest = Math.max(...Object.values(lists).map((list) => list.length));
  const pages = Math.max(1, Math.ceil(longest / pageSize));
  const page = Math.min(pages, Math.max(1, Number(event.url.searchParams.get('trang')) || 1));
  const part = <T>(list: readonly T[]): T[] => list.slice((page - 1) * pageSize, page * pageSize);
  return {
    kind,
    problem: undefined,
    preview: {
      fileName: preview.value.fileName,
      digest: preview.value.digest,
      newCounters: preview.value.newCounters,
      legacy: table.legacyEncoding,
      converted: preview.value.converted,
      warnings: table.warnings.map((warning) => describeSpreadsheetWarning(warning, locale)),
      counts: {
        added: plan.added.length,
        changed: plan.changed.length,
        unchanged: plan.unchanged.length,
        rejected: plan.rejected.length,
      },
      header: table.header,
      added: part(plan.added),
      changed: part(plan.changed),
      rejected: part(plan.rejected).map((row) => ({
        line: row.line,
        content: row.cells.filter((cell) => cell !== '').join(' · '),
        reasons: row.refusals.map((refusal) => describeRefusal(refusal, locale)),
      })),
      page,
      pages,
    },
  };
};

export const actions: Actions = {
  confirm: async (event) => {
    const { actor, unit } = requirePlace(event, 'edit-organisation');
    const kind = kindOf(event);
    const digest = textOf(await event.request.formData(), 'digest');
    const done = await confirmImport(event.locals.app, actor, unit, { kind, draftId: event.params.draft, digest });
    if (done.ok) {
      const { added, changed } = done.value;
      redirect(303, `/van-phong/${unit}/to-chuc/nhap-tep?them=${added}&doi=${changed}`);
    }
    return fail(409, { problem: describe(done.error, event.locals.locale) });
  },
  /** Reads the file again by the old font, or as it is. */
  convert: async (event) => {
    const { actor, unit } = requirePlace(event, 'edit-organisation');
    const encoding = textOf(await event.request.formData(), 'encoding');
    const draft = await readDraft(event.locals.app, actor, unit, draftKind(kindOf(event)), event.params.draft);
    if (draft)
      await changeDraftOptions(
        event.locals.app,
        actor,
        draft,
        encoding === 'tcvn3' || encoding === 'vni' ? encoding : '',
      );
    redirect(303, event.url.pathname);
  },
  discard: async (event) => {
    const { actor, unit } = requirePlace(event, 'edit-organisation');
    const draft = await readDraft(event.locals.app, actor, unit, draftKind(kindOf(event)), event.params.draft);
    if (draft) await discardDraft(event.locals.app, actor, draft);
    redirect(303, `/van-phong/${unit}/to-chuc/nhap-tep`);
  },
};
