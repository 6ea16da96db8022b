import { error } from '@sveltejs/kit';
import type { App as Application } from '../../../../../platform/app';
import { readCombinedUnitsWith } from '../../../../../publication/actions/read-combined-units.server';
import { readPublishedSnapshot } from '../../../../../publication/actions/read-portal.server';
import type { CombinedUnitsLine } from '../../../../../publication/combined-units-line';
import { isShown, overallRow } from '../../../../../publication/snapshot';
import type { PublishedSnapshot } from '../../../../../publication/store-portal.server';
import { publicationText } from '../../../../../ui/text/publication';

interface PortalEvent {
  readonly locals: App.Locals;
  readonly params: { readonly unit: string; readonly snapshot: string };
}

/** The released snapshot of the address, else 404: what is not published cannot be told from what is not there. */
export async function publishedOr404({ locals, params }: PortalEvent): Promise<PublishedSnapshot> {
  const found = await readPublishedSnapshot(locals.app, params.unit.toUpperCase(), params.snapshot);
  if (found === undefined) error(404, publicationText[locals.locale].portal.notFound);
  return found;
}

/** Where its own figure is hidden: the line of several units in which this publication was counted. */
export async function readLineOfHidden(
  app: Application,
  { content }: PublishedSnapshot,
): Promise<CombinedUnitsLine | undefined> {
  if (isShown(overallRow(content))) return undefined;
  return (await readCombinedUnitsWith(app, content.unit.code, content.id))?.line;
}

/** `QNG-HT-2025-Q1.csv`: plain ASCII, so that it needs no encoding in the header. */
export function fileName(published: PublishedSnapshot, what: string): string {
  const { unit, period } = published.content;
  return `${unit.code}-${period.id}-${what}`;
}

export function fileResponse(
  body: Uint8Array | string,
  file: { readonly name: string; readonly type: string; readonly inline?: boolean },
): Response {
  return new Response(body as BodyInit, {
    headers: {
      'content-type': file.type,
      'content-disposition': `${file.inline === true ? 'inline' : 'attachment'}; filename="${file.name}"`,
      'cache-control': 'public, max-age=300',
    },
  });
}
