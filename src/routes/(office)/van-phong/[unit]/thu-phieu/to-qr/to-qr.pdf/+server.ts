import { officeLink } from '../../../../../../../collection/actions/draw-qr.server';
import { renderInvitationSheet } from '../../../../../../../documents/sheets-adapter.server';
import { collectionText } from '../../../../../../../ui/text/collection';
import { collectionOf } from '../../../../../../collection-door';
import { paperResponse } from '../../../../../../plan-papers';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  const { survey } = await collectionOf(event);
  const { office, unitName, officeName } = survey.state === 'open' ? survey.survey : survey.office;
  const url = officeLink(event.locals.app.config.publicUrl, office);
  const sheet = await renderInvitationSheet({ unitName, officeName: officeName ?? collectionText.vi.office, url });
  return paperResponse(sheet, 'pdf', `to-qr-${office}`);
};
