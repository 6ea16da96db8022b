/** A4 for the counter: "Mời Ông/Bà đánh giá", QR and short link. */
export interface InvitationSheetInput {
  readonly unitName: string;
  readonly officeName: string;
  /** `https://…/p/huongtra`, also as QR. */
  readonly url: string;
  readonly periodLabel?: string;
}

/** Slips of one-time codes, ten to a page. The codes exist only in memory and on paper. */
export interface CodeSlipsInput {
  readonly unitName: string;
  readonly officeName: string;
  /** `https://…/m`: where a code is typed. */
  readonly url: string;
  /** As they are to be typed, `ABCD-EFGH-…`. */
  readonly codes: readonly string[];
  /** `14/3/2025`: the last day a code is good for. */
  readonly validUntil?: string;
}

/** Tờ rơi: A5 handed out at the counter and in the village, or A4 folded once. */
export interface LeafletInput {
  readonly unitName: string;
  readonly officeName: string;
  readonly url: string;
  readonly title: string;
  /** Short paragraphs: why, how, how long, secrecy. */
  readonly points: readonly { readonly title: string; readonly text: string }[];
  readonly contacts: readonly string[];
}

export type LeafletFold = 'a5' | 'a4-folded';

/** Bài phát thanh: what the loudspeaker reads, in letters one can read aloud from. */
export interface RadioSheetInput {
  readonly unitName: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly note?: string;
}

/** Codes on one PDF: more would hold the server for seconds. */
export const codeSheetLimit = 500;

/** The address without `https://`, as people type it. */
export function typedAddress(url: string): string {
  return url.replace(/^https?:\/\//, '').replace(/\/$/, '');
}

/** A slip's QR carries the code behind "#": a fragment never reaches a server log or a referrer. */
export function codeAddress(url: string, code: string): string {
  return `${url}#${encodeURIComponent(code)}`;
}
