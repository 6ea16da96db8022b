import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Queryable, Tx } from '../../platform/database.server';
import type { Questionnaire } from '../../survey/questionnaire';
import { readQuestionnaire } from '../../survey/store-questionnaire.server';
import { type KeptLook, publishedLook } from '../kept-look';
import { linesLinkedTo } from '../store-combined-units.server';
import { findLook, readReleasedLooks } from '../store-published-look.server';
import { overallSlotOf, type TallyLayout, tallyLayout } from '../tally';
import {
  type CombinedUnits,
  type LinkedUnit,
  linkedUnits,
  mayRelease,
  type UnitLook,
  weighUnits,
} from '../units-beside';

/** Whether these publications may be released as one line, beside all that is released when the transaction reads. */
export async function mayReleaseLine(
  tx: Queryable,
  form: Questionnaire,
  members: readonly UnitLook[],
): Promise<boolean> {
  const layout = tallyLayout(form);
  const codes = members.map(({ unitCode }) => unitCode);
  const lines = await linesLinkedTo(tx, codes, form);
  const linked = [...linkedUnits(members, lines)];
  const units = linkedFrom(await readReleasedLooks(tx, linked, form), layout);
  for (const isSafe of weighUnits(layout, overallSlotOf(layout), units, lines, { id: 'wanted', members })) {
    if (!isSafe) return false;
    await nextTurn();
  }
  return true;
}

/**
 * Whether a frozen publication may be released beside what other units published since, and the lines they stand in. Always
 * where the unit stands in no line.
 */
export async function mayReleaseLook(tx: Tx, { unitCode, lookId }: UnitLook): Promise<boolean> {
  const look = await findLook(tx, unitCode, lookId);
  if (look === undefined) return true;
  const key = { id: look.formId, version: look.formVersion };
  const lines = await linesLinkedTo(tx, [unitCode], key);
  const form = lines.length === 0 ? undefined : await readQuestionnaire(tx, unitCode, key.id, key.version);
  if (form === undefined) return true;
  const layout = tallyLayout(form);
  const linked = [...linkedUnits([{ unitCode }], lines)];
  const units = linkedFrom(await readReleasedLooks(tx, linked, key), layout);
  const wanted = { unitCode, look: publishedLook(look, layout) };
  return mayRelease(layout, overallSlotOf(layout), units, lines, wanted);
}

/** The units that stand in lines with this one, and these lines; undefined for most. */
export async function readUnitsBeside(
  db: Queryable,
  unitCode: string,
  form: Questionnaire,
): Promise<{ readonly others: readonly LinkedUnit[]; readonly lines: readonly CombinedUnits[] } | undefined> {
  const lines = await linesLinkedTo(db, [unitCode], form);
  if (lines.length === 0) return undefined;
  const codes = [...linkedUnits([{ unitCode }], lines)].filter((code) => code !== unitCode);
  return { others: linkedFrom(await readReleasedLooks(db, codes, form), tallyLayout(form)), lines };
}

function linkedFrom(looks: readonly KeptLook[], layout: TallyLayout): LinkedUnit[] {
  const codes = [...new Set(looks.map(({ unitCode }) => unitCode))];
  return codes.map((unitCode) => ({
    unitCode,
    looks: looks.filter((look) => look.unitCode === unitCode).map((look) => publishedLook(look, layout)),
  }));
}
