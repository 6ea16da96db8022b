import type { NoticeInput, PosterSize } from './results-notice';
import type { CodeSlipsInput, InvitationSheetInput, LeafletInput } from './sheets';

/** One sheet, PDF. */
export async function renderPosterPdf(_input: NoticeInput, _size: PosterSize): Promise<Uint8Array> {
  return new Uint8Array();
}

export async function renderInvitationSheet(_input: InvitationSheetInput): Promise<Uint8Array> {
  return new Uint8Array();
}

export async function renderCodeSlips(_input: CodeSlipsInput): Promise<Uint8Array> {
  return new Uint8Array();
}

export async function renderLeaflet(_input: LeafletInput, _size: 'a5' | 'a4-folded'): Promise<Uint8Array> {
  return new Uint8Array();
}
