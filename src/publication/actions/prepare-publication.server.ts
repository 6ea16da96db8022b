import { randomId, sha256Hex } from '../../kernel/bytes';
import { fail, ok, type Result } from '../../kernel/result';
import { renderDocx } from '../../documents/docx-adapter.server';
import { reportDocument, reportPrompts } from '../../documents/results-report';
import { renderPosterPdf } from '../../documents/sheets-adapter.server';
import { renderPdf } from '../../documents/typst-adapter.server';
import { appendEvent } from '../../log/append-event.server';
import type { Actor } from '../../organisation/actor';
import { may, notAllowed, type NotAllowed } from '../../organisation/permission';
import type { UnitCode } from '../../organisation/unit';
import type { ActionContext } from '../../platform/action-context';
import { inTransaction } from '../../platform/database.server';
import { keepLook } from '../../results/actions/keep-look.server';
import type { ResultsBasis } from '../../results/actions/read-results.server';
import { publicationText } from '../../ui/text/publication';
import { publicationPrepared } from '../events';
import { type Publication, type PublicationError, sendToHead, type SnapshotId } from '../publication';
import { encodeSnapshot, reportFiguresOf, type SnapshotContent, type SnapshotFileKind } from '../snapshot';
import {
  draftOf,
  findPublication,
  type FrozenSnapshot,
  insertSnapshot,
  lockPublication,
  type SnapshotFile,
} from '../store.server';
import { drawWithBasis, type DrawError } from './draw-snapshot.server';

export type PrepareError =
  | NotAllowed
  | DrawError
  | PublicationError
  | { readonly type: 'publication-not-found' }
  /** Places in square brackets that nobody has written yet. */
  | { readonly type: 'report-unfinished'; readonly prompts: readonly string[] };

/**
 * The clerk sends it to the head: figures, words and files are frozen now, so that the head approves the very bytes that
 * citizens get (docs/adr/0040). `publicUrl` goes into the QR code of the poster.
 */
export async function preparePublication(
  ctx: ActionContext,
  actor: Actor,
  unitCode: UnitCode,
  publicationId: string,
  publicUrl: string,
): Promise<Result<SnapshotId, PrepareError>> {
  if (!may(actor, 'prepare-publication', unitCode)) return notAllowed('prepare-publication');
  const publication = await findPublication(ctx.db, unitCode, publicationId);
  const draft = await draftOf(ctx.db, unitCode, publicationId);
  if (publication === undefined || draft === undefined) return fail({ type: 'publication-not-found' });
  const prompts = reportPrompts(draft.report).map(({ prompt }) => prompt);
  if (prompts.length > 0) return fail({ type: 'report-unfinished', prompts });
  const id = randomId() as SnapshotId;
  const at = ctx.clock.now();
  // Refused here already where the state is wrong: rendering takes a second.
  const possible = sendToHead(publication, { snapshotId: id, by: actor.accountId, at });
  if (!possible.ok) return possible;
  const drawn = await drawWithBasis(ctx, unitCode, publication.frame, id, draft.report);
  if (!drawn.ok) return drawn;
  const frozen = await freeze(drawn.value.content, publicUrl, actor.accountId, at);
  return store(ctx, publication, frozen, drawn.value.basis);
}

async function store(
  ctx: ActionContext,
  before: Publication,
  frozen: FrozenSnapshot,
  basis: ResultsBasis,
): Promise<Result<SnapshotId, PrepareError>> {
  const { unitCode, id } = before.frame;
  const snapshotId = frozen.content.id;
  return inTransaction<SnapshotId, PrepareError>(ctx.db, async (tx) => {
    const publication = await lockPublication(tx, unitCode, id);
    if (publication === undefined) return fail({ type: 'publication-not-found' });
    const sent = sendToHead(publication, { snapshotId, by: frozen.by, at: frozen.at });
    if (!sent.ok) return sent;
    await insertSnapshot(tx, id, frozen);
    await keepLook(tx, snapshotId, basis, frozen.at);
    await appendEvent(
      tx,
      publicationPrepared(publication.frame, { id: snapshotId, sha256: frozen.sha256 }, frozen.by, frozen.at),
    );
    return ok(snapshotId);
  });
}

async function freeze(content: SnapshotContent, publicUrl: string, by: string, at: Date): Promise<FrozenSnapshot> {
  const bytes = encodeSnapshot(content);
  const figures = reportFiguresOf(content);
  const paper = reportDocument(figures, content.report, content.report.issuance);
  const relation = content.supersedes?.relation;
  const notice = {
    figures,
    // A notice has its own number in the register; the one typed belongs to the report.
    issuance: { ...content.report.issuance, number: undefined, numberText: undefined },
    pageUrl: `${publicUrl}/ket-qua/${content.unit.code}/${content.id}`,
    publicationId: content.id,
    frozenOn: content.frozenOn,
    contacts: [],
    ...(relation === undefined ? {} : { remark: publicationText.vi.posterRemark[relation] }),
  };
  const file = (kind: SnapshotFileKind, data: Uint8Array): SnapshotFile => ({
    kind,
    sha256: sha256Hex(data),
    bytes: data,
  });
  const files = [
    file('report-pdf', await renderPdf(paper)),
    file('report-docx', await renderDocx(paper)),
    file('poster-a4', await renderPosterPdf(notice, 'a4')),
    file('poster-a3', await renderPosterPdf(notice, 'a3')),
  ];
  return { content, bytes, sha256: sha256Hex(bytes), files, by, at };
}
