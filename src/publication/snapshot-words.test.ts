import { expect, test } from 'vitest';
import { combinedCode } from '../results/combined-group';
import { exampleSnapshot } from './example-snapshot';
import type { SnapshotCut } from './snapshot';
import { comparedPeriodLabel, snapshotCutTitle, snapshotPeriodLabel } from './snapshot-words';

const snapshot = exampleSnapshot();
const cut = (by: SnapshotCut['by'], code: string, title: string, combines?: readonly string[]): SnapshotCut => ({
  by,
  code,
  title,
  ballots: null,
  rows: [],
  ...(combines && { combines }),
});

test('in Vietnamese a snapshot is read as it was frozen', () => {
  const frozen = { ...snapshot.period, label: 'Quý đầu năm' };
  expect(snapshotPeriodLabel(frozen, 'vi')).toBe('Quý đầu năm');
  expect(snapshotCutTitle(cut('channel', 'paper', 'Phiếu in'), 'vi')).toBe('Phiếu in');
});

test('in English its periods and ways of collection are in English, names of fields as the office gave them', () => {
  expect(snapshotPeriodLabel(snapshot.period, 'en')).toBe('Quarter I of 2025');
  expect(comparedPeriodLabel(snapshot, 'en')).toBe('Quarter IV of 2024');
  expect(snapshotCutTitle(cut('channel', 'paper', 'Phiếu giấy'), 'en')).toBe('Paper ballot');
  expect(snapshotCutTitle(cut('channel', 'fax', 'Qua fax'), 'en')).toBe('Qua fax');
  expect(snapshotCutTitle(cut('field', '', 'Không ghi lĩnh vực'), 'en')).toBe('Field not given');
  expect(snapshotCutTitle(cut('field', 'DD', 'Đất đai'), 'en')).toBe('Đất đai');
  expect(snapshotCutTitle(cut('field', combinedCode, 'Lĩnh vực ít phiếu', ['A', 'B']), 'en')).toMatch(/2 together/);
});

test('a change from another period than the one before keeps the words it was frozen with', () => {
  const change = { label: 'Quý I năm 2019', satisfiedSharePoints: 1 };
  expect(comparedPeriodLabel({ ...snapshot, changeFromLast: change }, 'en')).toBe('Quý I năm 2019');
});
