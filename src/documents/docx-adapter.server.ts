import type { OfficialDocument } from './official-document';

/** The same paper for Word and LibreOffice, to be edited by the registry. */
export async function renderDocx(_document: OfficialDocument): Promise<Uint8Array> {
  return new Uint8Array();
}
