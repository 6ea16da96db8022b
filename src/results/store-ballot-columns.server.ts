import { assert } from '../kernel/result';
import type { SnapshotReader } from '../platform/shared-snapshot.server';
import type { Questionnaire } from '../survey/questionnaire';
import type { PeriodId } from '../survey/reporting-period';
import type { BallotColumns, ColumnsKey } from './ballot-columns';
import type { RollupRow } from './store.server';

/**
 * How the readers' sessions are set: plain aggregation by hash with room for the ballots of one stretch, and no helpers of
 * PostgreSQL's own, since the stretches are read side by side already.
 */
export const columnReaderSettings = {
  work_mem: '256MB',
  enable_sort: 'off',
  jit: 'off',
  max_parallel_workers_per_gather: '0',
} as const;

/**
 * Pages of 8 KiB read at once: about a million ballots, some 100 MB in each of the two processes. With fewer, the ballots of
 * an office come in so small pieces that fetching its counts into the processor's memory costs more than counting.
 */
const pagesAtOnce = 16_384;

/**
 * PostgreSQL strings the ballots of one layout together, so that a row costs it one pass and no message of its own
 * (docs/adr/0062). All aggregates of a group see its rows in the same order. Codes hold no control characters.
 */
const columns = `
  b.unit_code || E'\\x1f' || b.period_id || E'\\x1f' || b.form_id || E'\\x1f' || b.form_version::text,
  string_agg(b.channel, E'\\x1f'), string_agg(coalesce(b.field_code, ''), E'\\x1f'),
  string_agg(coalesce(b.official_code, ''), E'\\x1f'), string_agg(case when b.possible_repeat then 'r' else '-' end, ''),
  string_agg(b.answers, ''::bytea)`;
const layoutOf = 'b.unit_code, b.period_id, b.form_id, b.form_version';

/** Every ballot of the table, in stretches of it; one layout may come in several pieces. */
export async function readBallotColumns(
  readers: readonly SnapshotReader[],
  onColumns: (columns: BallotColumns) => void,
): Promise<void> {
  const [first] = readers;
  assert(first !== undefined, 'no reader');
  const pages = await first.number(`select pg_relation_size('ballot') / current_setting('block_size')::bigint`);
  let next = 0;
  const rowOf = columnsReader();
  const read = async (reader: SnapshotReader): Promise<void> => {
    while (next < pages) {
      const from = next;
      next += pagesAtOnce;
      // Page numbers are whole numbers of our own making: COPY takes no parameters.
      await reader.copyOut(
        `select ${columns} from ballot b where b.ctid >= '(${from},0)'::tid and b.ctid < '(${next},0)'::tid group by ${layoutOf}`,
        (fields) => onColumns(rowOf(fields)),
      );
    }
  };
  await Promise.all(readers.map(read));
}

/** The ballots of the voids that are in the roll-ups. */
export async function readVoidedColumns(
  reader: SnapshotReader,
  onColumns: (columns: BallotColumns) => void,
): Promise<void> {
  const rowOf = columnsReader();
  await reader.copyOut(
    `select ${columns} from rollup_void c
     join ballot_void v on v.unit_code = c.unit_code and v.request_id = c.request_id
     join ballot b on b.unit_code = v.unit_code and b.id = v.ballot_id group by ${layoutOf}`,
    (fields) => onColumns(rowOf(fields)),
  );
}

const empty = new Uint8Array(0);

/** Reads rows of `columns`; the key of a layout is taken apart when it is first met. */
function columnsReader(): (fields: readonly (Buffer | null)[]) => BallotColumns {
  const keys = new Map<string, ColumnsKey>();
  return ([keyText, channels, fields, officials, repeats, answers]) => {
    const text = keyText?.toString('utf8') ?? '';
    let key = keys.get(text);
    if (key === undefined) {
      const [unitCode = '', periodId = '', formId = '', formVersion = ''] = text.split('\x1f');
      key = { unitCode, periodId: periodId as PeriodId, formId, formVersion: Number(formVersion) };
      keys.set(text, key);
    }
    return {
      ...key,
      channels: channels ?? empty,
      fields: fields ?? empty,
      officials: officials ?? empty,
      repeats: repeats ?? empty,
      answers: answers ?? empty,
    };
  };
}

export function keyOf(fields: readonly (Buffer | null)[]): ColumnsKey {
  const [unitCode, periodId, formId, formVersion] = fields.slice(0, 4).map((field) => field?.toString('utf8') ?? '');
  return {
    unitCode: unitCode ?? '',
    periodId: (periodId ?? '') as PeriodId,
    formId: formId ?? '',
    formVersion: Number(formVersion),
  };
}

/** A PostgreSQL array of whole numbers, read where it lies in the message. */
export interface StoredNumbers {
  readonly length: number;
  at(index: number): number;
}

/** A stored roll-up whose counts are views of the message: valid until the callback returns. */
export interface StoredCounts extends ColumnsKey {
  readonly set: RollupRow['ballot_set'];
  readonly cut: RollupRow['cut'];
  readonly code: string;
  readonly ballots: number;
  readonly counts: StoredNumbers;
  readonly alikeness: StoredNumbers | null;
}

/** Every roll-up there is. */
export async function readAllRollups(reader: SnapshotReader, onRollup: (rollup: StoredCounts) => void): Promise<void> {
  await reader.copyOut(
    `select unit_code, period_id, form_id, form_version::text, ballot_set, cut, code, ballots, counts, alikeness from rollup`,
    (fields) => {
      const [, , , , set, cut, code, ballots, counts, alikeness = null] = fields;
      assert(counts instanceof Buffer && ballots instanceof Buffer, 'a roll-up without counts');
      onRollup({
        ...keyOf(fields),
        set: (set?.toString('utf8') ?? '') as StoredCounts['set'],
        cut: (cut?.toString('utf8') ?? '') as StoredCounts['cut'],
        code: code?.toString('utf8') ?? '',
        ballots: ballots.readInt32BE(0),
        counts: numbersOf(counts, 4, (at) => counts.readInt32BE(at)),
        alikeness: alikeness && numbersOf(alikeness, 8, (at) => Number(alikeness.readBigInt64BE(at))),
      });
    },
  );
}

/** An array in binary: dimensions, null flag, element type, then (unless empty) length and lower bound; then length and value each. */
export function numbersOf(array: Buffer, bytes: 4 | 8, valueAt: (at: number) => number): StoredNumbers {
  if (array.readInt32BE(0) === 0) return { length: 0, at: () => 0 };
  const header = 20;
  const step = 4 + bytes;
  return { length: (array.length - header) / step, at: (index) => valueAt(header + index * step + 4) };
}

/** The units' own forms, as of the snapshot, by `formKey`. */
export async function readOwnForms(reader: SnapshotReader): Promise<Map<string, Questionnaire>> {
  const forms = new Map<string, Questionnaire>();
  await reader.copyOut('select unit_code, id, version::text, body::text from questionnaire', (fields) => {
    const [unitCode, id, version, body] = fields.map((field) => field?.toString('utf8') ?? '');
    forms.set(formKey(unitCode ?? '', id ?? '', Number(version)), JSON.parse(body ?? '') as Questionnaire);
  });
  return forms;
}

export function formKey(unitCode: string, id: string, version: number): string {
  return `${unitCode} ${id} ${version}`;
}
