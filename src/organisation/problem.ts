import { fillText } from '../ui/fill-text';
import type { Locale } from '../ui/locale';
import { accountsText } from '../ui/text/accounts';
import { organisationText } from '../ui/text/organisation';
import type { Refusal } from './import-plan';

type AccountKey = keyof (typeof accountsText)['vi']['problems'];
type OrganisationKey = keyof (typeof organisationText)['vi']['problems'];

/** What a person reads when an account action is refused. */
export function describeAccountProblem(problem: { readonly type: AccountKey }, locale: Locale): string {
  return fillText(accountsText[locale].problems[problem.type], problem, locale);
}

export function describeOrganisationProblem(problem: { readonly type: OrganisationKey }, locale: Locale): string {
  return fillText(organisationText[locale].problems[problem.type], problem, locale);
}

/** `Đơn vị cấp trên: chưa có đơn vị “QNG-XX”. …` */
export function describeRefusal(refusal: Refusal, locale: Locale): string {
  const text = organisationText[locale];
  const line = refusal.otherLine === undefined ? '' : fillText(text.duplicateLine, { line: refusal.otherLine }, locale);
  const column = text.columns[refusal.column] ?? refusal.column;
  return fillText(text.refusals[refusal.type], { column, value: refusal.value.slice(0, 80), line }, locale);
}

/** HTTP status of a refusal: the right is missing, the thing is missing, or what was typed needs mending. */
export function statusOf(problem: { readonly type: string }): number {
  if (problem.type === 'not-allowed') return 403;
  if (problem.type === 'not-found') return 404;
  if (problem.type === 'locked-out') return 429;
  return 422;
}
