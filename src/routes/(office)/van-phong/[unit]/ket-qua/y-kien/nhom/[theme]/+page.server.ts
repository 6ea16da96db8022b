import { error, fail, redirect } from '@sveltejs/kit';
import { formatDay } from '../../../../../../../../kernel/calendar-day';
import { cleanText } from '../../../../../../../../kernel/vietnamese-text';
import {
  decideCommentTheme,
  readCommentThemes,
} from '../../../../../../../../results/actions/decide-comment-theme.server';
import { commentProblem } from '../../../../../../../../results/comment-problem';
import { linesOfTheme, themesOn } from '../../../../../../../../results/comment-theme';
import { readThemeForm } from '../../../../../../../../results/comment-theme-form';
import { parsePeriodId } from '../../../../../../../../survey/reporting-period';
import { formatInstant } from '../../../../../../../../ui/format-instant';
import { requireAt } from '../../../../../../../unit-door';
import type { Actions, PageServerLoad } from './$types';

const newTheme = 'moi';
const longestForm = 20_000;

export const load: PageServerLoad = async (event) => {
  const { actor, unitCode } = requireAt(event, 'prepare-publication', 'manage-collection');
  const { app, locale } = event.locals;
  const found = await readCommentThemes(app, actor, unitCode);
  if (!found.ok) error(403, commentProblem(found.error, locale).text);
  const { builtIn, decided } = found.value;
  const code = event.params.theme;
  const period = parsePeriodId(event.url.searchParams.get('ky') ?? '');
  const day = period?.until ?? app.clock.today();
  // A retired theme comes with its last words.
  const theme =
    themesOn(builtIn, decided, day).find((each) => each.code === code) ??
    [...builtIn, ...decided].findLast((each) => each.code === code);
  if (code !== newTheme && !theme) error(404, commentProblem({ type: 'theme-unknown' }, locale).text);
  return {
    unitCode,
    theme: theme && { name: theme.name, kind: theme.kind, lines: linesOfTheme(theme) },
    validFrom: formatDay(period?.from ?? app.clock.today()),
    asked: period ? `?ky=${period.id}` : '',
    history: decided
      .filter((each) => each.code === code)
      .map(({ deciderName, decidedAt, validFrom, retired }) => ({
        by: deciderName,
        at: formatInstant(decidedAt, locale),
        validFrom,
        retired,
      }))
      .reverse(),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { actor, unitCode } = requireAt(event, 'prepare-publication', 'manage-collection');
    const { app, locale } = event.locals;
    const form = await event.request.formData();
    const valueOf = (name: string) => cleanText(String(form.get(name) ?? '')).slice(0, longestForm);
    const code = event.params.theme === newTheme ? undefined : event.params.theme;
    const read = readThemeForm(valueOf, code);
    const decided = read.ok ? await decideCommentTheme(app, actor, { unitCode, theme: read.value }) : read;
    if (decided.ok) {
      const period = event.url.searchParams.get('ky');
      const query = new URLSearchParams({ 'da-luu': '', ...(period ? { ky: period } : {}) });
      redirect(303, `/van-phong/${unitCode}/ket-qua/y-kien/nhom?${query}`);
    }
    const { status, text } = commentProblem(decided.error, locale);
    const values = Object.fromEntries(['ten', 'loai', 'cum-tu', 'tu-ngay'].map((name) => [name, valueOf(name)]));
    return fail(status, { values, errors: [{ text }] });
  },
};
