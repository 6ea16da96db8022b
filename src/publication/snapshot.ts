import type { CalendarDay } from '../kernel/calendar-day';
import type { PublicationKind, SnapshotId } from './publication';

/** A figure with its 95 % interval, in percent 0–100, unrounded. Never without it (invariant 5). */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** One line of figures. A hidden line carries no number at all, not even its n. */
export type SnapshotRow = SnapshotLine & (ShownFigures | { readonly suppressed: true });

export interface SnapshotLine {
  readonly scope: 'item' | 'factor' | 'overall';
  readonly id: string;
  readonly title: string;
}

export interface ShownFigures {
  readonly suppressed: false;
  readonly n: number;
  readonly missing: number;
  /** Answers 1…5 (1…3 on a three-point scale), worst first. */
  readonly distribution: readonly number[];
  readonly satisfiedShare: Estimate;
  readonly meanScore: Estimate;
  readonly meanScore01: Estimate;
}

/** The same figures for one field, collection channel or, where the plan says so, official. */
export interface SnapshotCut {
  readonly by: 'field' | 'channel' | 'official';
  readonly code: string;
  readonly title: string;
  /** Ballots in the group; null where hidden. */
  readonly ballots: number | null;
  readonly rows: readonly SnapshotRow[];
}

export interface SnapshotQuotaLine {
  readonly fieldCode: string | null;
  readonly title: string;
  readonly dossiers: number;
  readonly required: number;
  /** Null where hidden: a field with fewer ballots than the minimum. */
  readonly collected: number | null;
}

export interface SnapshotQuota {
  readonly rule: string;
  readonly met: boolean;
  readonly total: SnapshotQuotaLine;
  readonly fields: readonly SnapshotQuotaLine[];
}

export interface SnapshotSection {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** The official report: everything but the figures. Number, day and signer stay empty for the registry. */
export interface SnapshotReport {
  readonly number: string;
  readonly signedOn: CalendarDay | null;
  readonly place: string;
  readonly signerOffice: string;
  readonly signerName: string;
  readonly recipients: readonly string[];
  readonly sections: readonly SnapshotSection[];
}

/** The frozen content, docs/formats/open-data.md. `format` names the shape; a new shape gets a new name. */
export interface SnapshotContent {
  readonly format: 'hailong-snapshot-1';
  readonly id: SnapshotId;
  readonly kind: PublicationKind;
  /** The day the figures were drawn and frozen. */
  readonly frozenOn: CalendarDay;
  readonly unit: { readonly code: string; readonly name: string; readonly above: string | null };
  readonly plan: { readonly id: string; readonly title: string };
  readonly period: {
    readonly id: string;
    readonly label: string;
    readonly from: CalendarDay;
    readonly until: CalendarDay;
    readonly basePeriods: readonly string[];
    /** The last day counted, where it is before `until`. */
    readonly countsUntil: CalendarDay | null;
  };
  readonly form: {
    readonly id: string;
    readonly version: number;
    readonly title: string;
    readonly source: string;
    readonly scale: 'five' | 'three';
  };
  readonly minimumGroup: number;
  /** Ballots counted. */
  readonly ballots: number;
  /** Kept, left out of the index, counted beside it. */
  readonly possibleRepeats: number;
  readonly voids: {
    readonly count: number;
    readonly reasons: readonly { readonly title: string; readonly count: number }[];
  };
  /** The overall question with the voided ballots counted in; null where hidden. */
  readonly overallWithVoids: SnapshotRow | null;
  /** 95 % margin of error of the satisfied share in percentage points; null without ballots. */
  readonly marginPercentagePoints: number | null;
  readonly quota: SnapshotQuota | null;
  readonly rows: readonly SnapshotRow[];
  readonly cuts: readonly SnapshotCut[];
  readonly collectedBy: readonly { readonly title: string; readonly count: number | null }[];
  readonly changeFromLast: { readonly label: string; readonly satisfiedSharePoints: number } | null;
  readonly report: SnapshotReport;
  readonly supersedes: {
    readonly id: SnapshotId;
    readonly relation: 'corrects' | 'completes';
    readonly reason: string | null;
  } | null;
}

export function overallRow(content: Pick<SnapshotContent, 'rows'>): SnapshotRow | undefined {
  return content.rows.find((row) => row.scope === 'overall');
}

/** Encoded once; the bytes are what is hashed, kept and offered. */
export function encodeSnapshot(content: SnapshotContent): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(content, undefined, 1)}\n`);
}

export function decodeSnapshot(bytes: Uint8Array): SnapshotContent {
  return JSON.parse(new TextDecoder().decode(bytes)) as SnapshotContent;
}
