import { fail, redirect } from '@sveltejs/kit';
import { draftKind } from '../../../../../../organisation/actions/import-records.server';
import { keepDraft } from '../../../../../../organisation/actions/import-draft.server';
import { describeSpreadsheetProblem } from '../../../../../../organisation/describe-spreadsheet';
import { describeOrganisationProblem } from '../../../../../../organisation/problem';
import {
  fieldKind,
  importKinds,
  officialKind,
  procedureKind,
  unitKind,
} from '../../../../../../organisation/record-kinds';
import { defaultLimits } from '../../../../../../platform/spreadsheet';
import { textOf } from '../../../../../session-cookie';
import { requirePlace } from '../office';
import type { Actions, PageServerLoad } from './$types';

const kinds = { units: unitKind, fields: fieldKind, procedures: procedureKind, officials: officialKind };

export const load: PageServerLoad = (event) => {
  requirePlace(event, 'edit-organisation');
  const count = (name: string) => Number(event.url.searchParams.get(name)) || 0;
  return {
    written: event.url.searchParams.has('them') ? { added: count('them'), changed: count('doi') } : undefined,
    kinds: importKinds.map((kind) => ({
      kind,
      columns: Object.keys(kinds[kind].names),
      required: kinds[kind].required.filter((column) => column !== 'unit') as string[],
    })),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { actor, unit } = requirePlace(event, 'edit-organisation');
    const { app, locale } = event.locals;
    const form = await event.request.formData();
    const kind = importKinds.find((one) => one === textOf(form, 'kind')) ?? 'fields';
    const file = form.get('file');
    const refuse = (text: string) => fail(422, { kind, errors: [{ field: 'file', text }] });
    if (!(file instanceof File) || file.size === 0)
      return refuse(describeSpreadsheetProblem({ type: 'empty-file' }, locale));
    if (file.size > defaultLimits.maxBytes) {
      const limitMegabytes = Math.floor(defaultLimits.maxBytes / 1_048_576);
      return refuse(
        describeSpreadsheetProblem(
          { type: 'file-too-large', megabytes: Math.ceil(file.size / 1_048_576), limitMegabytes },
          locale,
        ),
      );
    }
    const upload = { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
    const kept = await keepDraft(app, actor, {
      unitCode: unit,
      kind: draftKind(kind),
      permission: 'edit-organisation',
      file: upload,
    });
    if (!kept.ok) return refuse(describeOrganisationProblem(kept.error, locale));
    redirect(303, `/van-phong/${unit}/to-chuc/nhap-tep/${kind}/${kept.value}`);
  },
};
