import { rowFrom } from '../results/result-rows';
import type { ShownRow } from '../results/period-results';
import type { PublishedLook } from '../results/period-view';
import { overallSlotOf, slotTally, tallyLayout } from '../results/tally';
import { wholeOf } from '../results/units-beside';
import type { Questionnaire, Scale } from '../survey/questionnaire';
import type { PeriodId } from '../survey/reporting-period';
import { openDataCsv } from './open-data';
import type { UnitLevel } from './unit-level';

/** A unit of the line, with the publication in which its own figure is hidden. */
export interface CombinedUnit {
  readonly code: string;
  readonly name: string;
  readonly snapshotId: string;
}

/** One figure of several units that are each too small to be shown, as released (docs/formats/combined-units.md). */
export interface CombinedUnitsLine {
  readonly format: 'hailong-combined-units-1';
  readonly id: string;
  readonly superior: { readonly code: string; readonly name: string };
  readonly level: UnitLevel;
  readonly periodId: PeriodId;
  readonly form: { readonly id: string; readonly version: number; readonly title: string; readonly scale: Scale };
  /** By name. */
  readonly units: readonly CombinedUnit[];
  readonly ballots: number;
  /** Of the overall question. */
  readonly overall: ShownRow;
}

/** The overall answers of all of them together; undefined where nobody answered. */
export function combinedUnitsLine(
  head: Pick<CombinedUnitsLine, 'id' | 'superior' | 'level' | 'periodId' | 'units'>,
  form: Questionnaire,
  looks: readonly PublishedLook[],
): CombinedUnitsLine | undefined {
  const layout = tallyLayout(form);
  const wholes = looks.flatMap((look) => wholeOf(look) ?? []);
  const slot = overallSlotOf(layout);
  const tallies = wholes.map(({ counts, ballots }) => slotTally(layout, slot, counts, ballots));
  const overall = rowFrom({ scope: 'overall', id: form.overall.id, title: form.overall.text }, tallies, true);
  if (overall.suppressed) return undefined;
  return {
    format: 'hailong-combined-units-1',
    ...head,
    form: { id: form.id, version: form.version, title: form.title, scale: form.scale },
    ballots: wholes.reduce((sum, { ballots }) => sum + ballots, 0),
    overall,
  };
}

/** Encoded once; these bytes are what is hashed, kept and offered. */
export function encodeCombinedUnits(line: CombinedUnitsLine): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(line, undefined, 1)}\n`);
}

/** Only bytes that `encodeCombinedUnits` made and the database kept come in here. */
export function decodeCombinedUnits(bytes: Uint8Array): CombinedUnitsLine {
  return JSON.parse(new TextDecoder().decode(bytes)) as CombinedUnitsLine;
}

/** The line with the columns of the open data, docs/formats/combined-units.md; the unit named is the one that released it. */
export function combinedUnitsCsv({ id, superior, periodId, form, units, ballots, overall }: CombinedUnitsLine): string {
  const title = units.map(({ name }) => name).join('; ');
  const cut = { by: 'units' as const, code: units.map(({ code }) => code).join(' '), title, ballots, rows: [overall] };
  return openDataCsv({ id, unit: superior, period: { id: periodId }, form, ballots, rows: [], cuts: [cut] });
}
