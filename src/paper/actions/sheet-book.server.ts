import { assert } from '../../kernel/result';
import { builtInLayouts } from '../built-in-layouts-adapter.server';
import type { DeskContext } from '../desk-context';
import type { SheetBook } from '../sheet-reader';
import { officeSheetKey } from '../sheet-key-adapter.server';
import { knownRuns, layoutsPrinted } from '../store-print-run.server';

/**
 * What sheets may carry: the key of the installation, the layouts that the office printed by, those of the built-in forms (so
 * that sheets of elsewhere can be named), and every run.
 */
export async function sheetBook(ctx: DeskContext, unitCode: string): Promise<SheetBook> {
  const key = await officeSheetKey(ctx.config.dataDir);
  assert(key.ok, 'the key of the sheets cannot be read');
  const layouts = [...builtInLayouts(), ...(await layoutsPrinted(ctx.db, unitCode))];
  return {
    key: key.value.bytes,
    layouts: new Map(layouts.map((one) => [one.tag, one])),
    runs: await knownRuns(ctx.db, unitCode),
  };
}
