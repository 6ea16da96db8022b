/** "Khó khăn, vướng mắc" of a plan (Hương Trà, III.5), with the answers given. */
export interface Difficulty {
  readonly id: string;
  readonly planId: string;
  readonly text: string;
  readonly reportedAt: Date;
  readonly reporterName: string;
  readonly answers: readonly { readonly text: string; readonly answeredAt: Date; readonly answererName: string }[];
}

/** Long enough for a page; a longer one belongs into a letter. */
export const longestDifficulty = 4000;
