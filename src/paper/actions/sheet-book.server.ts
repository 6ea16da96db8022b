import { assert } from '../../kernel/result';
import type { DeskContext } from '../desk-context';
import { builtInLayouts } from '../built-in-layouts-adapter.server';
import type { SheetBook } from '../sheet-reader';
import { officeSheetKey } from '../sheet-key-adapter.server';

/** What sheets may carry: the key of the installation, and what was printed. */
export async function sheetBook(ctx: DeskContext, _unitCode: string): Promise<SheetBook> {
  const key = await officeSheetKey(ctx.config.dataDir);
  assert(key.ok, 'the key of the sheets cannot be read');
  return { key: key.value.bytes, layouts: new Map(builtInLayouts().map((one) => [one.tag, one])), runs: new Map() };
}
