import { faceColours, faceSvg } from '../ui/face';
import { illustrationSvg } from '../ui/illustration';
import { paperText } from '../kernel/paper-text';
import { qrSvg } from './qr-adapter.server';
import { noticeSheet, type NoticeInput, type PosterSize } from './results-notice';
import {
  codeAddress,
  type CodeSlipsInput,
  type InvitationSheetInput,
  type LeafletFold,
  type LeafletInput,
  type RadioSheetInput,
  typedAddress,
} from './sheets';
import { compilePdf } from '../platform/typst-compiler.server';
import { posterTemplate } from './typst-poster';
import {
  codeSlipsTemplate,
  foldedLeafletTemplate,
  invitationTemplate,
  leafletTemplate,
  radioTemplate,
} from './typst-sheets';

/** THÔNG BÁO for the wall: one sheet. */
export async function renderPosterPdf(input: NoticeInput, size: PosterSize): Promise<Uint8Array> {
  return compilePdf(posterTemplate, { size, sheet: noticeSheet(input), qr: qrSvg(input.pageUrl) });
}

export async function renderInvitationSheet(input: InvitationSheetInput): Promise<Uint8Array> {
  return compilePdf(invitationTemplate, { ...invitation(input), periodLabel: paperText(input.periodLabel ?? '') });
}

/** Ten slips to a page of A4, to be cut. Nothing of the codes stays in the compiler. */
export async function renderCodeSlips(input: CodeSlipsInput): Promise<Uint8Array> {
  const slips = input.codes.map((code) => ({ code: paperText(code), qr: qrSvg(codeAddress(input.url, code)) }));
  const data = { ...invitation(input), validUntil: paperText(input.validUntil ?? ''), slips };
  return compilePdf(codeSlipsTemplate, data, { forget: true });
}

export async function renderLeaflet(input: LeafletInput, fold: LeafletFold): Promise<Uint8Array> {
  return compilePdf(fold === 'a5' ? leafletTemplate : foldedLeafletTemplate, {
    ...invitation(input),
    title: paperText(input.title),
    points: input.points.map((point) => ({ title: paperText(point.title), text: paperText(point.text) })),
    contacts: input.contacts.map((line) => paperText(line)),
    pictures: (['ballot-box', 'kiosk', 'phone'] as const).map(illustrationSvg),
  });
}

export async function renderRadioSheet(input: RadioSheetInput): Promise<Uint8Array> {
  return compilePdf(radioTemplate, {
    unitName: paperText(input.unitName),
    title: paperText(input.title),
    note: paperText(input.note ?? ''),
    paragraphs: input.paragraphs.map((line) => paperText(line)),
    faces: [],
  });
}

function invitation(input: { readonly unitName: string; readonly officeName: string; readonly url: string }): {
  readonly unitName: string;
  readonly officeName: string;
  readonly address: string;
  readonly qr: string;
  readonly faces: readonly string[];
} {
  return {
    unitName: paperText(input.unitName),
    officeName: paperText(input.officeName),
    address: paperText(typedAddress(input.url)),
    qr: qrSvg(input.url),
    faces: ([1, 2, 3, 4, 5] as const).map(colouredFace),
  };
}

function colouredFace(level: 1 | 2 | 3 | 4 | 5): string {
  return faceSvg(level)
    .replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ')
    .replaceAll('currentColor', faceColours[level].line);
}
