import type { Locale } from '../ui/locale';

/** A whole HTML document with everything inside; `head` and `body` are what the component renderer gave. */
export function standalonePage(page: {
  readonly title: string;
  readonly locale: Locale;
  readonly style: string;
  readonly head: string;
  readonly body: string;
}): string {
  return [
    '<!doctype html>',
    `<html lang="${page.locale}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(page.title)}</title>`,
    `<style>${page.style}</style>`,
    page.head,
    '</head>',
    `<body>${page.body}</body>`,
    '</html>',
    '',
  ].join('\n');
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
