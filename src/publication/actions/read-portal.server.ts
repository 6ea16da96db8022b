import { sha256Hex } from '../../kernel/bytes';
import type { ActionContext } from '../../platform/action-context';
import { parseSnapshotId } from '../publication';
import { type SnapshotFile, snapshotFile } from '../store.server';
import type { SnapshotFileKind } from '../snapshot';
import { type SignedFile, signedFileBytes, signedFilesOf } from '../store-papers.server';
import {
  lastPublishedUnits,
  type PublishedSnapshot,
  publishedSnapshots,
  publishedUnits,
  type PublishedUnit,
} from '../store-portal.server';

/** What anyone may read: released snapshots and their papers, nothing else. No permission is asked for. */
const unitsPerPage = 50;

export interface PublishedUnitsPage {
  readonly units: readonly PublishedUnit[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

export async function readPublishedUnits(ctx: ActionContext, query: string, page: number): Promise<PublishedUnitsPage> {
  const offset = (page - 1) * unitsPerPage;
  const { units, total } = await publishedUnits(ctx.db, query.trim().slice(0, 80), { limit: unitsPerPage, offset });
  return { units, total, page, pages: Math.max(1, Math.ceil(total / unitsPerPage)) };
}

/** For the start page: the units that published last. */
export async function latestPublications(ctx: ActionContext, limit: number): Promise<PublishedUnit[]> {
  return lastPublishedUnits(ctx.db, limit);
}

/** Newest first; empty where the unit has published nothing. */
export async function readPublishedHistory(ctx: ActionContext, unitCode: string): Promise<PublishedSnapshot[]> {
  return publishedSnapshots(ctx.db, unitCode);
}

/** The word in the address that stands for the newest snapshot, for tables embedded once and for all. */
export const latestWord = 'moi-nhat';

export async function readPublishedSnapshot(
  ctx: ActionContext,
  unitCode: string,
  snapshot: string,
): Promise<PublishedSnapshot | undefined> {
  if (snapshot === latestWord) return (await publishedSnapshots(ctx.db, unitCode))[0];
  const id = parseSnapshotId(snapshot);
  return id === undefined ? undefined : (await publishedSnapshots(ctx.db, unitCode, id))[0];
}

export async function readPublishedFile(
  ctx: ActionContext,
  unitCode: string,
  snapshot: string,
  kind: SnapshotFileKind,
): Promise<SnapshotFile | undefined> {
  const published = await readPublishedSnapshot(ctx, unitCode, snapshot);
  return published && snapshotFile(ctx.db, unitCode, published.content.id, kind);
}

/** The signed copy attached last. */
export async function readPublishedSignedFile(
  ctx: ActionContext,
  unitCode: string,
  snapshotId: string,
): Promise<SignedFile | undefined> {
  return (await signedFilesOf(ctx.db, unitCode, snapshotId))[0];
}

export async function readPublishedSignedBytes(
  ctx: ActionContext,
  unitCode: string,
  snapshot: string,
): Promise<{ readonly bytes: Uint8Array; readonly sha256: string } | undefined> {
  const published = await readPublishedSnapshot(ctx, unitCode, snapshot);
  const signed = published && (await readPublishedSignedFile(ctx, unitCode, published.content.id));
  const bytes = signed && (await signedFileBytes(ctx.db, unitCode, signed.id));
  return bytes && { bytes, sha256: sha256Hex(bytes) };
}
