import { expect, it } from 'vitest';
import { estimateRow } from '../results/estimate';
import { questionnaireC } from '../survey/built-in-questionnaires';
import { period } from '../survey/reporting-period';
import {
  combinedUnitsCsv,
  type CombinedUnitsLine,
  decodeCombinedUnits,
  encodeCombinedUnits,
} from './combined-units-line';
import { openDataColumns } from './open-data';

const distribution = [0, 1, 2, 6, 3];
const { id, version, title, scale, overall } = questionnaireC;
const line: CombinedUnitsLine = {
  format: 'hailong-combined-units-1',
  id: 'a'.repeat(32),
  superior: { code: 'QNG', name: 'Tỉnh Quảng Ngãi' },
  level: 'commune',
  periodId: period('2025-Q1').id,
  form: { id, version, title, scale },
  units: [
    { code: 'QNG-A', name: '=Xã A', snapshotId: '1'.repeat(32) },
    { code: 'QNG-B', name: 'Xã B', snapshotId: '2'.repeat(32) },
    { code: 'QNG-C', name: 'Xã "C"', snapshotId: '3'.repeat(32) },
  ],
  ballots: 13,
  overall: {
    scope: 'overall',
    id: 'overall',
    title: overall.text,
    suppressed: false,
    missing: 1,
    notApplicable: 0,
    distribution,
    ...estimateRow(distribution)!,
  },
};

it('a line is one row of the open data, of the units and not of the office that released it, and no formula', () => {
  const [head = '', row = '', ...rest] = combinedUnitsCsv(line).replace('\uFEFF', '').trimEnd().split('\r\n');
  expect(rest).toEqual([]);
  expect(head.split(',')).toEqual([...openDataColumns]);
  expect(row).toContain(`,units,QNG-A QNG-B QNG-C,"'=Xã A; Xã B; Xã ""C""",13,overall,`);
  expect(row).toContain(',0,12,1,0,0,1,2,6,3,75,');
});

it('the bytes that are hashed are read back as they were written', () => {
  expect(decodeCombinedUnits(encodeCombinedUnits(line))).toEqual(line);
});
