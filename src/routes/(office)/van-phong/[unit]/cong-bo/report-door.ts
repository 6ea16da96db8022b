import type { RequestEvent } from '@sveltejs/kit';
import { fail } from '@sveltejs/kit';
import type { Result } from '../../../../../kernel/result';
import { publicationProblem } from '../../../../../publication/problem';
import { readReportForm } from '../../../../../publication/report-form';
import type { SnapshotReport } from '../../../../../publication/snapshot';
import { type PublicationProblemKey, publicationOfficeText } from '../../../../../ui/text/publication-office';
import { refused } from './door';

export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

/** Reads the report's form, keeps every word, and says which fields could not be read. */
export async function saveReport(
  event: RequestEvent,
  before: SnapshotReport,
  keep: (report: SnapshotReport) => Promise<Result<undefined, { readonly type: PublicationProblemKey }>>,
) {
  const form = await event.request.formData();
  const { report, problems } = readReportForm((name) => textOf(form, name), before);
  const kept = await keep(report);
  if (!kept.ok) return { problem: refused(event, kept.error, 'draft') };
  if (problems.length === 0) return { problem: undefined };
  const { locale } = event.locals;
  const fields = problems.map(({ type, field }) => ({ field, text: publicationOfficeText[locale].problem[type] }));
  const first = publicationProblem(problems[0] ?? { type: 'day-invalid' }, locale);
  return { problem: fail(422, { part: 'draft', problem: first.text, done: undefined, fields }) };
}
