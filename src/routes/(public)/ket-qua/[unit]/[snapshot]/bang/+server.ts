import { render } from 'svelte/server';
import EmbedTable from '../../../../../../publication/EmbedTable.svelte';
import { snapshotPeriodLabel } from '../../../../../../publication/snapshot-words';
import { standalonePage } from '../../../../../../publication/standalone-page';
import { publicationText } from '../../../../../../ui/text/publication';
import appStyle from '../../../../../../ui/style/app.css?inline';
import { publishedOr404 } from '../published';
import type { RequestHandler } from './$types';

/** The table for the commune's own site: the only page that others may put in a frame. */
export const GET: RequestHandler = async (event) => {
  const { content, publishedOn } = await publishedOr404(event);
  const { locale, app } = event.locals;
  const page = `${app.config.publicUrl}/ket-qua/${content.unit.code}/${content.id}`;
  const { head, body } = render(EmbedTable, { props: { content, locale, publishedOn, page } });
  const title = publicationText[locale].page.embedTitle(content.unit.name, snapshotPeriodLabel(content.period, locale));
  return new Response(standalonePage({ title, locale, style: appStyle, head, body: `<main>${body}</main>` }), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors *",
      'cache-control': 'public, max-age=300',
    },
  });
};
