import type { CalendarDay } from '../kernel/calendar-day';
import type { Issuance } from '../documents/official-document';
import type { ReportFigures, ReportRow } from '../documents/report-figures';
import type { ReportSection } from '../documents/results-report';
import type { AnswersByPerson } from '../results/alikeness';
import type { QuestionCounts } from '../results/period-results';
import type { PublicationKind, SnapshotId } from './publication';

/** A figure with its 95 % interval, in percent 0–100, unrounded. Never without it (invariant 5). */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

interface SnapshotLine {
  readonly scope: 'item' | 'factor' | 'overall';
  readonly id: string;
  readonly title: string;
  /** Only for an item. */
  readonly factorId?: string;
}

export interface ShownFigures {
  readonly suppressed: false;
  readonly n: number;
  readonly missing: number;
  readonly notApplicable: number;
  /** Answers 1…5 (1…3 on a three-point scale), worst first: every index can be computed again from it. */
  readonly distribution: readonly number[];
  readonly satisfiedShare: Estimate;
  readonly meanScore: Estimate;
  readonly meanScore01: Estimate;
  /** Of a factor of several questions: people, and how many independent answers theirs are worth (docs/adr/0050). */
  readonly byPerson?: AnswersByPerson;
}

/** One line of figures. A hidden line carries no number at all, not even its n. */
export type ShownSnapshotRow = SnapshotLine & ShownFigures;
export type SnapshotRow = ShownSnapshotRow | (SnapshotLine & { readonly suppressed: true });

/** The same figures for one field, collection channel or, only where the plan says so, official. */
export interface SnapshotCut {
  readonly by: 'field' | 'channel' | 'official';
  readonly code: string;
  readonly title: string;
  /** Ballots in the group; null where hidden. */
  readonly ballots: number | null;
  readonly rows: readonly SnapshotRow[];
  /** Of the line of all hidden groups together, code `*`: their codes. */
  readonly combines?: readonly string[];
}

/** The official report: everything but the figures. Number, day and signer may be left to the registry. */
export interface SnapshotReport {
  readonly issuance: Issuance;
  readonly sections: readonly ReportSection[];
}

/**
 * The frozen content, docs/formats/open-data.md. It has the shape `ReportFigures` has, so that page, poster, report and
 * open data are made of the same numbers. `format` names the shape; a new shape gets a new name.
 */
export interface SnapshotContent extends ReportFigures {
  readonly format: 'hailong-snapshot-1';
  readonly id: SnapshotId;
  readonly kind: PublicationKind;
  /** The day the figures were drawn and frozen. */
  readonly frozenOn: CalendarDay;
  readonly unit: {
    readonly code: string;
    readonly name: string;
    readonly office: string;
    readonly above: string | null;
  };
  readonly plan: { readonly id: string; readonly version: number; readonly title: string; readonly number: string };
  readonly period: ReportFigures['period'] & { readonly id: string; readonly basePeriods: readonly string[] };
  readonly form: ReportFigures['form'] & { readonly source: string };
  /** Other forms used in the period; never pooled with this one. */
  readonly otherForms: readonly { readonly id: string; readonly version: number; readonly ballots: number }[];
  readonly overallWithVoids: SnapshotRow | null;
  /** Fewer than five voided answers: only the range in which the satisfied share with them lies. */
  readonly overallWithVoidsRange: { readonly low: number; readonly high: number } | null;
  readonly rows: readonly SnapshotRow[];
  readonly cuts: readonly SnapshotCut[];
  readonly questions: readonly QuestionCounts[];
  readonly report: SnapshotReport;
  readonly supersedes: {
    readonly id: SnapshotId;
    readonly relation: 'corrects' | 'completes';
    readonly reason: string | null;
  } | null;
}

/** The files frozen with a snapshot. */
export const snapshotFileKinds = ['report-pdf', 'report-docx', 'poster-a4', 'poster-a3'] as const;
export type SnapshotFileKind = (typeof snapshotFileKinds)[number];

export function overallRow(content: Pick<SnapshotContent, 'rows'>): SnapshotRow | undefined {
  return content.rows.find((row) => row.scope === 'overall');
}

export function isShown(row: SnapshotRow | undefined): row is ShownSnapshotRow {
  return row !== undefined && !row.suppressed;
}

/** A page of nothing but hidden lines would only puzzle the reader. */
export function isAllHidden({ rows, questions, cuts }: Pick<SnapshotContent, 'rows' | 'questions' | 'cuts'>): boolean {
  return cuts.length === 0 && [...rows, ...questions].every(({ suppressed }) => suppressed);
}

/** Encoded once; these bytes are what is hashed, kept and offered. */
export function encodeSnapshot(content: SnapshotContent): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(content, undefined, 1)}\n`);
}

/** Only bytes that `encodeSnapshot` made and the database kept come in here. */
export function decodeSnapshot(bytes: Uint8Array): SnapshotContent {
  return JSON.parse(new TextDecoder().decode(bytes)) as SnapshotContent;
}

/** What the report room needs is a part of what is frozen; a compile error here means the shapes have parted. */
export function reportFiguresOf(content: SnapshotContent): ReportFigures & { readonly rows: readonly ReportRow[] } {
  return content;
}
