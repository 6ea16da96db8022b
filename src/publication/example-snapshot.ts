import { calendarDay } from '../kernel/calendar-day';
import { assert } from '../kernel/result';
import { estimateFactor } from '../results/alikeness';
import { estimateRow } from '../results/estimate';
import type { SnapshotId } from './publication';
import type { ShownSnapshotRow, SnapshotContent, SnapshotRow } from './snapshot';

/** A small believable snapshot for tests and for looking at the pages; figures by the product's own estimator. */
export function exampleSnapshot(change: Partial<SnapshotContent> = {}): SnapshotContent {
  const overall = row(
    'overall',
    'overall',
    'Nhìn chung, Ông/Bà có hài lòng với sự phục vụ của cơ quan không?',
    [2, 5, 21, 96, 90],
  );
  const factor = factorRow('III', 'Công chức giải quyết TTHC', [3, 9, 40, 190, 180]);
  const item = row('item', 'III.1', 'Công chức có thái độ giao tiếp lịch sự', [1, 3, 18, 95, 94]);
  const hidden: SnapshotRow = {
    scope: 'item',
    id: 'V.4',
    title: '=Cơ quan thông báo kịp thời, "kết quả"; xử lý',
    suppressed: true,
  };
  return {
    format: 'hailong-snapshot-1',
    id: 'a'.repeat(32) as SnapshotId,
    kind: 'regular',
    frozenOn: calendarDay('2025-03-15'),
    unit: { code: 'QNG-HT', name: 'Xã Hương Trà', office: 'Bộ phận Tiếp nhận và Trả kết quả', above: 'Huyện Trà Bồng' },
    plan: { id: 'b'.repeat(32), version: 1, title: 'Tổ chức đánh giá mức độ hài lòng năm 2025', number: '31/KH-UBND' },
    period: {
      id: '2025-Q1',
      label: 'Quý I năm 2025',
      from: calendarDay('2024-12-15'),
      until: calendarDay('2025-03-14'),
      countsUntil: null,
      basePeriods: ['2025-Q1'],
    },
    form: {
      id: 'A',
      version: 1,
      title: 'Phiếu khảo sát SIPAS cấp xã',
      source: 'Kế hoạch xã An Mỹ, phụ lục',
      scale: 'five',
    },
    otherForms: [],
    minimumGroup: 5,
    ballots: 216,
    possibleRepeats: 3,
    voids: { count: 6, reasons: [{ title: 'Phiếu làm thử', count: 6 }] },
    overallWithVoids: row('overall', 'overall', overall.title, [3, 6, 22, 98, 91]),
    overallWithVoidsRange: null,
    marginPercentagePoints: (overall.satisfiedShare.high - overall.satisfiedShare.low) / 2,
    quota: {
      rule: 'Quyết định số 70/2021/QĐ-UBND ngày 23/11/2021 của UBND tỉnh Quảng Ngãi',
      met: true,
      total: { title: 'Toàn cơ quan', dossiers: 480, required: 192, collected: 216 },
      fields: [
        { title: 'Tư pháp – Hộ tịch', dossiers: 300, required: 120, collected: 150 },
        { title: 'Đất đai', dossiers: 180, required: 72, collected: 66 },
      ],
    },
    rows: [item, hidden, factor, overall],
    cuts: [
      {
        by: 'field',
        code: 'TP',
        title: 'Tư pháp – Hộ tịch',
        ballots: 150,
        rows: [row('overall', 'overall', overall.title, [1, 3, 14, 66, 65])],
      },
      {
        by: 'field',
        code: 'DD',
        title: 'Đất đai',
        ballots: 66,
        rows: [row('overall', 'overall', overall.title, [1, 2, 7, 30, 25])],
      },
      {
        by: 'channel',
        code: 'paper',
        title: 'Phiếu giấy',
        ballots: null,
        rows: [{ scope: 'overall', id: 'overall', title: overall.title, suppressed: true }],
      },
    ],
    questions: [],
    collectedBy: [{ title: 'Phiếu giấy', count: null }],
    changeFromLast: { label: 'Quý IV năm 2024', satisfiedSharePoints: 2.1, low: -1.2, high: 5.4 },
    report: {
      issuance: {
        agency: 'ỦY BAN NHÂN DÂN XÃ HƯƠNG TRÀ',
        agencyCode: 'UBND',
        place: 'Hương Trà',
        signer: { office: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'], name: 'Hồ Minh Hiếu' },
        recipients: ['UBND huyện Trà Bồng', 'Lưu: VT'],
      },
      sections: [{ id: 'strengths', title: 'Ưu điểm', text: 'Công chức lịch sự, tận tình.' }],
    },
    supersedes: null,
    ...change,
  };
}

function row(
  scope: SnapshotRow['scope'],
  id: string,
  title: string,
  distribution: readonly number[],
): ShownSnapshotRow {
  const estimate = estimateRow(distribution);
  assert(estimate !== undefined, 'a row of the example has answers');
  return { scope, id, title, suppressed: false, missing: 2, notApplicable: 0, distribution, ...estimate };
}

/** Two questions answered by 212 people, whose two answers are rather alike. */
function factorRow(id: string, title: string, distribution: readonly number[]): ShownSnapshotRow {
  const byPerson = { people: 212, effectiveForShare: 281.4, effectiveForMean: 263.9 };
  const estimate = estimateFactor(distribution, byPerson);
  assert(estimate !== undefined, 'a row of the example has answers');
  const counts = { missing: 10, notApplicable: 0, distribution };
  return { scope: 'factor', id, title, suppressed: false, ...counts, ...estimate, byPerson };
}
