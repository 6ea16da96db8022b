import { respondentCatalogue } from './built-in-questionnaires';
import type { Factor, Item, OwnQuestion, Questionnaire, Scale, ScaleOrder } from './questionnaire';

/** What the clerk typed: texts only. Ids are given here, so that a question keeps its id as long as it keeps its words. */
export interface QuestionnaireDraft {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly scale: Scale;
  readonly scaleOrder: ScaleOrder;
  readonly factors: readonly { readonly id: string; readonly title: string; readonly items: readonly string[] }[];
  readonly overall: string;
  readonly questions: readonly OwnQuestionDraft[];
  /** Ids of `respondentCatalogue`. */
  readonly respondent: readonly string[];
}

export interface OwnQuestionDraft {
  readonly kind: OwnQuestion['kind'];
  readonly text: string;
  readonly options: readonly string[];
  readonly notApplicable: boolean;
}

const romans = [
  'I',
  'II',
  'III',
  'IV',
  'V',
  'VI',
  'VII',
  'VIII',
  'IX',
  'X',
  'XI',
  'XII',
  'XIII',
  'XIV',
  'XV',
  'XVI',
  'XVII',
  'XVIII',
  'XIX',
  'XX',
];

/**
 * The form the draft describes. An item whose words are those of the base keeps its id, so that its figures can be
 * compared between versions; changed words are another question and get a number never used in the base.
 */
export function reviseQuestionnaire(base: Questionnaire, draft: QuestionnaireDraft, version: number): Questionnaire {
  const used = new Set(base.factors.flatMap((factor) => [factor.id, ...factor.items.map(({ id }) => id)]));
  const idOf = new Map(base.factors.flatMap((factor) => factor.items.map(({ id, text }) => [text, id] as const)));
  const taken = new Set<string>();
  const factors = draft.factors.map((each): Factor => {
    const id = claim(
      taken,
      each.id !== '' ? each.id : (romans.find((roman) => !used.has(roman) && !taken.has(roman)) ?? 'X'),
    );
    return { id, title: each.title, items: each.items.map((text) => itemOf(text, id, idOf, used, taken)) };
  });
  return {
    id: draft.id,
    version,
    title: draft.title,
    source: draft.source,
    scale: draft.scale,
    scaleOrder: draft.scaleOrder,
    factors,
    overall: { id: 'overall', text: draft.overall },
    questions: ownQuestions(base, draft.questions),
    respondent: respondentCatalogue.filter(({ id }) => draft.respondent.includes(id)),
  };
}

function claim(taken: Set<string>, id: string): string {
  taken.add(id);
  return id;
}

function itemOf(
  text: string,
  factorId: string,
  idOf: ReadonlyMap<string, string>,
  used: ReadonlySet<string>,
  taken: Set<string>,
): Item {
  const old = idOf.get(text);
  if (old !== undefined && !taken.has(old)) return { id: claim(taken, old), text };
  let number = 1;
  while (used.has(`${factorId}.${number}`) || taken.has(`${factorId}.${number}`)) number += 1;
  return { id: claim(taken, `${factorId}.${number}`), text };
}

function ownQuestions(base: Questionnaire, drafts: readonly OwnQuestionDraft[]): OwnQuestion[] {
  const used = new Set(base.questions.map(({ id }) => id));
  const taken = new Set<string>();
  return drafts.map((draft): OwnQuestion => {
    const same = base.questions.find((old) => isSame(old, draft) && !taken.has(old.id));
    const id = claim(taken, same?.id ?? freshId(used, taken));
    const { text, kind, options, notApplicable } = draft;
    switch (kind) {
      case 'text':
        return { id, kind, text };
      case 'five':
      case 'three':
        return { id, kind, text, notApplicable };
      case 'single':
      case 'multiple':
        return { id, kind, text, options, notApplicable };
    }
  });
}

function isSame(old: OwnQuestion, draft: OwnQuestionDraft): boolean {
  if (old.kind !== draft.kind || old.text !== draft.text) return false;
  if (old.kind === 'single' || old.kind === 'multiple') return old.options.join('\n') === draft.options.join('\n');
  return true;
}

function freshId(used: ReadonlySet<string>, taken: ReadonlySet<string>): string {
  let number = 1;
  while (used.has(`R${number}`) || taken.has(`R${number}`)) number += 1;
  return `R${number}`;
}

/** Copies a form under a new id; what the clerk then edits. */
export function copyQuestionnaire(base: Questionnaire, id: string, title: string): Questionnaire {
  return { ...base, id, version: 1, title };
}
