import { noticeSheet, type NoticeInput, type PosterSize } from './results-notice';
import { qrSvg } from './qr-adapter.server';
import type { CodeSlipsInput, InvitationSheetInput, LeafletInput } from './sheets';
import { compilePdf } from './typst-compiler-adapter.server';
import { posterTemplate } from './typst-poster';

/** One sheet for the wall, PDF. */
export async function renderPosterPdf(input: NoticeInput, size: PosterSize): Promise<Uint8Array> {
  return compilePdf(posterTemplate, { size, sheet: noticeSheet(input), qr: qrSvg(input.pageUrl) });
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
