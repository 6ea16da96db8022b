import { type Chance, seededChance } from '../kernel/random';
import { assert } from '../kernel/result';

/** Who is drawn. The same seed gives the same face. */
export interface PortraitSitter {
  readonly seed: number;
  readonly sex: 'female' | 'male';
  readonly age: 'young' | 'middle' | 'senior';
}

interface Look extends PortraitSitter {
  readonly skin: { readonly face: string; readonly shade: string };
  readonly hair: string;
  readonly clothes: string;
  readonly ground: string;
  readonly style: number;
  readonly glasses: boolean;
}

const skins = [
  { face: '#f3cda6', shade: '#e3b386' },
  { face: '#eabf94', shade: '#d6a274' },
  { face: '#dca97c', shade: '#c48e60' },
] as const;
const darkHair = ['#1f1a17', '#2b211c', '#3a2a21'] as const;
const grayHair = ['#8b8b8b', '#a9a7a3', '#6f6b68'] as const;
const clothes = {
  female: ['#2d5f8b', '#0b5a4a', '#6b3f6e', '#7a4a2b', '#3c4a57', '#8a3b3b'],
  male: ['#2d5f8b', '#26384a', '#3c4a57', '#0b5a4a'],
} as const;
const grounds = ['#dcebf9', '#dcefe9', '#f7ecd7', '#ece6f3', '#e9edf0'] as const;

function pick<T>(from: readonly T[], chance: Chance): T {
  const picked = from[chance(from.length)];
  assert(picked !== undefined, 'nothing to pick from');
  return picked;
}

function lookOf(sitter: PortraitSitter): Look {
  const chance = seededChance(sitter.seed * 2_654_435_761 + sitter.age.length * 97 + sitter.sex.length);
  const skin = pick(skins, chance);
  const hair = sitter.age === 'senior' ? pick(grayHair, chance) : pick(darkHair, chance);
  return {
    ...sitter,
    skin,
    hair,
    clothes: pick<string>(clothes[sitter.sex], chance),
    ground: pick(grounds, chance),
    style: chance(3),
    glasses: chance(10) < (sitter.age === 'senior' ? 6 : 3),
  };
}

/** Drawn portrait of an official who does not exist: for the living example, where photographs of real people have no place. */
export function portraitSvg(sitter: PortraitSitter): string {
  const look = lookOf(sitter);
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 150" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">',
    `<rect width="120" height="150" fill="${look.ground}"/>`,
    hairBehind(look),
    body(look),
    `<path d="M51 84h18v20q-9 9-18 0z" fill="${look.skin.shade}"/>`,
    `<circle cx="34.5" cy="67" r="5.5" fill="${look.skin.shade}"/><circle cx="85.5" cy="67" r="5.5" fill="${look.skin.shade}"/>`,
    `<path d="M35 58q0-30 25-30t25 30v10q0 27-25 29-25-2-25-29z" fill="${look.skin.face}"/>`,
    features(look),
    hairInFront(look),
    look.glasses ? glasses : '',
    '</svg>',
  ].join('');
}

function body({ clothes: colour, sex, style, skin }: Look): string {
  const shoulders = `<path d="M10 150q1-36 34-43l16 5 16-5q33 7 34 43z" fill="${colour}"/>`;
  if (sex === 'female' && style === 0) {
    // áo dài: a closed stand-up collar
    return `${shoulders}<path d="M48 104q12 8 24 0v6q-12 8-24 0z" fill="${colour}" stroke="#ffffff55" stroke-width="1.5"/>`;
  }
  const shirt = `<path d="M46 106l14 20 14-20-14 5z" fill="#ffffff"/>`;
  const lapels = `<path d="M45 106l15 44 15-44" fill="none" stroke="#00000030" stroke-width="2"/>`;
  if (sex === 'male' && style === 1) {
    return `<path d="M10 150q1-36 34-43l16 5 16-5q33 7 34 43z" fill="#f6f8fa" stroke="#d4dbe2"/><path d="M46 106l14 15 14-15" fill="none" stroke="#c3ccd5" stroke-width="2"/><path d="M60 121v29" stroke="#d4dbe2" stroke-width="2"/>`;
  }
  const tie =
    sex === 'male'
      ? `<path d="M57 113h6l-1 6 4 20-6 6-6-6 4-20z" fill="#8a2f2f"/>`
      : `<path d="M52 104l8 12 8-12z" fill="${skin.shade}"/>`;
  return shoulders + shirt + tie + lapels;
}

