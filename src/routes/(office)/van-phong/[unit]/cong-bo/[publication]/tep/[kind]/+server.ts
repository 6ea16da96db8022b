import { error } from '@sveltejs/kit';
import { readPreparedFile } from '../../../../../../../../publication/actions/read-preview.server';
import { snapshotFileKinds } from '../../../../../../../../publication/snapshot';
import { shellText } from '../../../../../../../../ui/text/shell';
import { bytesResponse, enter, valueOr } from '../../../door';
import type { RequestHandler } from './$types';

const names = {
  'report-pdf': 'bao-cao.pdf',
  'report-docx': 'bao-cao.docx',
  'poster-a4': 'thong-bao-a4.pdf',
  'poster-a3': 'thong-bao-a3.pdf',
} as const;
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export const GET: RequestHandler = async (event) => {
  const { actor, unit } = enter(event);
  const kind = snapshotFileKinds.find((each) => each === event.params.kind);
  if (kind === undefined) error(404, shellText[event.locals.locale].error.notFound);
  const file = valueOr(event, await readPreparedFile(event.locals.app, actor, unit, event.params.publication, kind));
  return bytesResponse(file.bytes, kind === 'report-docx' ? docx : 'application/pdf', names[kind]);
};
