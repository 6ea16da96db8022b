import { builtInQuestionnaires } from '../survey/built-in-questionnaires';
import type { SheetLayout } from './sheet-layout';
import type { Paper } from './sheet-paper';
import { composeMeasured } from './sheet-typesetting-adapter.server';

let layouts: readonly SheetLayout[] | undefined;

/** Every built-in form on every paper it fits, as printed without fields and officials. Made once, about a second. */
export function builtInLayouts(): readonly SheetLayout[] {
  layouts ??= builtInQuestionnaires.flatMap((questionnaire) =>
    (['A4', 'A5'] as const).flatMap((paper: Paper) => {
      const composed = composeMeasured({ questionnaire }, { paper, marks: { run: '00000', kind: 'numbered' } });
      return composed.ok ? [composed.value.layout] : [];
    }),
  );
  return layouts;
}
