import { type BallotColumns, repeatMark } from './ballot-columns';
import { factorScore, type RelationLayout } from './relation-layout';

/** Ballots of a block. */
const block = 256;

/**
 * Sums the relations of ballots column by column: the way of a recount. `addRelations` sums for the mover; tests and the
 * nightly check hold the two against each other. Possible repeats stand in no figure and in no sum.
 */
export class ColumnRelations {
  readonly cells: Float64Array;
  ballots = 0;
  private readonly tables: Float64Array;
  private readonly sums: Float64Array;
  private readonly left: Uint16Array;
  private readonly right: Uint16Array;
  /** By pair, the products of the ballots of a block; multiplied and summed block by block, which is several times faster. */
  private readonly products: Float64Array;
  private inBlock = 0;

  constructor(private readonly layout: RelationLayout) {
    this.cells = new Float64Array(layout.length);
    this.tables = this.cells.subarray(0, layout.momentsAt);
    this.sums = this.cells.subarray(layout.momentsAt);
    this.left = Uint16Array.from(layout.moments, ([left]) => left);
    this.right = Uint16Array.from(layout.moments, ([, right]) => right);
    this.products = new Float64Array(layout.pairs.length * block);
  }

  add(columns: BallotColumns, width: number): void {
    const { answers, repeats } = columns;
    const count = repeats.length;
    for (let ballot = 0; ballot < count; ballot += 1) {
      if (repeats[ballot] === repeatMark) continue;
      this.ballots += 1;
      const begin = ballot * width;
      const overall = answers[begin + this.layout.overall] as number;
      if (overall === 0) continue;
      this.addTables(answers, begin, overall);
      if (this.sums.length > 0) this.putIntoBlock(answers, begin, overall - 1);
    }
    this.finishBlock();
  }

  private addTables(answers: Uint8Array, begin: number, overall: number): void {
    const { tables, layout } = this;
    const { points, items } = layout;
    const size = points * points;
    const from = begin + (items[0] as number);
    // The items of a form stand together (docs/formats/ballot.md).
    let cell = overall - 1 - points;
    for (let at = from; at < from + items.length; at += 1) {
      const byte = answers[at] as number;
      if (byte > 0 && byte <= points) (tables[cell + byte * points] as number) += 1;
      cell += size;
    }
  }

  /** The pairs with the constant come first: they are the variables themselves, and the other pairs are made of them. */
  private putIntoBlock(answers: Uint8Array, begin: number, overall: number): void {
    const { products, inBlock } = this;
    const { factors } = this.layout;
    products[inBlock] = 1;
    for (let factor = 0; factor < factors.length; factor += 1) {
      const { first, end } = factors[factor] as (typeof factors)[number];
      const score = factorScore(answers, begin + first, begin + end);
      if (score < 0) return;
      products[(factor + 1) * block + inBlock] = score;
    }
    products[(factors.length + 1) * block + inBlock] = overall;
    this.inBlock += 1;
    if (this.inBlock === block) this.finishBlock();
  }

  private finishBlock(): void {
    const { products, sums, left, right, inBlock, layout } = this;
    if (inBlock === 0) return;
    for (let pair = layout.factors.length + 2; pair < layout.pairs.length; pair += 1) {
      const [one, two] = layout.pairs[pair] as readonly [number, number];
      for (let at = 0; at < inBlock; at += 1) {
        products[pair * block + at] = (products[one * block + at] as number) * (products[two * block + at] as number);
      }
    }
    for (let moment = 0; moment < sums.length; moment += 1) {
      const one = (left[moment] as number) * block;
      const two = (right[moment] as number) * block;
      (sums[moment] as number) += sumOfProducts(products, one, two, inBlock);
    }
    this.inBlock = 0;
  }
}

/** Four sums side by side, so that one addition need not wait for the last. Whole numbers below 2^53: the order changes nothing. */
function sumOfProducts(of: Float64Array, one: number, two: number, count: number): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let at = 0;
  for (; at + 3 < count; at += 4) {
    a += (of[one + at] as number) * (of[two + at] as number);
    b += (of[one + at + 1] as number) * (of[two + at + 1] as number);
    c += (of[one + at + 2] as number) * (of[two + at + 2] as number);
    d += (of[one + at + 3] as number) * (of[two + at + 3] as number);
  }
  for (; at < count; at += 1) a += (of[one + at] as number) * (of[two + at] as number);
  return a + b + c + d;
}
