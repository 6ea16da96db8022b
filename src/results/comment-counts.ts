import { minimumGroup } from './period-results';

/** How many texts of a period belong to a theme; a text may belong to several. */
export interface ThemeCount {
  readonly code: string;
  readonly texts: number;
}

export type GuardedThemeCount = { readonly code: string } & (
  { readonly state: 'shown'; readonly texts: number } | { readonly state: 'hidden' }
);

/** What a reader who may not read the texts sees of the base periods that are over. */
export interface GuardedThemes {
  /** Undefined where a base period has some texts and fewer than the minimum. */
  readonly texts: number | undefined;
  readonly themes: readonly GuardedThemeCount[];
}

/**
 * Counts for those who may not read the texts. In each base period a theme of 1 to 4 texts is hidden, and with a single
 * hidden one the next smallest, since total and other counts might give it away. A longer period is the sum of what its
 * base periods show, and is hidden where one of them hides: so no difference between periods tells what was hidden (invariant 5).
 */
export function guardThemes(
  codes: readonly string[],
  bases: readonly { readonly texts: number; readonly counts: ReadonlyMap<string, number> }[],
): GuardedThemes {
  const hidden = new Set(bases.flatMap((base) => hiddenIn(codes, base)));
  return {
    texts: bases.some(({ texts }) => isSmall(texts)) ? undefined : bases.reduce((sum, { texts }) => sum + texts, 0),
    themes: codes.map((code) =>
      hidden.has(code)
        ? { code, state: 'hidden' }
        : { code, state: 'shown', texts: bases.reduce((sum, { counts }) => sum + (counts.get(code) ?? 0), 0) },
    ),
  };
}

function isSmall(count: number): boolean {
  return count > 0 && count < minimumGroup;
}

function hiddenIn(
  codes: readonly string[],
  { texts, counts }: { readonly texts: number; readonly counts: ReadonlyMap<string, number> },
): string[] {
  // So few texts: what none of them says would be told of all of them.
  if (isSmall(texts)) return [...codes];
  const count = (code: string) => counts.get(code) ?? 0;
  const small = codes.filter((code) => isSmall(count(code)));
  if (small.length !== 1) return small;
  const next = codes
    .filter((code) => count(code) >= minimumGroup)
    .reduce<string | undefined>(
      (least, code) => (least === undefined || count(code) < count(least) ? code : least),
      undefined,
    );
  return next === undefined ? small : [...small, next];
}
