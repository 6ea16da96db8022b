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
