import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The import order: a room may import only rooms above it. `routes` and `bin` stand below all and are imported by no one. */
const order = [
  'kernel',
  'platform',
  'log',
  'ui',
  'organisation',
  'survey',
  'sampling',
  'collection',
  'paper',
  'custody',
  'results',
  'documents',
  'publication',
  'improvement',
];

/** Which npm packages each room may import; heavy ones live in one room. Everything else is refused. */
const packages: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  platform: [
    'kysely',
    'pg',
    'zod',
    'yauzl',
    'hucre',
    '@myriaddreamin/typst-ts-node-compiler',
    '@expo-google-fonts/tinos',
  ],
  log: ['kysely'],
  ui: ['svelte', 'echarts', '@fontsource/be-vietnam-pro', '$app', '@sveltejs/kit'],
  organisation: ['kysely', 'zod', '@node-rs/argon2', 'otplib', 'qrcode', 'svelte', '$app'],
  survey: ['kysely', 'zod', 'svelte', '$app'],
  collection: ['kysely', 'zod', 'pg', 'qrcode', 'svelte', '$app'],
  paper: [
    'kysely',
    'zod',
    'svelte',
    '$app',
    '@cantoo/pdf-lib',
    '@hyzyla/pdfium',
    '@julusian/jpeg-turbo',
    'qrcode',
    'sharp',
    'zxing-wasm',
  ],
  results: ['kysely', 'zod', 'svelte', '$app'],
  documents: ['kysely', 'zod', 'docx', 'echarts', 'qrcode', 'svelte', '$app'],
  publication: ['kysely', 'zod', 'hyparquet-writer', 'qrcode', 'svelte', '$app'],
  routes: ['@sveltejs/kit', 'svelte', 'zod', '$app', '@fontsource/be-vietnam-pro'],
  bin: ['kysely', 'pg', 'zod'],
};

/** The database handle, the outside world and the screen are what the corners are drawn around. */
const withoutCorners = new Set(['kernel', 'platform', 'log', 'ui', 'bin', 'routes', '']);

type Corner = 'rule' | 'store' | 'action' | 'door' | 'adapter' | 'component' | 'test' | 'misplaced';

/** What each corner may import of other corners (of this room and of rooms above; the room order is checked apart). */
const cornerImports: Readonly<Record<Exclude<Corner, 'test' | 'misplaced'>, readonly Corner[]>> = {
  rule: ['rule'],
  store: ['rule', 'store'],
  action: ['rule', 'store', 'action', 'adapter'],
  door: ['rule', 'action'],
  adapter: ['rule', 'adapter'],
  component: ['rule', 'component'],
};

interface SourceFile {
  readonly path: string;
  readonly room: string;
  readonly corner: Corner;
  readonly text: string;
  readonly imports: readonly Import[];
}
interface Import {
  readonly from: string;
  readonly typeOnly: boolean;
  /** Path below src/ without ending, for relative imports. */
  readonly target: string | undefined;
}

const source = join(import.meta.dirname, '../src');

function roomOf(path: string): string {
  const [first, ...rest] = path.split('/');
  return rest.length === 0 ? '' : (first ?? '');
}

function cornerOf(path: string): Corner {
  if (path.endsWith('.test.ts')) return 'test';
  if (/\.svelte(\.ts)?$/.test(path)) return 'component';
  if (/\/actions\/[^/]+\.server(\.ts)?$/.test(path)) return 'action';
  if (/\/store(-[a-z0-9-]+)?\.server(\.ts)?$/.test(path)) return 'store';
  if (/-adapter\.server(\.ts)?$/.test(path)) return 'adapter';
  if (/\/door\.server(\.ts)?$/.test(path)) return 'door';
  return /\.server(\.ts)?$/.test(path) ? 'misplaced' : 'rule';
}

function importsOf(path: string, text: string): Import[] {
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:([^'";]*?)\s+from\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g,
  );
  return [...found].map(([, type, names, from, dynamic]) => {
    const name = from ?? dynamic ?? '';
    const everyNameIsType = /^\{\s*(type\s+\w+(\s+as\s+\w+)?\s*,?\s*)+\}$/.test((names ?? '').trim());
    const target = name.startsWith('.') ? relative(source, join(source, dirname(path), name)) : undefined;
    return { from: name, typeOnly: type !== undefined || everyNameIsType, target };
  });
}

function readSources(folder = ''): SourceFile[] {
  return readdirSync(join(source, folder)).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(join(source, path)).isDirectory()) return readSources(path);
    if (!/\.(ts|svelte)$/.test(name) || name.endsWith('.d.ts')) return [];
    const text = readFileSync(join(source, path), 'utf8');
    return [{ path, room: roomOf(path), corner: cornerOf(path), text, imports: importsOf(path, text) }];
  });
}

const files = readSources();
const platformServer = /^platform\/[a-z0-9-]+\.server$/;

/** `package` or `@scope/package`, without the path inside it; undefined for relative imports and Node's own modules. */
function packageOf(from: string): string | undefined {
  if (from.startsWith('.') || from.startsWith('node:')) return undefined;
  const parts = from.split('/');
  return from.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0];
}

function listed(found: readonly string[]): string {
  return found.join('\n');
}

