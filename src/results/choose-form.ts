/** A form used in a period, with the ballots counted on it. */
export interface UsedForm {
  readonly id: string;
  readonly version: number;
  readonly ballots: number;
}

/** What a reader asks for: a form, or one version of it. */
export interface AskedForm {
  readonly id: string;
  readonly version: number | undefined;
}

/** `A` or `A@2`, as the `results` command and the address of the page write it. */
export function parseAskedForm(text: string): AskedForm | undefined {
  const found = /^([A-Z0-9.-]{1,20})(?:@([1-9]\d{0,4}))?$/i.exec(text.trim());
  if (!found?.[1]) return undefined;
  return { id: found[1].toUpperCase(), version: found[2] === undefined ? undefined : Number(found[2]) };
}

export function askedFormText({ id, version }: { readonly id: string; readonly version: number }): string {
  return `${id}@${version}`;
}

/** Most ballots first; of equals the later version, then the id. */
export function formsInOrder(forms: readonly UsedForm[]): UsedForm[] {
  return [...forms].sort((a, b) => b.ballots - a.ballots || b.version - a.version || (a.id < b.id ? -1 : 1));
}

/**
 * Forms and versions are never pooled: what is shown is the one asked for, else the one with most ballots. The others are
 * named beside it.
 */
export function chooseForm(
  forms: readonly UsedForm[],
  asked: AskedForm | undefined,
): { readonly chosen: UsedForm; readonly others: readonly UsedForm[] } | undefined {
  const ordered = formsInOrder(forms);
  const chosen = ordered.find(
    (form) =>
      asked === undefined || (form.id === asked.id && (asked.version === undefined || form.version === asked.version)),
  );
  return chosen && { chosen, others: ordered.filter((form) => form !== chosen) };
}
