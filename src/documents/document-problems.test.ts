import { expect, test } from 'vitest';
import { type DocumentProblem, documentProblems } from './document-problems';
import { exampleFigures, exampleIssuance } from './example-figures';
import type { Block, OfficialDocument } from './official-document';
import { documentProblemText } from './problem';
import { draftReport, reportDocument } from './results-report';

function paper(body: readonly Block[], more: Partial<OfficialDocument> = {}): OfficialDocument {
  return { kind: 'report', issuance: exampleIssuance, subject: 'Kết quả', bases: [], body, appendices: [], ...more };
}

const types = (document: OfficialDocument): string[] => documentProblems(document).map(({ type }) => type);

test('a drafted report has no formal problem', () => {
  expect(documentProblems(reportDocument(exampleFigures, draftReport(exampleFigures), exampleIssuance))).toEqual([]);
});

test('what the head and foot of a paper lack is named', () => {
  const issuance = { ...exampleIssuance, agency: ' ', number: 0, signer: { office: [''] }, recipients: [] };
  expect(types(paper([{ type: 'paragraph', text: 'x' }], { issuance, subject: '' }))).toEqual([
    'agency-missing',
    'subject-missing',
    'signer-office-missing',
    'signer-name-missing',
    'recipients-missing',
    'number-not-positive',
  ]);
});

test('empty sections, skipped levels and unnamed headings are named', () => {
  expect(
    documentProblems(
      paper([
        { type: 'heading', level: 1, text: 'Kết quả' },
        { type: 'heading', level: 1, text: '' },
        { type: 'heading', level: 3, text: 'Sâu' },
      ]),
    ),
  ).toEqual([
    { type: 'section-empty', place: 'body', heading: 'Kết quả' },
    { type: 'heading-empty', place: 'body', position: 1 },
    { type: 'heading-level-skipped', place: 'body', heading: 'Sâu' },
    { type: 'section-empty', place: 'body', heading: 'Sâu' },
    { type: 'closing-text-missing' },
  ]);
  expect(types(paper([]))).toEqual(['body-empty']);
});

test('a table too wide to read and a row that does not fit are named, with the place', () => {
  const columns = Array.from({ length: 20 }, () => ({ title: 'x', align: 'left' as const }));
  const wide: Block = { type: 'table', columns, rows: [{ cells: ['1'] }] };
  const problems = documentProblems(
    paper([wide, { type: 'paragraph', text: 'x' }], { appendices: [{ title: 'x', landscape: true, body: [wide] }] }),
  );
  expect(problems).toEqual([
    { type: 'table-too-wide', place: 'body', columns: 20 },
    { type: 'table-row-width', place: 'body', row: 1, cells: 1, columns: 20 },
    { type: 'table-row-width', place: 'appendix-1', row: 1, cells: 1, columns: 20 },
  ]);
});

test('every problem is said in Vietnamese and in English', () => {
  const all: DocumentProblem[] = [
    { type: 'agency-missing' },
    { type: 'subject-missing' },
    { type: 'signer-office-missing' },
    { type: 'signer-name-missing' },
    { type: 'recipients-missing' },
    { type: 'number-not-positive', number: -1 },
    { type: 'body-empty' },
    { type: 'closing-text-missing' },
    { type: 'heading-empty', place: 'body', position: 1 },
    { type: 'heading-level-skipped', place: 'body', heading: 'x' },
    { type: 'section-empty', place: 'appendix-2', heading: 'x' },
    { type: 'table-too-wide', place: 'body', columns: 30 },
    { type: 'table-row-width', place: 'body', row: 1, cells: 1, columns: 2 },
    { type: 'figure-without-words', place: 'body' },
  ];
  for (const problem of all) {
    expect(documentProblemText(problem, 'vi').length).toBeGreaterThan(15);
    expect(documentProblemText(problem, 'en')).not.toBe(documentProblemText(problem, 'vi'));
  }
  expect(documentProblemText({ type: 'section-empty', place: 'appendix-2', heading: 'Kết quả' }, 'vi')).toContain(
    'Phụ lục 2',
  );
});
