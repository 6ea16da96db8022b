import type { App } from '../../../../../../platform/app';
import type { CellToWrite } from '../../../../../../platform/write-table.server';
import { readFields } from '../../../../../../organisation/actions/read-organisation.server';
import { dossierChannels } from '../../../../../../survey/dossier-count';
import { quarterOf } from '../../../../../../survey/reporting-period';

/** The long form with the unit's own fields, to be filled in. */
export async function exampleRows(app: App, unitCode: string): Promise<CellToWrite[][]> {
  const period = quarterOf(app.clock.today()).id;
  const fields = (await readFields(app, unitCode)).filter(({ active }) => active);
  const rows = fields.flatMap(({ code }) =>
    dossierChannels.map((channel): CellToWrite[] => [unitCode, period, code, channel, 0]),
  );
  return [['unit', 'period', 'field', 'channel', 'count'], ...rows];
}
