import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** @type {import('@sveltejs/kit').Config} */
export default {
  preprocess: vitePreprocess(),
  kit: {
    adapter: adapter({ out: 'build/web', precompress: true }),
    // Which origins may post is decided in hooks.server.ts: the public URL, localhost and the machine's own addresses.
    csrf: { trustedOrigins: ['*'] },
    serviceWorker: { register: false },
    typescript: { config: (config) => ({ ...config, include: [...config.include, '../test/**/*.ts', '../bench/**/*.ts'] }) },
  },
};
