import type { PlanContent } from './plan';

/** One part of the plan that an amendment changes: what left, what came. Parts are named in ui/text/survey.ts. */
export interface PlanDifference {
  readonly part: PlanPart;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

export type PlanPart =
  | 'title'
  | 'issuance'
  | 'legalBases'
  | 'purposes'
  | 'requirements'
  | 'methods'
  | 'scope'
  | 'periods'
  | 'fields'
  | 'channels'
  | 'questionnaire'
  | 'quota'
  | 'targets'
  | 'publication'
  | 'tasks'
  | 'recipients'
  | 'options';

/** How one value of a part is written as a line; the screen and the paper give their own words. */
export type PlanLines = Readonly<Record<PlanPart, (content: PlanContent) => readonly string[]>>;

/** The parts whose lines differ, in the order of the plan. A line that only moved is no difference. */
export function planDifferences(before: PlanContent, after: PlanContent, lines: PlanLines): PlanDifference[] {
  return (Object.keys(lines) as PlanPart[]).flatMap((part) => {
    const old = lines[part](before);
    const now = lines[part](after);
    const removed = old.filter((line) => !now.includes(line));
    const added = now.filter((line) => !old.includes(line));
    return removed.length + added.length > 0 ? [{ part, removed, added }] : [];
  });
}
