import { build } from 'esbuild';

const suffix = '?island';

/**
 * `import source from './citizen.ts?island'`: the file and what it imports, bundled and minified into one script of text,
 * for pages without SvelteKit's client (csr = false).
 * @returns {import('vite').Plugin}
 */
export function islands() {
  return {
    name: 'hailong-islands',
    enforce: 'pre',
    async load(id) {
      if (!id.endsWith(suffix)) return undefined;
      const file = id.slice(0, -suffix.length);
      const { outputFiles, metafile } = await build({
        entryPoints: [file],
        bundle: true,
        minify: true,
        format: 'iife',
        target: 'chrome79',
        write: false,
        metafile: true,
        logLevel: 'silent',
      });
      for (const input of Object.keys(metafile.inputs)) this.addWatchFile(input);
      return `export default ${JSON.stringify(outputFiles[0].text)};`;
    },
  };
}
