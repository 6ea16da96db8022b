import { render } from 'svelte/server';
import SnapshotView from '../../../../../../publication/SnapshotView.svelte';
import { snapshotPeriodLabel } from '../../../../../../publication/snapshot-words';
import { standalonePage } from '../../../../../../publication/standalone-page';
import { publicationText } from '../../../../../../ui/text/publication';
import appStyle from '../../../../../../ui/style/app.css?inline';
import { fileName, fileResponse, publishedOr404, readLineOfHidden } from '../published';
import type { RequestHandler } from './$types';

/** The whole page in one file: no script, no address to fetch from, readable in twenty years. */
export const GET: RequestHandler = async (event) => {
  const published = await publishedOr404(event);
  const { locale, app } = event.locals;
  const { content, sha256, publishedOn, supersededBy } = published;
  const base = `${app.config.publicUrl}/ket-qua/${content.unit.code}`;
  const combined = await readLineOfHidden(app, published);
  const props = { content, locale, publishedOn, supersededBy, base, sha256, combined };
  const { head, body } = render(SnapshotView, { props });
  const title = publicationText[locale].page.embedTitle(content.unit.name, snapshotPeriodLabel(content.period, locale));
  const page = standalonePage({ title, locale, style: appStyle, head, body: `<main class="page">${body}</main>` });
  return fileResponse(page, { name: fileName(published, 'ket-qua.html'), type: 'text/html; charset=utf-8' });
};
