import { faceColours, faceFeatures, type FaceLevel } from './face';

/** Small drawings of one style for start page, leaflet and poster: flat, two greens and a warm one, no text inside. */
export type IllustrationName = 'ballot-box' | 'kiosk' | 'phone' | 'sealed-poster' | 'five-faces';

const ink = '#073f34';
const green = '#1f7a66';
const soft = '#dcefe9';
const paper = '#ffffff';
const warm = '#f2b84b';
const ground = '#e9f2ef';

function floor(y: number): string {
  return `<ellipse cx="80" cy="${y}" rx="62" ry="7" fill="${ground}" stroke="none"/>`;
}

function face(level: FaceLevel, x: number, y: number, size: number): string {
  const { line, soft: fill } = faceColours[level];
  return `<g transform="translate(${x} ${y}) scale(${size / 24})" stroke="${line}" stroke-width="1.8" fill="none"><circle cx="12" cy="12" r="10.5" fill="${fill}"/>${faceFeatures[level]}</g>`;
}

function tick(x: number, y: number): string {
  return `<path d="M${x} ${y}l3 3 6-7" stroke="${green}" stroke-width="2.4" fill="none"/>`;
}

const drawings: Record<IllustrationName, string> = {
  'ballot-box': [
    floor(108),
    // the ballot, half in
    `<g transform="rotate(-5 80 34)"><rect x="58" y="8" width="44" height="50" rx="3" fill="${paper}"/>`,
    `${tick(65, 20)}${tick(65, 33)}<path d="M79 19h16M79 32h16M66 45h28" stroke="${green}" opacity=".45"/></g>`,
    `<path d="M32 48h96l8 12H24z" fill="${green}"/><path d="M56 54h48" stroke="${ink}" stroke-width="4"/>`,
    `<rect x="28" y="60" width="104" height="48" rx="3" fill="${soft}"/>`,
    // lock and seal
    `<path d="M72 78v-5a8 8 0 0 1 16 0v5" fill="none"/><rect x="67" y="78" width="26" height="19" rx="3" fill="${warm}"/><path d="M80 85v5"/>`,
    `<path d="M112 60v18l5-4 5 4V60z" fill="#c8452f" stroke-width="1.6"/>`,
  ].join(''),
  kiosk: [
    floor(110),
    `<path d="M74 82h12l3 24H71z" fill="${soft}"/><path d="M58 108h44" stroke-width="4"/>`,
    `<rect x="30" y="16" width="100" height="68" rx="7" fill="${ink}"/><rect x="36" y="22" width="88" height="56" rx="3" fill="${paper}" stroke="none"/>`,
    `<path d="M46 33h48M46 41h32" stroke="${green}" opacity=".5"/>`,
    face(2, 42, 50, 22),
    face(3, 69, 50, 22),
    face(5, 96, 50, 22),
    // the finger
    `<path d="M122 104l-8-22a4 4 0 0 1 7.5-2.700l5 12 8-2q6 0 8 6l4 12z" fill="${warm}" stroke-width="2"/>`,
  ].join(''),
  phone: [
    floor(111),
    `<rect x="50" y="8" width="60" height="102" rx="9" fill="${ink}"/><rect x="55" y="18" width="50" height="82" rx="3" fill="${paper}" stroke="none"/>`,
    `<path d="M74 13.500h12" stroke="${soft}"/>`,
    `<path d="M61 27h30M61 34h38" stroke="${green}" opacity=".5"/>`,
    `${[44, 59, 74].map((y, index) => `<rect x="61" y="${y}" width="38" height="11" rx="3" fill="${index === 1 ? soft : paper}" stroke="${green}" stroke-width="1.6"/>`).join('')}`,
    tick(66, 64.5),
    `<path d="M79 64.500h14" stroke="${green}"/><rect x="66" y="89" width="28" height="7" rx="3.5" fill="${green}" stroke="none"/>`,
    // sent, and safe
    `<circle cx="118" cy="32" r="15" fill="${warm}"/><path d="M112 32l4.5 4.5 8-9" fill="none"/>`,
  ].join(''),
  'sealed-poster': [
    floor(112),
    `<rect x="38" y="10" width="84" height="100" rx="3" fill="${paper}"/><circle cx="80" cy="10" r="4" fill="${warm}"/>`,
    `<path d="M58 24h44" stroke="${ink}" stroke-width="4"/><path d="M66 33h28" stroke="${green}" opacity=".6"/>`,
    ...[
      [44, 54],
      [56, 46],
      [68, 39],
    ].map(
      ([y, width]) =>
        `<path d="M50 ${y}h60" stroke="${soft}" stroke-width="7"/><path d="M50 ${y}h${width}" stroke="${green}" stroke-width="7"/>`,
    ),
    `<path d="M50 88h22M50 96h16" stroke="${green}" opacity=".5"/>`,
    `<circle cx="100" cy="92" r="14" fill="none" stroke="#c8452f" stroke-width="2.6"/><path d="M100 84.500l2.2 4.7 5 .6-3.7 3.5 1 5-4.5-2.5-4.5 2.5 1-5-3.7-3.5 5-.6z" fill="#c8452f" stroke="none"/>`,
  ].join(''),
  'five-faces': ([1, 2, 3, 4, 5] as const).map((level) => face(level, 2 + (level - 1) * 31.5, 45, 30)).join(''),
};

const sizes: Record<IllustrationName, string> = {
  'ballot-box': '0 0 160 120',
  kiosk: '0 0 160 120',
  phone: '0 0 160 120',
  'sealed-poster': '0 0 160 120',
  'five-faces': '0 40 160 40',
};

/** Decoration: hidden from screen readers, the words beside it speak. Stands alone as a file too. */
export function illustrationSvg(name: IllustrationName): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${sizes[name]}" fill="none" stroke="${ink}" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${drawings[name]}</svg>`;
}
