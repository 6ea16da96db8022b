import type { OfficialDocument } from './official-document';

/** PDF/A of an official paper. */
export async function renderPdf(_document: OfficialDocument): Promise<Uint8Array> {
  return new Uint8Array();
}