function features({ hair, sex, age, skin }: Look): string {
  const eyes = [49, 71]
    .map(
      (x) =>
        `<ellipse cx="${x}" cy="66" rx="2.6" ry="3" fill="#2a1d16"/><circle cx="${x + 0.9}" cy="65" r=".8" fill="#fff"/>`,
    )
    .join('');
  const lashes =
    sex === 'female'
      ? '<path d="M45 63.5q4-3 8 0M67 63.5q4-3 8 0" fill="none" stroke="#2a1d16" stroke-width="1.6"/>'
      : '';
  const brows = `<path d="M44 57q5-3 10-.5M66 56.5q5-2.5 10 .5" fill="none" stroke="${hair}" stroke-width="${sex === 'male' ? 2.8 : 1.8}"/>`;
  const nose = `<path d="M60 68q-3 8 1 8.5" fill="none" stroke="${skin.shade}" stroke-width="2.2"/>`;
  const mouth =
    sex === 'female'
      ? '<path d="M51 83q9 8 18 0-9 2-18 0z" fill="#b5453f" stroke="#b5453f" stroke-width="1.6"/>'
      : '<path d="M51 83q9 7 18 0" fill="none" stroke="#8d4a3c" stroke-width="2.4"/>';
  const lines =
    age === 'senior'
      ? `<path d="M42 80q2 5 1 8M78 80q-2 5-1 8M50 47q10-3 20 0" fill="none" stroke="${skin.shade}" stroke-width="1.6"/>`
      : '';
  const cheeks =
    '<circle cx="43" cy="77" r="4" fill="#e8836b" opacity=".22"/><circle cx="77" cy="77" r="4" fill="#e8836b" opacity=".22"/>';
  return cheeks + brows + eyes + lashes + nose + mouth + lines;
}

function hairBehind({ sex, style, hair, age }: Look): string {
  if (sex === 'male') return '';
  if (style === 1 || age === 'senior')
    return `<circle cx="60" cy="24" r="12" fill="${hair}"/><path d="M32 66q-4-46 28-46t28 46z" fill="${hair}"/>`;
  const length = style === 0 ? 122 : 92;
  return `<path d="M30 ${length}Q22 20 60 20Q98 20 90 ${length}q-8 5-16 0V60H46v${length - 60}q-8 5-16 0z" fill="${hair}"/>`;
}

function hairInFront({ sex, style, hair, age }: Look): string {
  if (sex === 'female') {
    const fringe =
      style === 2
        ? 'M34 62q-2-40 26-40t26 40q-3-14-9-19-10 5-28 3-9 4-15 16z'
        : 'M34 64q-3-42 26-42t26 42q-2-18-24-29-22 8-28 29z';
    return `<path d="${fringe}" fill="${hair}"/>`;
  }
  if (age === 'senior' && style === 0)
    return `<path d="M34 62q-3-18 5-25-2 14-2 25zM86 62q3-18-5-25 2 14 2 25z" fill="${hair}"/>`;
  const top =
    style === 2
      ? 'M34 60q-4-38 28-38 27 1 24 38-3-10-6-15-20 2-34-6-9 6-12 21z'
      : 'M34 60q-5-36 24-39 31-2 28 39-2-9-6-15-14-5-22-1-14-2-18 3-4 4-6 13z';
  return `<path d="${top}" fill="${hair}"/>`;
}

const glasses =
  '<g fill="#ffffff22" stroke="#2c2c2c" stroke-width="1.8"><rect x="40" y="59" width="17" height="14" rx="5"/><rect x="63" y="59" width="17" height="14" rx="5"/><path d="M57 64q3-2 6 0M40 64l-5-2M80 64l5-2" fill="none"/></g>';
