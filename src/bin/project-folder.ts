import { fileURLToPath } from 'node:url';

/** The checkout. `src/bin` and `build/bin` stand equally deep, so this holds in both. */
export const projectFolder = fileURLToPath(new URL('../..', import.meta.url));
