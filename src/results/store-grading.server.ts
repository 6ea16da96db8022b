import { sql } from 'kysely';
import type { Queryable, Tx } from '../platform/database.server';
import type { PeriodId } from '../survey/reporting-period';
import { type Measure, parseMeasure } from './grading-measure';
import type { FigureChange, StandingFigure, Subject } from './grading-change';

interface FigureRow {
  period_id: PeriodId;
  official_code: string;
  measure: string;
  value: number | null;
  source: 'typed' | 'imported';
  recorded_at: Date;
  recorder_name: string;
}

export interface FigureRecord {
  readonly periodId: PeriodId;
  readonly subject: Subject;
  readonly measure: Measure;
  /** Null where the figure was taken back. */
  readonly value: number | null;
  readonly source: 'typed' | 'imported';
  readonly recordedAt: Date;
  readonly recorderName: string;
}

/** A measure that a later version of the program dropped is left out, not misread. */
function recordOf(row: FigureRow): FigureRecord[] {
  const measure = parseMeasure(row.measure);
  if (measure === undefined) return [];
  return [
    {
      periodId: row.period_id,
      subject: row.official_code,
      measure,
      value: row.value,
      source: row.source,
      recordedAt: row.recorded_at,
      recorderName: row.recorder_name,
    },
  ];
}

/** The figures that stand today: the latest of each cell, those taken back left out. */
export async function readGradingFigures(
  tx: Queryable,
  unitCode: string,
  periodIds: readonly PeriodId[],
): Promise<StandingFigure[]> {
  const found = await sql<FigureRow>`
    select distinct on (period_id, official_code, measure)
      period_id, official_code, measure, value, source, recorded_at, recorder_name
    from grading_figure where unit_code = ${unitCode} and period_id = any(${[...periodIds]}::text[])
    order by period_id, official_code, measure, entry desc
  `.execute(tx);
  return found.rows
    .flatMap(recordOf)
    .flatMap(({ periodId, subject, measure, value }) =>
      value === null ? [] : [{ periodId, subject, measure, value }],
    );
}

/** Every record of one base period, the newest first: what was corrected, when and by whom. */
export async function readGradingHistory(tx: Queryable, unitCode: string, periodId: PeriodId): Promise<FigureRecord[]> {
  const found = await sql<FigureRow>`
    select period_id, official_code, measure, value, source, recorded_at, recorder_name
    from grading_figure where unit_code = ${unitCode} and period_id = ${periodId} order by entry desc limit 500
  `.execute(tx);
  return found.rows.flatMap(recordOf);
}

/** Base periods that have figures. */
export async function gradedPeriods(tx: Queryable, unitCode: string): Promise<PeriodId[]> {
  const found = await sql<{ period_id: PeriodId }>`
    select distinct period_id from grading_figure where unit_code = ${unitCode} order by period_id
  `.execute(tx);
  return found.rows.map((row) => row.period_id);
}

export interface FigureBatch {
  readonly batchId: string;
  readonly source: 'typed' | 'imported';
  readonly at: Date;
  readonly by: string;
  readonly byName: string;
}

export async function insertGradingFigures(
  tx: Queryable,
  unitCode: string,
  { batchId, source, at, by, byName }: FigureBatch,
  figures: readonly (FigureChange & { readonly id: string })[],
): Promise<void> {
  await sql`
    insert into grading_figure (unit_code, id, batch_id, period_id, official_code, measure, value, source, recorded_at, recorded_by, recorder_name)
    select ${unitCode}, f.id, ${batchId}, f.period_id, f.official_code, f.measure, f.value, ${source}, ${at}::timestamptz, ${by}, ${byName}
    from unnest(${figures.map(({ id }) => id)}::text[], ${figures.map(({ periodId }) => periodId)}::text[],
                ${figures.map(({ subject }) => subject)}::text[], ${figures.map(({ measure }) => measure)}::text[],
                ${figures.map(({ value }) => value)}::integer[])
      as f (id, period_id, official_code, measure, value)
  `.execute(tx);
}

/** Until the transaction ends nobody else records figures of the unit: a group is checked as a whole, so it is written as one. */
export async function lockGrading(tx: Tx, unitCode: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('hailong-grading'), hashtext(${unitCode}))`.execute(tx);
}
