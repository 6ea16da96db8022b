/** 1 Rất không hài lòng … 5 Rất hài lòng, whatever the order of the columns on the form. */
export type FaceLevel = 1 | 2 | 3 | 4 | 5;

/**
 * Eyes, brows and mouth of each level on a 24 × 24 field. The levels differ in shape (brows, curve, open mouth), so that
 * nobody needs to tell colours apart.
 */
export const faceFeatures: Record<FaceLevel, string> = {
  1: '<path d="M6.8 7.8l3 1.5M17.2 7.8l-3 1.5M9 11v.2M15 11v.2M7.8 17.2q4.2-5 8.4 0"/>',
  2: '<path d="M9 9.4v.4M15 9.4v.4M8.2 16.4q3.8-2.8 7.6 0"/>',
  3: '<path d="M9 9.4v.4M15 9.4v.4M8.2 15.2h7.6"/>',
  4: '<path d="M9 9.4v.4M15 9.4v.4M8 14.2q4 3.8 8 0"/>',
  5: '<path d="M7.6 10q1.3-2.4 2.6 0M13.8 10q1.3-2.4 2.6 0M7.2 13.4h9.6q-.6 4.8-4.8 4.8t-4.8-4.8z"/>',
};

const frame =
  'viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"';

/** One face as inline SVG under 300 bytes, drawn in the colour of the text around it. The words beside it carry the meaning. */
export function faceSvg(level: FaceLevel): string {
  return `<svg ${frame} aria-hidden="true"><circle cx="12" cy="12" r="10.5"/>${faceFeatures[level]}</svg>`;
}

/** All five once, for pages that repeat them: put this at the top of the body, then `faceUse(level)` where one is shown. */
export const faceSprite: string = `<svg width="0" height="0" style="position:absolute" aria-hidden="true">${(
  [1, 2, 3, 4, 5] as const
)
  .map(
    (level) => `<symbol id="face${level}" ${frame}><circle cx="12" cy="12" r="10.5"/>${faceFeatures[level]}</symbol>`,
  )
  .join('')}</svg>`;

export function faceUse(level: FaceLevel): string {
  return `<svg class="face" aria-hidden="true"><use href="#face${level}"/></svg>`;
}

/** The faces of a form's scale from worst to best. Three points: chưa hài lòng, hài lòng, rất hài lòng (Thông tư 32/2017). */
export function facesOfScale(scale: 'five' | 'three'): readonly FaceLevel[] {
  return scale === 'five' ? [1, 2, 3, 4, 5] : [2, 4, 5];
}

/** Background, line and text of a level: orange to blue, told apart with any colour vision; text contrast ≥ 4.5 on white. */
export const faceColours: Record<FaceLevel, { readonly line: string; readonly soft: string }> = {
  1: { line: '#a63603', soft: '#fdeee3' },
  2: { line: '#b35806', soft: '#fef4e6' },
  3: { line: '#595959', soft: '#f3f3f3' },
  4: { line: '#2166ac', soft: '#e9f2fa' },
  5: { line: '#0b4a8f', soft: '#dcebf9' },
};
