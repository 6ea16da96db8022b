import { readUnitsBelow } from '../../../../../../publication/actions/read-units-below.server';
import { publicationTitle } from '../../../../../../publication/publication-title';
import { enter, valueOr } from '../door';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { actor, unit } = enter(event);
  const { app, locale } = event.locals;
  const { units, received } = valueOr(event, await readUnitsBelow(app, actor, unit));
  return {
    unit,
    late: units.filter((below) => below.late > 0).length,
    below: units.map(({ code, name, focus, lastPublished, late }) => ({
      code,
      name,
      late,
      focus: focus && {
        title: publicationTitle(focus, locale),
        due: focus.due,
        state: focus.publication?.state ?? ('none' as const),
      },
      last: lastPublished && {
        title: publicationTitle(lastPublished, locale),
        snapshotId: lastPublished.publication?.state === 'published' ? lastPublished.publication.snapshotId : undefined,
      },
    })),
    received: received.map(({ id, unitCode, fromName, subjectId, sentOn, officialNumber, sentHow }) => ({
      id,
      unitCode,
      fromName,
      subjectId,
      sentOn,
      officialNumber,
      sentHow,
    })),
  };
};
