import { composeDocument } from './compose-document';
import type { OfficialDocument } from './official-document';
import { compilePdf } from '../platform/typst-compiler.server';
import { officialTemplate } from './typst-official';

/** An official paper as PDF/A-2b. Bad content is printed as it is: `documentProblems` tells the clerk beforehand. */
export async function renderPdf(document: OfficialDocument): Promise<Uint8Array> {
  return compilePdf(officialTemplate, composeDocument(document));
}
