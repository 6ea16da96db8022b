import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Decision, decideShown, type ShownPeriod } from './suppression';

const minimum = 5;
const quarters = ['Q1', 'Q2', 'Q3', 'Q4'];
const year: ShownPeriod[] = [
  { id: 'Q1', bases: ['Q1'] },
  { id: 'Q2', bases: ['Q2'] },
  { id: 'H1', bases: ['Q1', 'Q2'] },
  { id: 'Q3', bases: ['Q3'] },
  { id: '9M', bases: ['Q1', 'Q2', 'Q3'] },
  { id: 'Q4', bases: ['Q4'] },
  { id: 'H2', bases: ['Q3', 'Q4'] },
  { id: 'Y', bases: quarters },
];

function decide(table: readonly (readonly number[])[], periods: readonly ShownPeriod[] = year): Decision {
  const codes = (table[0] ?? []).map((_, index) => `F${index}`);
  return decideShown(
    {
      bases: quarters.slice(0, table.length),
      codes,
      count: (base, code) => table[quarters.indexOf(base)]?.[codes.indexOf(code)] ?? 0,
    },
    periods.filter(({ bases }) => bases.every((base) => quarters.indexOf(base) < table.length)),
  );
}

/** Exact rank of integer rows by fraction-free elimination (Bareiss) on bigint: shares no code with the product. */
function rank(rows: readonly (readonly bigint[])[]): number {
  const matrix = rows.map((row) => [...row]);
  const width = matrix[0]?.length ?? 0;
  let found = 0;
  let before = 1n;
  for (let column = 0; column < width && found < matrix.length; column += 1) {
    const pivot = matrix.findIndex((row, index) => index >= found && row[column] !== 0n);
    if (pivot < 0) continue;
    [matrix[found], matrix[pivot]] = [matrix[pivot] as bigint[], matrix[found] as bigint[]];
    const top = matrix[found] as bigint[];
    const lead = top[column] as bigint;
    for (let index = found + 1; index < matrix.length; index += 1) {
      const row = matrix[index] as bigint[];
      const factor = row[column] as bigint;
      matrix[index] = row.map((value, at) => (value * lead - (top[at] as bigint) * factor) / before);
    }
    before = lead;
    found += 1;
  }
  return found;
}

/**
 * The attacker: knows every n, also the hidden ones, and adds and subtracts published tables as he likes. Returns the first
 * group of 1 to 4 people whose answers follow from them.
 */
function attack(
  table: readonly (readonly number[])[],
  decision: Decision,
  periods: readonly ShownPeriod[],
): string | undefined {
  const atoms = table
    .flatMap((row, base) => row.map((people, code) => ({ base: quarters[base] ?? '', code: `F${code}`, people })))
    .filter(({ people }) => people > 0);
  const published: bigint[][] = [];
  for (const { id, bases } of periods) {
    const within = (base: string) => bases.includes(base);
    if (decision.wholes.has(id)) published.push(atoms.map(({ base }) => (within(base) ? 1n : 0n)));
    for (const code of decision.shown.get(id) ?? [])
      published.push(atoms.map((atom) => (within(atom.base) && atom.code === code ? 1n : 0n)));
  }
  const full = rank(published);
  const search = (from: number, people: number, chosen: number[]): string | undefined => {
    for (let index = from; index < atoms.length; index += 1) {
      const sum = people + (atoms[index]?.people ?? 0);
      if (sum >= minimum) continue;
      const next = [...chosen, index];
      if (rank([...published, atoms.map((_, at) => (next.includes(at) ? 1n : 0n))]) === full) {
        return next.map((at) => `${atoms[at]?.base} ${atoms[at]?.code} (${atoms[at]?.people})`).join(' + ');
      }
      const deeper = search(index + 1, sum, next);
      if (deeper) return deeper;
    }
    return undefined;
  };
  return search(0, 0, []);
}

const people = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 80 }));
const tables = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 5 }))
  .chain(([rows, columns]) =>
    fc.array(fc.array(people, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
  );

describe('suppression', () => {
  it('leaves no group of one to four people to an attacker who adds and subtracts all that is shown', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const periods = year.filter(({ bases }) => bases.every((base) => quarters.indexOf(base) < table.length));
        expect(attack(table, decide(table), periods)).toBeUndefined();
      }),
      { numRuns: 400 },
    );
  });

  it('shows no figure of fewer than five people', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const { shown } = decide(table);
        for (const { id, bases } of year) {
          for (const code of shown.get(id) ?? []) {
            const total = bases.reduce(
              (sum, base) => sum + (table[quarters.indexOf(base)]?.[Number(code.slice(1))] ?? 0),
              0,
            );
            expect(total).toBeGreaterThanOrEqual(minimum);
          }
        }
      }),
    );
  });

  it('shows everything where every group has at least five people', () => {
    const enough = tables.map((table) => table.map((row) => row.map((count) => count + minimum)));
    fc.assert(
      fc.property(enough, (table) => {
        const { wholes, shown } = decide(table);
        for (const [id, groups] of shown) {
          expect(wholes.has(id)).toBe(true);
          expect(groups.size).toBe(table[0]?.length);
        }
      }),
    );
  });

  it('hides the next smallest group beside a single small one', () => {
    const { shown, wholes } = decide([[60, 20, 3]]);
    expect([...(shown.get('Q1') ?? [])]).toEqual(['F0']);
    expect(wholes.has('Q1')).toBe(true);
  });

  it('hides no third group where the small ones together are five', () => {
    expect([...(decide([[60, 20, 3, 2]]).shown.get('Q1') ?? [])]).toEqual(['F0', 'F1']);
  });

  it('hides no group for the sake of an empty one', () => {
    expect([...(decide([[60, 20, 0]]).shown.get('Q1') ?? [])]).toEqual(['F0', 'F1']);
  });

  it('hides the half-year of a group whose one quarter was small: the other quarter is its difference', () => {
    const { shown } = decide([
      [60, 3, 9],
      [60, 20, 30],
    ]);
    expect(shown.get('Q2')?.has('F1')).toBe(true);
    expect(shown.get('H1')?.has('F1')).toBe(false);
  });

  it('shows nine months again once the small quarters together are five', () => {
    const { shown } = decide([
      [60, 3, 90],
      [60, 20, 30],
      [60, 2, 90],
    ]);
    expect(shown.get('9M')?.has('F1')).toBe(true);
  });

  it('decides a quarter without looking at later ones: what was shown stays shown', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const first = decide(table.slice(0, 1)).shown.get('Q1');
        expect([...(decide(table).shown.get('Q1') ?? [])].sort()).toEqual([...(first ?? [])].sort());
      }),
    );
  });
});
