import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** @type {import('@sveltejs/kit').Config} */
export default {
  preprocess: vitePreprocess(),
  kit: {
    adapter: adapter({ out: 'build/web', precompress: true }),
    // Which origins may post is decided in hooks.server.ts: the public URL, localhost and the machine's own addresses.
    csrf: { trustedOrigins: ['*'] },
    // Pages run our own files only; what SvelteKit writes inline carries its hash or nonce. Charts and faces style themselves.
    csp: {
      directives: {
        'default-src': ['self'],
        'script-src': ['self'],
        'style-src': ['self', 'unsafe-inline'],
        'img-src': ['self', 'data:', 'blob:'],
        'font-src': ['self', 'data:'],
        'object-src': ['none'],
        'base-uri': ['self'],
        'form-action': ['self'],
        'frame-ancestors': ['self'],
      },
    },
    serviceWorker: { register: false },
    typescript: {
      config: (config) => ({ ...config, include: [...config.include, '../test/**/*.ts', '../bench/**/*.ts'] }),
    },
  },
};
