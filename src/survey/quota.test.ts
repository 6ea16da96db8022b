import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FieldCode } from '../organisation/field';
import { splitByLargestRemainder } from './largest-remainder';
import { marginPercentagePoints } from './margin-of-error';
import { quotaOfPeriod } from './period-quota';
import { type FieldDossiers, quotaFor, sumQuotas } from './quota';
import { quotaProgress } from './quota-progress';
import { bracketJumps, quangNgai2021, quotaRules, requiredBallots, thuaThienHue2015, yamane } from './quota-rule';
import { period, quartersOf } from './reporting-period';

const code = (text: string) => text as FieldCode;
const quangNgai = (bracketPerField = false) => ({
  choice: { ruleId: 'quang-ngai-2021', fixed: [] } as const,
  bracketPerField,
});
const anyFields = fc
  .uniqueArray(fc.constantFrom('DD', 'TP', 'LD', 'VH', 'NN', 'XD'), { minLength: 1 })
  .chain((codes) =>
    fc.tuple(
      ...codes.map((each) =>
        fc.record({ fieldCode: fc.constant(code(each)), dossiers: fc.integer({ min: 0, max: 1500 }) }),
      ),
    ),
  )
  .map((fields) => fields as FieldDossiers[]);

test('a split by largest remainder keeps the sum, stays within one of the exact share, and favours the larger', () => {
  fc.assert(
    fc.property(anyFields, fc.integer({ min: 0, max: 3000 }), (fields, total) => {
      const sum = fields.reduce((all, { dossiers }) => all + dossiers, 0);
      fc.pre(sum > 0);
      const split = splitByLargestRemainder(
        total,
        fields.map(({ fieldCode, dossiers }) => ({ key: fieldCode, weight: dossiers })),
      );
      expect([...split.values()].reduce((all, each) => all + each, 0)).toBe(total);
      for (const { fieldCode, dossiers } of fields) {
        const share = split.get(fieldCode) as number;
        expect(Math.abs(share - (total * dossiers) / sum)).toBeLessThan(1);
        if (dossiers === 0) expect(share).toBe(0);
        for (const other of fields)
          if (other.dossiers < dossiers) expect(split.get(other.fieldCode) as number).toBeLessThanOrEqual(share);
      }
    }),
  );
});

test('the order of the fields never changes the split', () => {
  fc.assert(
    fc.property(anyFields, fc.integer({ min: 0, max: 500 }), (fields, total) => {
      fc.pre(fields.some(({ dossiers }) => dossiers > 0));
      const weights = fields.map(({ fieldCode, dossiers }) => ({ key: fieldCode, weight: dossiers }));
      const there = splitByLargestRemainder(total, weights);
      const back = splitByLargestRemainder(total, [...weights].reverse());
      for (const [key, value] of there) expect(back.get(key)).toBe(value);
    }),
  );
});

test('the quota of the office is shared out without losing a ballot, and no field owes more ballots than it has dossiers', () => {
  fc.assert(
    fc.property(anyFields, fc.boolean(), (fields, perField) => {
      const quota = quotaFor(quangNgai(perField), fields);
      expect(quota.rows.reduce((sum, { required }) => sum + required, 0)).toBe(quota.required);
      for (const row of quota.rows) expect(row.required).toBeLessThanOrEqual(row.dossiers);
      if (!perField) expect(quota.required).toBe(requiredBallots(quangNgai2021, quota.dossiers));
    }),
  );
});

test('the other reading is shown beside the one in force, and switching the setting swaps them', () => {
  fc.assert(
    fc.property(anyFields, (fields) => {
      const office = quotaFor(quangNgai(false), fields);
      const field = quotaFor(quangNgai(true), fields);
      expect([office.inForce, field.inForce]).toEqual(['office', 'field']);
      expect(office.rows.map((row) => [row.required, row.byOtherReading])).toEqual(
        field.rows.map((row) => [row.byOtherReading, row.required]),
      );
    }),
  );
});

test('inside one bracket more dossiers never need fewer ballots', () => {
  for (const rule of quotaRules) {
    if (rule.kind === 'fixed') continue;
    const ends = rule.kind === 'brackets' ? rule.brackets.map(({ upTo }) => upTo) : [];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), (dossiers) => {
        fc.pre(!ends.includes(dossiers));
        expect(requiredBallots(rule, dossiers + 1)).toBeGreaterThanOrEqual(requiredBallots(rule, dossiers));
        expect(requiredBallots(rule, dossiers)).toBeLessThanOrEqual(dossiers);
      }),
    );
  }
});

test('the brackets of Quảng Ngãi: first match, rounded up, nothing for nothing, exactly 1,000 read as 20 %', () => {
  const asked = [0, 1, 99, 100, 101, 499, 500, 999, 1000, 1001];
  expect(asked.map((dossiers) => requiredBallots(quangNgai2021, dossiers))).toEqual([
    0, 1, 60, 40, 41, 200, 150, 300, 200, 201,
  ]);
  expect(quotaFor(quangNgai(), [{ fieldCode: code('TP'), dossiers: 1000 }])).toMatchObject({
    ownChoiceUsed: true,
    required: 200,
  });
  expect(quotaFor(quangNgai(), [{ fieldCode: code('TP'), dossiers: 999 }]).ownChoiceUsed).toBe(false);
});

