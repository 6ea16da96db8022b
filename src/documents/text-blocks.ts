import type { Block } from './official-document';

/**
 * What a clerk types into a text box, as blocks: a line beginning "- " or "• " is a list item, "+ " one below, every
 * other line a paragraph. Empty text becomes `empty`, so that no heading stands over nothing.
 */
export function textBlocks(text: string, empty: string): readonly Block[] {
  const lines = text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length === 0) return empty === '' ? [] : [{ type: 'paragraph', text: empty }];
  return lines.map((line): Block => {
    const item = /^([-–•+])\s+(.*)$/.exec(line);
    if (item === null) return { type: 'paragraph', text: line };
    return { type: 'list', marker: item[1] === '+' ? '+' : '-', items: [item[2] ?? ''] };
  });
}
