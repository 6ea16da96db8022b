import { error } from '@sveltejs/kit';
import { writeCsv } from '../../../../../../platform/write-table.server';
import { rankUnitsBelow } from '../../../../../../publication/actions/rank-units-below.server';
import { rankingTable } from '../../../../../../publication/unit-ranks';
import { shellText } from '../../../../../../ui/text/shell';
import { requireAt } from '../../../../../unit-door';
import { rankingAsked } from '../ranking-asked';
import type { RequestHandler } from './$types';

/** What the ranks were made of, as `hailong ranks` reads it. */
export const GET: RequestHandler = async (event) => {
  const { actor, unitCode } = requireAt(event, 'view-superior');
  const { app, locale } = event.locals;
  const found = await rankUnitsBelow(app, actor, unitCode, rankingAsked(event.url));
  if (!found.ok) error(403, shellText[locale].error.forbidden);
  const { ranking, periodId = '' } = found.value;
  return new Response(new Uint8Array(writeCsv(rankingTable(ranking))), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="so-sanh-${unitCode}-${periodId}.csv"`,
      'cache-control': 'private, no-store',
    },
  });
};
