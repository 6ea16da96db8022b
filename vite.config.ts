import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { islands } from './scripts/island-plugin.mjs';

export default defineConfig({
  plugins: [islands(), sveltekit()],
  build: { target: 'chrome109' },
  // Databases, builds and generated files change all the time and are not sources.
  server: {
    watch: { ignored: ['**/.cache/**', '**/build/**', '**/data/**', '**/data-demo/**', '**/test/**', '**/docs/**'] },
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'rules',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: ['src/**/*.db.test.ts', 'test/e2e/**'],
          // No test times anything: a slow or busy machine is no failure.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: ['src/**/*.db.test.ts'],
          globalSetup: ['test/database/start.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
