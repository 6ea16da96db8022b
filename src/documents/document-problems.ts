import type { Block, OfficialDocument, TableBlock } from './official-document';
import { landscapeWidthMillimetres, smallestTableSize, tableLetterSize, textWidthMillimetres } from './official-layout';
import { paperText } from '../kernel/paper-text';

/**
 * What a registry would send back. A paper with problems is still printed, so that the clerk sees it; whoever approves
 * sees the list first. `place` says where: `body` or `appendix-2`.
 */
export type DocumentProblem =
  | { readonly type: 'agency-missing' }
  | { readonly type: 'subject-missing' }
  | { readonly type: 'signer-office-missing' }
  | { readonly type: 'signer-name-missing' }
  | { readonly type: 'recipients-missing' }
  | { readonly type: 'number-not-positive'; readonly number: number }
  | { readonly type: 'body-empty' }
  | { readonly type: 'closing-text-missing' }
  | { readonly type: 'heading-empty'; readonly place: string; readonly position: number }
  | { readonly type: 'heading-level-skipped'; readonly place: string; readonly heading: string }
  | { readonly type: 'section-empty'; readonly place: string; readonly heading: string }
  | { readonly type: 'table-too-wide'; readonly place: string; readonly columns: number }
  | {
      readonly type: 'table-row-width';
      readonly place: string;
      readonly row: number;
      readonly cells: number;
      readonly columns: number;
    }
  | { readonly type: 'figure-without-words'; readonly place: string };

export function documentProblems(document: OfficialDocument): readonly DocumentProblem[] {
  const { issuance } = document;
  const problems: DocumentProblem[] = [];
  if (paperText(issuance.agency) === '') problems.push({ type: 'agency-missing' });
  if (paperText(document.subject) === '') problems.push({ type: 'subject-missing' });
  if (issuance.signer.office.every((line) => paperText(line) === '')) problems.push({ type: 'signer-office-missing' });
  if (paperText(issuance.signer.name ?? '') === '') problems.push({ type: 'signer-name-missing' });
  if (document.kind !== 'minutes' && issuance.recipients.every((line) => paperText(line) === ''))
    problems.push({ type: 'recipients-missing' });
  if (issuance.number !== undefined && !(Number.isInteger(issuance.number) && issuance.number > 0)) {
    problems.push({ type: 'number-not-positive', number: issuance.number });
  }
  return [...problems, ...bodyProblems(document), ...appendixProblems(document)];
}

function bodyProblems(document: OfficialDocument): readonly DocumentProblem[] {
  if (document.body.length === 0) return [{ type: 'body-empty' }];
  const last = document.body.at(-1)?.type;
  const closed = last === 'paragraph' || last === 'clause' || last === 'list';
  return [
    ...blockProblems(document.body, 'body', textWidthMillimetres),
    ...(closed ? [] : [{ type: 'closing-text-missing' } as const]),
  ];
}

function appendixProblems(document: OfficialDocument): readonly DocumentProblem[] {
  return document.appendices.flatMap((appendix, index) =>
    blockProblems(
      appendix.body,
      `appendix-${index + 1}`,
      appendix.landscape ? landscapeWidthMillimetres : textWidthMillimetres,
    ),
  );
}

function blockProblems(blocks: readonly Block[], place: string, widthMillimetres: number): readonly DocumentProblem[] {
  let level = 0;
  return blocks.flatMap((block, position): readonly DocumentProblem[] => {
    if (block.type === 'table') return tableProblems(block, place, widthMillimetres);
    if (block.type === 'figure') return paperText(block.alt) === '' ? [{ type: 'figure-without-words', place }] : [];
    if (block.type !== 'heading') return [];
    const found: DocumentProblem[] = [];
    const heading = paperText(block.text);
    if (heading === '') found.push({ type: 'heading-empty', place, position });
    if (block.level > level + 1) found.push({ type: 'heading-level-skipped', place, heading });
    level = block.level;
    const next = blocks[position + 1];
    const goesDeeper = next?.type === 'heading' && next.level > block.level;
    if (next === undefined || (next.type === 'heading' && !goesDeeper))
      found.push({ type: 'section-empty', place, heading });
    return found;
  });
}

function tableProblems(table: TableBlock, place: string, widthMillimetres: number): readonly DocumentProblem[] {
  const columns = table.columns.length;
  const readable = widthMillimetres / Math.max(1, columns) >= 9;
  const problems: DocumentProblem[] =
    tableLetterSize(columns, widthMillimetres) === smallestTableSize && !readable
      ? [{ type: 'table-too-wide', place, columns }]
      : [];
  table.rows.forEach((row, index) => {
    if (row.cells.length !== columns)
      problems.push({ type: 'table-row-width', place, row: index + 1, cells: row.cells.length, columns });
  });
  return problems;
}
