import type { PeriodId } from '../survey/reporting-period';

/** Ballots of one layout: one unit, base period, form and version. */
export interface ColumnsKey {
  readonly unitCode: string;
  readonly periodId: PeriodId;
  readonly formId: string;
  readonly formVersion: number;
}

/**
 * Some ballots of one unit, base period, form and version, fact by fact instead of ballot by ballot: what counting is fastest
 * on. The ballots stand in the same order in every column; the order itself means nothing.
 */
export interface BallotColumns extends ColumnsKey {
  /** Codes in UTF-8 with `codeSeparator` between them; a ballot that names none has an empty one. */
  readonly channels: Uint8Array;
  readonly fields: Uint8Array;
  readonly officials: Uint8Array;
  /** One byte a ballot: `repeatMark` for a possible repeat. */
  readonly repeats: Uint8Array;
  /** The bytes of all slots of the first ballot, then of the second, … (docs/formats/ballot.md). */
  readonly answers: Uint8Array;
}

/** ASCII unit separator: codes hold no control characters. */
export const codeSeparator = 0x1f;
export const repeatMark = 0x72;

/** Transitions of a known code's bytes; forgotten and learnt anew beyond this size, so that odd codes cannot fill the memory. */
const mostNodes = 4_096;

/** Numbers the codes of a column in the order in which they are first met. Exact: two codes never share a number. */
export class CodeNumbers {
  readonly codes: string[] = [];
  private readonly byCode = new Map<string, number>();
  private next = new Int32Array(64 * 256);
  private numberAt = new Int32Array(64).fill(-1);
  private nodes = 1;
  private scratch = new Int32Array(1_024);

  /** The number of each of `count` codes, in a buffer that the next call overwrites. */
  read(column: Uint8Array, count: number): Int32Array {
    if (this.scratch.length < count) this.scratch = new Int32Array(count * 2);
    const numbers = this.scratch;
    let found = 0;
    let begin = 0;
    let node = 0;
    for (let at = 0; at <= column.length; at += 1) {
      const byte = at < column.length ? (column[at] as number) : codeSeparator;
      if (byte !== codeSeparator) {
        const step = this.next[(node << 8) | byte] as number;
        node = step > 0 ? step : this.grow(node, byte);
        continue;
      }
      if (found === count) throw new Error(`bug: more than ${count} codes in a column`);
      const known = this.numberAt[node] as number;
      numbers[found] = known >= 0 ? known : this.learn(node, column.subarray(begin, at));
      found += 1;
      begin = at + 1;
      node = 0;
      if (this.nodes > mostNodes) this.forget();
    }
    if (found !== count) throw new Error(`bug: ${found} codes in a column of ${count} ballots`);
    return numbers;
  }

  private grow(node: number, byte: number): number {
    const made = this.nodes;
    this.nodes += 1;
    if (this.nodes * 256 > this.next.length) {
      const next = new Int32Array(this.next.length * 2);
      next.set(this.next);
      this.next = next;
      const numberAt = new Int32Array(this.numberAt.length * 2).fill(-1);
      numberAt.set(this.numberAt);
      this.numberAt = numberAt;
    }
    this.next[(node << 8) | byte] = made;
    return made;
  }

  private learn(node: number, bytes: Uint8Array): number {
    const code = new TextDecoder().decode(bytes);
    let number = this.byCode.get(code);
    if (number === undefined) {
      number = this.codes.length;
      this.codes.push(code);
      this.byCode.set(code, number);
    }
    this.numberAt[node] = number;
    return number;
  }

  private forget(): void {
    this.next.fill(0);
    this.numberAt.fill(-1);
    this.nodes = 1;
  }
}
