import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type * as Typst from '@myriaddreamin/typst-ts-node-compiler';

// The compiler is CommonJS with a native part and the fonts are files of a package: both are found from this module,
// whatever the working directory, also in the bundle.
const require = createRequire(import.meta.url);

/** Metric-compatible with Times New Roman, OFL. */
const fontFiles = [
  '400Regular/Tinos_400Regular',
  '400Regular_Italic/Tinos_400Regular_Italic',
  '700Bold/Tinos_700Bold',
  '700Bold_Italic/Tinos_700Bold_Italic',
];

let compiler: Typst.NodeCompiler | undefined;

function theCompiler(): Typst.NodeCompiler {
  if (compiler !== undefined) return compiler;
  const typst = require('@myriaddreamin/typst-ts-node-compiler') as typeof Typst;
  const fontFolder = dirname(require.resolve('@expo-google-fonts/tinos/package.json'));
  const fontBlobs = fontFiles.map((name) => readFileSync(join(fontFolder, `${name}.ttf`)));
  // Nothing is read from the workspace: every file of a compilation is a shadow.
  compiler = typst.NodeCompiler.create({ workspace: tmpdir(), fontArgs: [{ fontBlobs }] });
  return compiler;
}

/** What was compiled stays warm for the next few papers, then goes. */
const keptGenerations = 8;

interface CompileInput {
  /** Drop everything compiled so far: for papers whose words must not outlive them. */
  readonly forget?: boolean;
  /** Pictures by the name under which the template reads them, `/photo-1`. */
  readonly files?: Readonly<Record<string, Uint8Array>>;
}

export interface CompileOptions extends CompileInput {
  /** `a-2b`: official papers, which are kept; `1.7`: what is printed and thrown away or set into other files. */
  readonly standard?: 'a-2b' | '1.7';
}

/**
 * Runs one template over one datum, `/document.json`. Compilation is synchronous inside the native part: about 10 ms for a
 * changed report, 200 ms the first time. The same datum gives the same bytes.
 */
export function compilePdf(template: string, data: unknown, options: CompileOptions = {}): Uint8Array {
  const pdfStandard = options.standard ?? 'a-2b';
  return compiled(
    template,
    data,
    options,
    (typst, document) => new Uint8Array(typst.pdf(document, { pdfStandard, creationTimestamp: 0 })),
  );
}

/** The value of the one `metadata` element with this label, as JSON. */
export function queryTypst(template: string, data: unknown, label: string): unknown {
  const found = compiled(template, data, {}, (typst, document) =>
    typst.query(document, { selector: `<${label}>`, field: 'value' }),
  ) as readonly unknown[];
  return found[0];
}

function compiled<T>(
  template: string,
  data: unknown,
  { forget = false, files = {} }: CompileInput,
  take: (typst: Typst.NodeCompiler, document: Typst.NodeTypstDocument) => T,
): T {
  const typst = theCompiler();
  const shadows = Object.entries({ ...files, '/document.json': Buffer.from(JSON.stringify(data)) });
  for (const [name, bytes] of shadows) typst.mapShadow(join(tmpdir(), name), Buffer.from(bytes));
  try {
    const outcome = typst.compile({ mainFileContent: template });
    if (outcome.result === null) {
      const error = outcome.takeDiagnostics();
      const reason = error === null ? 'no reason given' : JSON.stringify(typst.fetchDiagnostics(error));
      throw new Error(`bug: Typst refused its template: ${reason}`);
    }
    return take(typst, outcome.result);
  } finally {
    for (const [name] of shadows) typst.unmapShadow(join(tmpdir(), name));
    typst.evictCache(forget ? 0 : keptGenerations);
  }
}
