import { renderDocx } from '../../../../../../../documents/docx-adapter.server';
import { radioText, radioTitle } from '../../../../../../../survey/plan-content';
import { paperResponse } from '../../../../../../plan-papers';
import { planAsked } from '../plan-asked';
import type { RequestHandler } from './$types';

/** Handed to the radio station as a notice: it is read out, and filed under no number of its own. */
export const GET: RequestHandler = async (event) => {
  const { plan, setting } = await planAsked(event);
  const { content } = plan;
  const document = await renderDocx({
    kind: 'notice',
    issuance: {
      ...setting.office,
      year: content.year,
      signer: { office: content.signerOffice.split('\n') },
      recipients: ['Đài truyền thanh', 'Lưu: VT'],
    },
    subject: radioTitle(content),
    bases: [],
    body: radioText(content, setting.names).map((text) => ({ type: 'paragraph', text })),
    appendices: [],
  });
  return paperResponse(document, 'docx', `bai-phat-thanh-${content.year}`);
};