test('the jumps of the brackets are found: 99 → 60 but 100 → 40, 499 → 200 but 500 → 150, 999 → 300 but 1,001 → 201', () => {
  expect(
    bracketJumps(quangNgai2021).map(({ before, ballotsBefore, after, ballotsAfter }) => [
      before,
      ballotsBefore,
      after,
      ballotsAfter,
    ]),
  ).toEqual([
    [99, 60, 100, 40],
    [499, 200, 500, 150],
    [999, 300, 1001, 201],
  ]);
});

test('Thừa Thiên Huế asks everyone up to 100, then shares with floors', () => {
  expect(
    [80, 100, 101, 300, 1000, 1001, 3000, 5000, 5001, 20_000].map((dossiers) =>
      requiredBallots(thuaThienHue2015, dossiers),
    ),
  ).toEqual([80, 100, 100, 100, 200, 200, 300, 500, 500, 1000]);
});

test('Yamane needs 286 of 1,000 and 385 of 10,000', () => {
  expect([1000, 10_000].map((dossiers) => requiredBallots(yamane, dossiers))).toEqual([286, 385]);
});

test('Sơn Kim 1 asks 20, 20 and 10 with as many in reserve, whatever the dossiers', () => {
  const fixed = [
    { fieldCode: code('TP'), official: 20, reserve: 20 },
    { fieldCode: code('TNMT'), official: 20, reserve: 20 },
    { fieldCode: code('LD'), official: 10, reserve: 10 },
  ];
  const quota = quotaFor({ choice: { ruleId: 'fixed', fixed }, bracketPerField: false }, [
    { fieldCode: code('TP'), dossiers: 500 },
  ]);
  expect(quota).toMatchObject({ required: 50, reserve: 50, dossiers: 500 });
});

test('the quota of the year is the sum of its quarters, field by field', () => {
  fc.assert(
    fc.property(fc.array(anyFields, { minLength: 4, maxLength: 4 }), (quarters) => {
      const counts = quartersOf(2025).flatMap(({ id }, index) =>
        (quarters[index] as FieldDossiers[]).map(({ fieldCode, dossiers }) => ({
          periodId: id,
          fieldCode,
          channel: 'direct' as const,
          count: dossiers,
        })),
      );
      const year = quotaOfPeriod(quangNgai(), period('2025'), [], counts);
      const parts = quartersOf(2025).map((part) => quotaOfPeriod(quangNgai(), part, [], counts));
      if (year.kind !== 'quota') throw new Error('no quota');
      const sum = parts.reduce((all, part) => all + (part.kind === 'quota' ? part.quota.required : 0), 0);
      expect(year.quota.required).toBe(sum);
      expect(year.quota.rows.reduce((all, row) => all + row.required, 0)).toBe(sum);
      expect(sumQuotas(year.parts.map(({ quota }) => quota)).required).toBe(sum);
    }),
  );
});

test('direct, postal and online dossiers count together', () => {
  const counts = (['direct', 'postal', 'online'] as const).map((channel) => ({
    periodId: period('2025-Q1').id,
    fieldCode: code('TP'),
    channel,
    count: 33,
  }));
  const found = quotaOfPeriod(quangNgai(), period('2025-Q1'), [code('TP'), code('DD')], counts);
  expect(found).toMatchObject({
    kind: 'quota',
    quota: { dossiers: 99, required: 60, rows: [{ required: 60 }, { dossiers: 0, required: 0 }] },
  });
});

test('a rule of the year has no number for a quarter', () => {
  const settings = { choice: { ruleId: 'thua-thien-hue-2015', fixed: [] } as const, bracketPerField: false };
  expect(quotaOfPeriod(settings, period('2025-Q1'), [], []).kind).toBe('only-for-the-year');
  expect(quotaOfPeriod(settings, period('2025'), [], []).kind).toBe('quota');
});

test('quota met and precision are two figures: a met quota of 60 in 99 leaves 8 points of error', () => {
  const quota = quotaFor(quangNgai(), [{ fieldCode: code('TP'), dossiers: 99 }]);
  const progress = quotaProgress(quota, new Map([[code('TP'), 60]]), 0);
  expect(progress).toMatchObject({ met: true, total: { missing: 0, ballots: 60 } });
  // 1.96 · √(0.25/60) · √(39/98) = 7.98 points
  expect(progress.total.marginPercentagePoints).toBeCloseTo(7.981, 3);
});

test('the margin shrinks with every ballot, is 0 when all answered, and is not given without a ballot', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 5000 }), fc.integer({ min: 1, max: 4999 }), (dossiers, ballots) => {
      fc.pre(ballots < dossiers);
      expect(marginPercentagePoints(ballots + 1, dossiers) as number).toBeLessThan(
        marginPercentagePoints(ballots, dossiers) as number,
      );
    }),
  );
  expect(marginPercentagePoints(0, 10)).toBeUndefined();
  expect(marginPercentagePoints(1, 1)).toBe(0);
  // The textbook value: 384 of very many give five points.
  expect(marginPercentagePoints(384, 1_000_000) as number).toBeCloseTo(5, 1);
});

test('a surplus in one field never fills the gap of another', () => {
  const quota = quotaFor(quangNgai(), [
    { fieldCode: code('TP'), dossiers: 50 },
    { fieldCode: code('DD'), dossiers: 50 },
  ]);
  const progress = quotaProgress(quota, new Map([[code('TP'), 45]]), 3);
  expect(progress.total).toMatchObject({ ballots: 48, met: true });
  expect(progress.met).toBe(false);
  expect(progress.rows.map(({ missing }) => missing)).toEqual([0, 20]);
});
