/** No client of SvelteKit: the page works without script, a small island of its own adds what script can. */
export const csr = false;
