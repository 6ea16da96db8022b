import { notApplicable, pointsOf, type Slot } from '../survey/questionnaire';
import type { Settlement, SheetState } from './keying';
import type { NamedChoice } from './keying-sheet';

/** One answer the third person may choose. Words of a scale stand in `ui/text`, so a rating brings only its number. */
export interface SettlingOption {
  readonly value: string;
  /** Undefined: the words of the scale, of blank, or of "không áp dụng" belong here. */
  readonly words: string | undefined;
  readonly byFirst: boolean;
  readonly bySecond: boolean;
}

/** One place of difference with everything the sheet could say there. */
export interface SettlingPlace {
  /** Name of the form's control: `kind`, `field`, `official`, `slot-3`. */
  readonly name: string;
  readonly at: 'kind' | 'field' | 'official' | 'slot';
  readonly label: string;
  readonly scale: 'five' | 'three' | undefined;
  readonly options: readonly SettlingOption[];
}

interface Context {
  readonly slots: readonly Slot[];
  readonly fields: readonly NamedChoice[];
  readonly officials: readonly NamedChoice[];
}

function options(
  values: readonly { readonly value: string; readonly words?: string }[],
  first: string,
  second: string,
): SettlingOption[] {
  return values.map(({ value, words }) => ({ value, words, byFirst: value === first, bySecond: value === second }));
}

function slotValues(slot: Slot, first: number, second: number): { value: string; words?: string }[] {
  const extra = slot.notApplicable ? [{ value: String(notApplicable) }] : [];
  switch (slot.kind) {
    case 'rating':
      return [
        ...Array.from({ length: pointsOf(slot.scale) }, (_, index) => ({ value: String(index + 1) })),
        { value: '0' },
        ...extra,
      ];
    case 'single':
      return [...slot.options.map((words, index) => ({ value: String(index + 1), words })), { value: '0' }, ...extra];
    case 'multiple':
      return [...new Set([first, second])].map((mask) => {
        const ticked = slot.options.filter((_, index) => mask !== notApplicable && mask & (1 << index));
        return ticked.length > 0 ? { value: String(mask), words: ticked.join(', ') } : { value: String(mask) };
      });
  }
}

/** The differences of one sheet as questions; empty where there is nothing to settle. */
export function settlingPlaces(state: SheetState, { slots, fields, officials }: Context): SettlingPlace[] {
  const first = state.first?.reading;
  const second = state.second?.reading;
  if (!first || !second) return [];
  return state.differences.flatMap((difference): SettlingPlace[] => {
    if (difference.at === 'kind') {
      return [
        {
          name: 'kind',
          at: 'kind',
          label: '',
          scale: undefined,
          options: options(
            [
              { value: 'first', words: first.kind },
              { value: 'second', words: second.kind },
            ],
            'first',
            'second',
          ),
        },
      ];
    }
    if (first.kind !== 'ballot' || second.kind !== 'ballot') return [];
    if (difference.at === 'slot') {
      const slot = slots[difference.slot];
      if (!slot) return [];
      const [one, other] = [first.answers[slot.index] ?? 0, second.answers[slot.index] ?? 0];
      const scale = slot.kind === 'rating' ? slot.scale : undefined;
      return [
        {
          name: `slot-${slot.index}`,
          at: 'slot',
          label: slot.text,
          scale,
          options: options(slotValues(slot, one, other), String(one), String(other)),
        },
      ];
    }
    const isField = difference.at === 'field';
    const choices = [
      ...(isField ? fields : officials).map(({ code, name }) => ({ value: code, words: name })),
      { value: '' },
    ];
    const [one, other] = isField ? [first.fieldCode, second.fieldCode] : [first.officialCode, second.officialCode];
    return [
      {
        name: difference.at,
        at: difference.at,
        label: '',
        scale: undefined,
        options: options(choices, one ?? '', other ?? ''),
      },
    ];
  });
}

/** What was chosen on the page, by name of the control; undefined where a place was left open. */
export function settlementOf(
  places: readonly SettlingPlace[],
  chosen: ReadonlyMap<string, string>,
): Settlement | undefined {
  if (places.some((place) => !place.options.some((option) => option.value === chosen.get(place.name))))
    return undefined;
  const answers: Record<number, number> = {};
  for (const { at, name } of places) if (at === 'slot') answers[Number(name.slice(5))] = Number(chosen.get(name));
  const kind = chosen.get('kind');
  return {
    answers,
    kind: kind === 'first' || kind === 'second' ? kind : undefined,
    fieldCode: chosen.get('field') || undefined,
    officialCode: chosen.get('official') || undefined,
  };
}
