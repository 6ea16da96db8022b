import { error } from '@sveltejs/kit';
import { readCombinedUnitsLine } from '../../../../../../publication/actions/read-combined-units.server';
import { combinedUnitsText } from '../../../../../../ui/text/combined-units';

interface LineEvent {
  readonly locals: App.Locals;
  readonly params: { readonly unit: string; readonly line: string };
}

export async function lineOr404({ locals, params }: LineEvent) {
  const found = await readCombinedUnitsLine(locals.app, params.unit.toUpperCase(), params.line);
  if (found === undefined) error(404, combinedUnitsText[locals.locale].public.notFound);
  return found;
}
