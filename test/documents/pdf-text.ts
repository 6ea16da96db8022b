import { inflateSync } from 'node:zlib';

/** A run of text on a page, as the PDF shows it: enough to see words, letter sizes and places of papers made by Typst. */
export interface PdfRun {
  readonly page: number;
  readonly text: string;
  readonly font: string;
  readonly size: number;
}

interface PdfObject {
  readonly head: string;
  readonly stream: Buffer | undefined;
}

/** Reads the plain objects of a PDF 1.7; understands what Typst writes, no more. */
export function pdfRuns(pdf: Uint8Array): PdfRun[] {
  const objects = pdfObjects(Buffer.from(pdf));
  const fonts = fontsOf(objects);
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b/.test(head));
  return pages.flatMap(({ head }, index) => {
    const content = objects.get(Number(/\/Contents (\d+) 0 R/.exec(head)?.[1]));
    return content?.stream === undefined ? [] : runsOf(content.stream.toString('latin1'), index + 1, fonts);
  });
}

/** All words of the file without blanks, since lines break where they will. */
export function pdfWords(pdf: Uint8Array): string {
  return squeezed(
    pdfRuns(pdf)
      .map((run) => run.text)
      .join(''),
  );
}

export function squeezed(text: string): string {
  return text.normalize('NFC').replace(/[\s\u00a0\u200b]+/g, '');
}

export function pdfPageSizes(pdf: Uint8Array): string[] {
  return [
    ...Buffer.from(pdf)
      .toString('latin1')
      .matchAll(/\/MediaBox \[([^\]]+)\]/g),
  ].map((match) =>
    (match[1] ?? '')
      .trim()
      .split(/\s+/)
      .map((length) => Math.round(Number(length)))
      .slice(2)
      .join('x'),
  );
}

function pdfObjects(file: Buffer): Map<number, PdfObject> {
  const text = file.toString('latin1');
  const objects = new Map<number, PdfObject>();
  const start = /(?:^|\n)(\d+) 0 obj\s/g;
  for (let match = start.exec(text); match !== null; match = start.exec(text)) {
    const from = match.index + match[0].length;
    const end = text.indexOf('endobj', from);
    const body = text.slice(from, end);
    const at = body.search(/stream\r?\n/);
    const head = at < 0 ? body : body.slice(0, at);
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0);
    const begin = from + at + (body.slice(at).startsWith('stream\r\n') ? 8 : 7);
    const raw = at < 0 ? undefined : file.subarray(begin, begin + length);
    const stream = raw !== undefined && head.includes('/FlateDecode') ? inflateSync(raw) : raw;
    objects.set(Number(match[1]), { head: head.replace(/\s+/g, ' '), stream });
    start.lastIndex = at < 0 ? end : begin + length;
  }
  return objects;
}

interface PdfFont {
  readonly name: string;
  readonly unicode: Map<number, string>;
}

function fontsOf(objects: Map<number, PdfObject>): Map<string, PdfFont> {
  const fonts = new Map<string, PdfFont>();
  for (const { head } of objects.values()) {
    for (const match of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const font = objects.get(Number(match[2]));
      const map = objects.get(Number(/\/ToUnicode (\d+) 0 R/.exec(font?.head ?? '')?.[1]));
      const name = /\/BaseFont \/(\S+)/.exec(font?.head ?? '')?.[1] ?? '';
      fonts.set(match[1] ?? '', {
        name: name.replace(/^[A-Z]{6}\+/, ''),
        unicode: unicodeOf(map?.stream?.toString('latin1') ?? ''),
      });
    }
  }
  return fonts;
}

function unicodeOf(cmap: string): Map<number, string> {
  const map = new Map<number, string>();
  for (const section of cmap.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const pair of (section[1] ?? '').matchAll(/<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>/g)) {
      map.set(
        Number.parseInt(pair[1] ?? '', 16),
        Buffer.from(pair[2] ?? '', 'hex')
          .swap16()
          .toString('utf16le'),
      );
    }
  }
  return map;
}

/** Walks the operators: `/F0 12 Tf` chooses the letters, `… Tj` and `[…] TJ` show the strings before them. */
function runsOf(content: string, page: number, fonts: Map<string, PdfFont>): PdfRun[] {
  const runs: PdfRun[] = [];
  let font: PdfFont | undefined;
  let size = 0;
  let shown: Buffer[] = [];
  const token = /\/(F\d+) ([\d.]+) Tf|T[jJ]\b|<([0-9A-Fa-f]*)>|\(/g;
  for (let match = token.exec(content); match !== null; match = token.exec(content)) {
    if (match[0] === '(') {
      const { bytes, end } = literalString(content, token.lastIndex);
      shown.push(bytes);
      token.lastIndex = end;
    } else if (match[3] !== undefined) {
      shown.push(Buffer.from(match[3], 'hex'));
    } else if (match[1] !== undefined) {
      font = fonts.get(match[1]);
      size = Number(match[2]);
    } else {
      runs.push({ page, text: shown.map((bytes) => decoded(bytes, font)).join(''), font: font?.name ?? '', size });
      shown = [];
    }
  }
  return runs;
}

function decoded(bytes: Buffer, font: PdfFont | undefined): string {
  let text = '';
  for (let at = 0; at + 1 < bytes.length; at += 2) text += font?.unicode.get(bytes.readUInt16BE(at)) ?? '\ufffd';
  return text;
}

const escapes: Record<string, number> = { n: 10, r: 13, t: 9, b: 8, f: 12 };

/** A string in parentheses, which may hold balanced ones; `from` is behind the opening one. */
function literalString(content: string, from: number): { readonly bytes: Buffer; readonly end: number } {
  const bytes: number[] = [];
  let depth = 1;
  let at = from;
  for (; at < content.length; at += 1) {
    const sign = content[at];
    if (sign === '\\') {
      const octal = /^[0-7]{1,3}/.exec(content.slice(at + 1, at + 4))?.[0];
      at += octal?.length ?? 1;
      bytes.push(
        octal === undefined ? (escapes[content[at] ?? ''] ?? content.charCodeAt(at)) : Number.parseInt(octal, 8),
      );
      continue;
    }
    depth += sign === '(' ? 1 : sign === ')' ? -1 : 0;
    if (depth === 0) break;
    bytes.push(content.charCodeAt(at));
  }
  return { bytes: Buffer.from(bytes), end: at + 1 };
}
