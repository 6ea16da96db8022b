/**
 * A system file of SPSS (`.sav`), uncompressed, little-endian, UTF-8. Layout: B. Pfaff, "System File Format", PSPP
 * Developers Guide, ch. on data file formats; docs/formats/open-data.md has the test vector.
 */
export interface SavVariable {
  /** A letter, then letters, digits and `_`; at most 64 bytes. */
  readonly name: string;
  readonly label: string;
  readonly kind: 'text' | 'number';
  /** Digits after the point when shown; the number itself is kept in full. */
  readonly decimals: number;
  readonly values: readonly { readonly value: string | number; readonly label: string }[];
}

export type SavCell = string | number | null;

/** Longest text a plain string variable holds; longer ones are cut before a letter, never within one. */
const longestText = 255;
const encoder = new TextEncoder();
const systemMissing = -Number.MAX_VALUE;
/** The number next above −∞ that is not the missing value, which LOWEST stands for. */
const lowest = -1.7976931348623155e308;

export function savFile(variables: readonly SavVariable[], rows: readonly (readonly SavCell[])[]): Uint8Array {
  const columns = variables.map((variable, at) => ({ variable, width: widthOf(variable, at, rows) }));
  const file = new Bytes();
  fileHeader(
    file,
    columns.reduce((sum, { width }) => sum + slotsOf(width), 0),
    rows.length,
  );
  columns.forEach(({ variable, width }, at) => variableRecord(file, variable, width, at));
  valueLabels(file, columns);
  information(file, columns);
  file.int(999).int(0);
  for (const row of rows) {
    columns.forEach(({ width }, at) => {
      const cell = row[at] ?? null;
      if (width === 0) file.double(typeof cell === 'number' ? cell : systemMissing);
      else file.padded(cut(typeof cell === 'string' ? cell : '', width), slotsOf(width) * 8);
    });
  }
  return file.result();
}

interface Column {
  readonly variable: SavVariable;
  /** Bytes of a text, 0 for a number. */
  readonly width: number;
}

const slotsOf = (width: number) => Math.max(1, Math.ceil(width / 8));
const shortName = (at: number) => `V${at + 1}`;

function widthOf({ kind, values }: SavVariable, at: number, rows: readonly (readonly SavCell[])[]): number {
  if (kind === 'number') return 0;
  const texts = [...rows.map((row) => row[at]), ...values.map(({ value }) => value)];
  const longest = Math.max(1, ...texts.map((text) => (typeof text === 'string' ? encoder.encode(text).length : 0)));
  return Math.min(longest, longestText);
}

/** At most `most` bytes of UTF-8, whole characters only. */
function cut(text: string, most: number): Uint8Array {
  const bytes = encoder.encode(text);
  let end = Math.min(bytes.length, most);
  while (end < bytes.length && end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.subarray(0, end);
}

function fileHeader(file: Bytes, slots: number, cases: number): void {
  file.text('$FL2', 4).text('@(#) SPSS DATA FILE hailong', 60);
  // Layout code, slots a case, no compression, no weight, cases, bias of the compression that is not used.
  file.int(2).int(slots).int(0).int(0).int(cases).double(100);
  // No day: the same figures give the same bytes.
  file.text('01 Jan 00', 9).text('00:00:00', 8).text('', 64).raw(new Uint8Array(3));
}

function variableRecord(file: Bytes, variable: SavVariable, width: number, at: number): void {
  // Format A of the width, or F12 with decimals.
  const format = width > 0 ? (1 << 16) | (width << 8) : (5 << 16) | (12 << 8) | variable.decimals;
  const label = cut(variable.label, longestText);
  file.int(2).int(width).int(1).int(0).int(format).int(format).text(shortName(at), 8);
  file.int(label.length).padded(label, Math.ceil(label.length / 4) * 4, 0);
  for (let slot = 1; slot < slotsOf(width); slot += 1) {
    file.int(2).int(-1).int(0).int(0).int(0).int(0).text('', 8);
  }
}

/** Of numbers and of texts of up to eight bytes. */
function valueLabels(file: Bytes, columns: readonly Column[]): void {
  let slot = 1;
  for (const { variable, width } of columns) {
    if (variable.values.length > 0 && width <= 8) {
      file.int(3).int(variable.values.length);
      for (const { value, label } of variable.values) {
        if (typeof value === 'number') file.double(value);
        else file.text(value, 8);
        const words = cut(label, 120);
        file.raw(Uint8Array.of(words.length)).padded(words, Math.ceil((words.length + 1) / 8) * 8 - 1);
      }
      file.int(4).int(1).int(slot);
    }
    slot += slotsOf(width);
  }
}

function information(file: Bytes, columns: readonly Column[]): void {
  // Integers: version, machine, IEEE 754, compression, little-endian, code page of UTF-8.
  file.int(7).int(3).int(4).int(8);
  for (const value of [20, 0, 0, -1, 1, 1, 2, 65001]) file.int(value);
  file.int(7).int(4).int(8).int(3).double(systemMissing).double(Number.MAX_VALUE).double(lowest);
  // Measure (nominal, scale), columns shown, alignment (left, right).
  file
    .int(7)
    .int(11)
    .int(4)
    .int(columns.length * 3);
  for (const { width } of columns)
    file
      .int(width > 0 ? 1 : 3)
      .int(width > 0 ? Math.min(width, 40) : 12)
      .int(width > 0 ? 0 : 1);
  const names = encoder.encode(columns.map(({ variable }, at) => `${shortName(at)}=${variable.name}`).join('\t'));
  file.int(7).int(13).int(1).int(names.length).raw(names);
  file.int(7).int(20).int(1).int(5).text('UTF-8', 5);
}

/** Bytes put one after another. */
class Bytes {
  private readonly parts: Uint8Array[] = [];

  raw(bytes: Uint8Array): this {
    this.parts.push(bytes);
    return this;
  }

  int(value: number): this {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setInt32(0, value, true);
    return this.raw(bytes);
  }

  double(value: number): this {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setFloat64(0, value, true);
    return this.raw(bytes);
  }

  /** Filled up with spaces, or with another byte. */
  padded(bytes: Uint8Array, length: number, filler = 0x20): this {
    return this.raw(bytes).raw(new Uint8Array(length - bytes.length).fill(filler));
  }

  text(text: string, length: number): this {
    return this.padded(encoder.encode(text), length);
  }

  result(): Uint8Array {
    const all = new Uint8Array(this.parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of this.parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }
}
