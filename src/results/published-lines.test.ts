import { expect, test } from 'vitest';
import { questionnaireC } from '../survey/built-in-questionnaires';
import type { CutGroup, ResultRow } from './period-results';
import { publishedLines, shownLines } from './published-lines';
import { rowFrom } from './result-rows';
import { tallyLayout } from './tally';

const layout = tallyLayout(questionnaireC);
const slotOf = (id: string) => layout.slots.findIndex(({ questionId }) => questionId === id);
const shown = (scope: ResultRow['scope'], id: string): ResultRow =>
  rowFrom({ scope, id, title: id }, [{ n: 10, missing: 0, notApplicable: 0, counts: [1, 2, 3, 2, 2] }], true);
const hidden = (scope: ResultRow['scope'], id: string): ResultRow => ({ scope, id, title: id, suppressed: true });
const group = (code: string, ballots: number | null, rows: readonly ResultRow[]): CutGroup => ({
  code,
  title: code,
  ballots,
  rows,
});

test('a publication is kept by the lines that carried figures: no hidden line, no hidden group, no factor', () => {
  const lines = publishedLines({
    rows: [shown('item', '1'), hidden('item', '2'), shown('factor', 'I'), shown('overall', 'overall')],
    questions: [],
    cuts: [
      {
        by: 'field',
        groups: [
          group('TP', 10, [shown('item', '1'), hidden('overall', 'overall'), shown('factor', 'I')]),
          group('DD', null, [hidden('item', '1'), hidden('overall', 'overall')]),
        ],
      },
    ],
  });
  expect(lines).toEqual({ whole: ['1', 'overall'], groups: [{ by: 'field', code: 'TP', rows: ['1'] }] });
  const look = shownLines(lines, layout);
  expect(['1', '2', 'overall'].map((id) => look.whole(slotOf(id)))).toEqual([true, false, true]);
  expect([look.groups('field'), look.groups('channel')]).toEqual([['TP'], []]);
  expect(['1', 'overall'].map((id) => look.row(slotOf(id), 'field', 'TP'))).toEqual([true, false]);
  expect(look.row(slotOf('1'), 'field', 'DD')).toBe(false);
});
