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

export function fontFolder(): string {
  return dirname(require.resolve('@expo-google-fonts/tinos/package.json'));
}

let compiler: Typst.NodeCompiler | undefined;

function theCompiler(): Typst.NodeCompiler {
  if (compiler !== undefined) return compiler;
  const typst = require('@myriaddreamin/typst-ts-node-compiler') as typeof Typst;
  const fontBlobs = fontFiles.map((name) => readFileSync(join(fontFolder(), `${name}.ttf`)));
  // Nothing is read from the workspace: every file of a compilation is a shadow.
  compiler = typst.NodeCompiler.create({ workspace: tmpdir(), fontArgs: [{ fontBlobs }] });
  return compiler;
}

/** What was compiled stays warm for the next few papers, then goes. */
const keptGenerations = 8;

export interface CompileOptions {
  /** Drop everything compiled so far: for papers whose words must not outlive them. */
  readonly forget?: boolean;
}

/**
 * Runs one template over one datum. Compilation is synchronous inside the native part: about 10 ms for a changed report,
 * 200 ms the first time. The same datum gives the same bytes.
 */
export function compilePdf(template: string, data: unknown, options: CompileOptions = {}): Uint8Array {
  const typst = theCompiler();
  const file = join(tmpdir(), 'document.json');
  typst.mapShadow(file, Buffer.from(JSON.stringify(data)));
  try {
    const outcome = typst.compile({ mainFileContent: template });
    if (outcome.result === null) {
      const error = outcome.takeDiagnostics();
      const reason = error === null ? 'no reason given' : JSON.stringify(typst.fetchDiagnostics(error));
      throw new Error(`bug: Typst refused its template: ${reason}`);
    }
    return new Uint8Array(typst.pdf(outcome.result, { pdfStandard: 'a-2b', creationTimestamp: 0 }));
  } finally {
    typst.unmapShadow(file);
    typst.evictCache(options.forget === true ? 0 : keptGenerations);
  }
}
