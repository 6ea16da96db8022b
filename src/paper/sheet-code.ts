import { createHmac, timingSafeEqual } from 'node:crypto';
import { sha256 } from '../kernel/bytes';
import type { Chance } from '../kernel/random';
import type { Rectangle, SheetLayout } from './sheet-layout';

/**
 * What the QR code of a page holds, in 28 characters of QR's alphanumeric set, which fill version 2, level Q (29):
 *
 *     H1 TTTT RRRRR P SSSSSSSS CCCCCCCC
 *
 * `T` the layout's tag, `R` the print run, `P` the page, `S` the sheet's random serial (`--------` on a copy master, which
 * has none), `C` 40 bits of HMAC-SHA256 over what stands before (docs/formats/ballot-layout.md). Nothing of it is linked to a
 * person or a dossier.
 */
export interface SheetCode {
  readonly tag: string;
  readonly run: string;
  readonly page: number;
  /** Undefined on a copy master. */
  readonly serial: string | undefined;
}

const mark = 'H1';
/** Crockford's base32: no I, L, O, U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const noSerial = '--------';
const shape =
  /^H1([0-9A-HJKMNP-TV-Z]{4})([0-9A-HJKMNP-TV-Z]{5})([1-9])([0-9A-HJKMNP-TV-Z]{8}|-{8})([0-9A-HJKMNP-TV-Z]{8})$/;

export function encodeSheetCode(code: SheetCode, key: Uint8Array): string {
  const open = `${mark}${code.tag}${code.run}${code.page}${code.serial ?? noSerial}`;
  return open + checkFragment(open, key);
}

/** Undefined where the text is not a sheet's code at all; `genuine` says whether the check fragment was made with `key`. */
export function readSheetCode(
  text: string,
  key: Uint8Array,
): { readonly code: SheetCode; readonly genuine: boolean } | undefined {
  const parts = shape.exec(text);
  if (!parts) return undefined;
  const [, tag = '', run = '', page = '', serial = '', check = ''] = parts;
  const expected = checkFragment(text.slice(0, -8), key);
  return {
    code: { tag, run, page: Number(page), serial: serial === noSerial ? undefined : serial },
    genuine: timingSafeEqual(Buffer.from(check), Buffer.from(expected)),
  };
}

function checkFragment(open: string, key: Uint8Array): string {
  return base32(createHmac('sha256', key).update(`ballot-sheet-1\n${open}`).digest(), 8);
}

/** The first `characters` × 5 bits, most significant first. */
function base32(bytes: Uint8Array, characters: number): string {
  let bits = 0n;
  for (const byte of bytes.subarray(0, 8)) bits = (bits << 8n) | BigInt(byte);
  return Array.from({ length: characters }, (_, at) => alphabet[Number((bits >> BigInt(59 - 5 * at)) & 31n)]).join('');
}

export function makeRunCode(chance: Chance): string {
  return randomCharacters(5, chance);
}

/** 40 random bits; the run's serials are drawn without repetition by who makes the run. */
export function makeSerial(chance: Chance): string {
  return randomCharacters(8, chance);
}

function randomCharacters(count: number, chance: Chance): string {
  return Array.from({ length: count }, () => alphabet[chance(32)]).join('');
}

/** `7K3F-92QD`, as printed and typed. */
export function formatSerial(serial: string): string {
  return `${serial.slice(0, 4)}-${serial.slice(4)}`;
}

/** Two layouts that differ in anything the reader goes by have different tags (20 bits of SHA-256 over their places). */
export function layoutTag(layout: Omit<SheetLayout, 'tag'>): string {
  const { form, version, paper, width, height, pages } = layout;
  const places = pages.map(({ anchors, code, boxes, frames }) => [
    anchors.map(placeOf),
    placeOf(code),
    boxes.map((box) => [...placeOf(box), box.item, box.choice]),
    frames.map((frame) => [...placeOf(frame), frame.item]),
  ]);
  return base32(sha256(JSON.stringify([layout.format, form, version, paper, width, height, places])), 4);
}

/** In hundredths of a millimetre. */
function placeOf({ x, y, width, height }: Rectangle): number[] {
  return [x, y, width, height].map((millimetres) => Math.round(millimetres * 100));
}