describe('the house', () => {
  it('has only the rooms it names', () => {
    const rooms = new Set(files.map((file) => file.room).filter((room) => room !== ''));
    expect([...rooms].filter((room) => !order.includes(room) && !['routes', 'bin', 'params'].includes(room))).toEqual(
      [],
    );
  });

  it('lets a room import only rooms above it, and nobody import routes or bin', () => {
    const rank = (room: string): number =>
      room === 'routes' || room === 'bin' || room === '' ? order.length : order.indexOf(room);
    const wrong = files.flatMap((file) =>
      file.imports.flatMap(({ target, from }) => {
        if (target === undefined) return [];
        if (target.startsWith('..'))
          return file.corner === 'test' || file.room === 'bin' ? [] : [`${file.path} leaves src: ${from}`];
        const room = roomOf(target);
        if (room === file.room) return [];
        if (room === 'routes' || room === 'bin') return [`${file.path} imports ${target}`];
        return rank(room) < rank(file.room) ? [] : [`${file.path} imports ${target}, which stands below it`];
      }),
    );
    expect(listed(wrong)).toBe('');
  });

  it('lets the components of ui import the kernel only', () => {
    const wrong = files
      .filter((file) => file.room === 'ui' && file.corner !== 'test')
      .flatMap((file) =>
        file.imports
          .filter(
            ({ target, typeOnly }) => target !== undefined && !typeOnly && !['ui', 'kernel'].includes(roomOf(target)),
          )
          .map(({ target }) => `${file.path} imports ${target}`),
      );
    expect(listed(wrong)).toBe('');
  });

  it('keeps every npm package in the rooms that may use it', () => {
    const wrong = files.flatMap((file) =>
      file.corner === 'test' || file.room === ''
        ? []
        : file.imports.flatMap(({ from }) => {
            const name = packageOf(from);
            return name === undefined || name === '$service-worker' || (packages[file.room] ?? []).includes(name)
              ? []
              : [`${file.path} imports ${name}`];
          }),
    );
    expect(listed(wrong)).toBe('');
  });
});

describe('in every room', () => {
  const cornered = files.filter((file) => !withoutCorners.has(file.room) && file.corner !== 'test');

  it('each file stands in one of the corners', () => {
    expect(listed(cornered.filter((file) => file.corner === 'misplaced').map((file) => file.path))).toBe('');
  });

  it('each corner imports only what it may', () => {
    const wrong = cornered.flatMap((file) =>
      file.imports.flatMap(({ target, typeOnly }) => {
        if (target === undefined || typeOnly || target.startsWith('..')) return [];
        const room = roomOf(target);
        const allowed = file.corner === 'misplaced' || file.corner === 'test' ? [] : cornerImports[file.corner];
        if (platformServer.test(target) || room === 'log')
          return file.corner === 'rule' || file.corner === 'component' ? [`${file.path} imports ${target}`] : [];
        if (withoutCorners.has(room)) return [];
        return allowed.includes(cornerOf(target))
          ? []
          : [`${file.path} (${file.corner}) imports ${target} (${cornerOf(target)})`];
      }),
    );
    expect(listed(wrong)).toBe('');
  });

  it('SQL is written in stores only', () => {
    const wrong = files.filter(
      (file) =>
        !['platform', 'log', 'bin'].includes(file.room) &&
        !['store', 'test'].includes(file.corner) &&
        file.imports.some(({ from, typeOnly }) => (from === 'kysely' || from === 'pg') && !typeOnly),
    );
    expect(listed(wrong.map((file) => file.path))).toBe('');
  });

  it('rules read neither clock nor chance and touch nothing outside', () => {
    const forbidden =
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bprocess\.(env|cwd|on)\b|from 'node:(fs|net|http|child_process|worker_threads|os)/;
    const wrong = cornered.filter((file) => file.corner === 'rule' && forbidden.test(file.text));
    expect(listed(wrong.map((file) => file.path))).toBe('');
  });

  it('doors import no store', () => {
    const wrong = files
      .filter((file) => file.room === 'routes')
      .flatMap((file) =>
        file.imports
          .filter(({ target, typeOnly }) => target !== undefined && !typeOnly && cornerOf(target) === 'store')
          .map(({ target }) => `${file.path} imports ${target}`),
      );
    expect(listed(wrong)).toBe('');
  });
});

describe('names', () => {
  it('are kebab-case, and never empty words', () => {
    const wrong = files.filter((file) => {
      if (file.room === 'routes' || file.room === '' || file.path.endsWith('.svelte')) return false;
      const name = file.path.split('/').at(-1) ?? '';
      return (
        !/^[a-z0-9]+(-[a-z0-9]+)*(\.(server|db|test|svelte))*\.ts$/.test(name) ||
        /^(utils?|helpers?|types?|common|manager|service|index)\./.test(name)
      );
    });
    expect(listed(wrong.map((file) => file.path))).toBe('');
  });

  it('are exported one by one: no default export, no barrel', () => {
    const wrong = files.filter(
      (file) =>
        file.room !== 'routes' &&
        file.path.endsWith('.ts') &&
        (/^export default /m.test(file.text) || /^export \* from/m.test(file.text)),
    );
    expect(listed(wrong.map((file) => file.path))).toBe('');
  });
});

describe('files', () => {
  it('stay below 400 lines', () => {
    const long = files.filter((file) => file.text.split('\n').length > 400 && !file.path.startsWith('ui/text/'));
    expect(listed(long.map((file) => `${file.path}: ${file.text.split('\n').length}`))).toBe('');
  });
});
