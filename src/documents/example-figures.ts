import { calendarDay } from '../kernel/calendar-day';
import { builtInQuestionnaires } from '../survey/built-in-questionnaires';
import type { Issuance } from './official-document';
import type { ReportEstimate, ReportFigures, ReportRow, ShownRow } from './report-figures';

/** A quarter of Hương Trà with made-up answers, for tests of papers. */

function estimate(value: number, half: number): ReportEstimate {
  return { value, low: Math.max(0, value - half), high: Math.min(100, value + half) };
}

export function exampleRow(line: Pick<ReportRow, 'scope' | 'id' | 'title'>, share: number, n: number): ShownRow {
  const half = 98 * Math.sqrt((share * (100 - share)) / 10_000 / Math.max(1, n)) * 2;
  return {
    ...line,
    suppressed: false,
    n,
    missing: 3,
    satisfiedShare: estimate(share, half),
    meanScore: estimate(55 + share * 0.4, half / 2),
  };
}

const questionnaire = builtInQuestionnaires.find((form) => form.id === 'A');
const overall = {
  scope: 'overall',
  id: 'overall',
  title: 'Nhìn chung, Ông/Bà có hài lòng với sự phục vụ của cơ quan không?',
} as const;

function rows(n: number): readonly ReportRow[] {
  const factors = questionnaire?.factors ?? [];
  return [
    ...factors.flatMap((factor, at) =>
      factor.items.map((item, index) =>
        exampleRow({ scope: 'item', id: item.id, title: item.text }, 92 - at * 3.4 - ((index * 7) % 11), n - index),
      ),
    ),
    ...factors.map((factor, at) =>
      exampleRow({ scope: 'factor', id: factor.id, title: factor.title }, 88.13 - at * 3.37, n * factor.items.length),
    ),
    { ...exampleRow(overall, 84.69, n), distribution: [4, 10, 22, 118, 81] },
  ];
}

const fields = [
  { code: 'TP', title: 'Tư pháp - Hộ tịch', n: 148, dossiers: 420, required: 84 },
  { code: 'DD', title: 'Đất đai', n: 61, dossiers: 300, required: 60 },
  { code: 'LDTBXH', title: 'Lao động, thương binh và xã hội', n: 26, dossiers: 145, required: 29 },
  { code: 'VHTT', title: 'Văn hóa, thông tin', n: 0, dossiers: 12, required: 3 },
];

export const exampleFigures: ReportFigures = {
  unit: { name: 'Ủy ban nhân dân xã Hương Trà', office: 'Bộ phận Tiếp nhận và Trả kết quả' },
  plan: {
    title:
      'Tổ chức đánh giá mức độ hài lòng của người dân, tổ chức đối với dịch vụ hành chính công tại Bộ phận Tiếp nhận và trả kết quả năm 2025',
    number: '31/KH-UBND',
  },
  period: {
    label: 'Quý II năm 2025',
    from: calendarDay('2025-03-15'),
    until: calendarDay('2025-06-14'),
    countsUntil: null,
  },
  form: { id: 'A', version: 1, title: 'Phiếu khảo sát 21 tiêu chí SIPAS cấp xã', scale: 'five' },
  minimumGroup: 5,
  ballots: 238,
  possibleRepeats: 2,
  voids: {
    count: 4,
    reasons: [
      { title: 'Trùng lặp', count: 3 },
      { title: 'Phiếu thử', count: 1 },
    ],
  },
  overallWithVoids: exampleRow(overall, 84.3, 239),
  marginPercentagePoints: 4.58,
  quota: {
    rule: 'Quyết định số 70/2021/QĐ-UBND của UBND tỉnh Quảng Ngãi',
    met: true,
    total: { title: 'Tổng số', dossiers: 877, required: 176, collected: 238 },
    fields: fields.map(({ title, dossiers, required, n }) => ({
      title,
      dossiers,
      required,
      collected: n < 5 ? null : n,
    })),
  },
  rows: rows(235),
  cuts: [
    ...fields.map(({ code, title, n }) => ({
      by: 'field' as const,
      code,
      title,
      ballots: n < 5 ? null : n,
      rows: [n < 5 ? ({ ...overall, suppressed: true } as const) : exampleRow(overall, 70 + (n % 23), n)],
    })),
    {
      by: 'channel',
      code: 'kiosk',
      title: 'Máy tính bảng tại quầy',
      ballots: 96,
      rows: [exampleRow(overall, 88.5, 96)],
    },
    { by: 'channel', code: 'paper', title: 'Phiếu giấy', ballots: 110, rows: [exampleRow(overall, 81.8, 110)] },
    { by: 'channel', code: 'web', title: 'Trực tuyến', ballots: 32, rows: [exampleRow(overall, 83.1, 32)] },
  ],
  collectedBy: [
    { title: 'Máy tính bảng tại quầy', count: 96 },
    { title: 'Phiếu giấy', count: 110 },
    { title: 'Trực tuyến', count: 32 },
  ],
  changeFromLast: { label: 'Quý I năm 2025', satisfiedSharePoints: 1.93, low: -4.71, high: 8.57 },
};

export const exampleIssuance: Issuance = {
  superiorAgency: 'Ủy ban nhân dân huyện Trà Bồng',
  agency: 'Ủy ban nhân dân xã Hương Trà',
  agencyCode: 'UBND',
  place: 'Hương Trà',
  number: 7,
  date: calendarDay('2025-06-15'),
  signer: { office: ['TM. Ủy ban nhân dân', 'Chủ tịch'], name: 'Hồ Minh Hiếu' },
  recipients: ['UBND huyện Trà Bồng', 'Phòng Nội vụ huyện', 'TT. Đảng ủy xã', 'CT và các PCT UBND xã', 'Lưu: VT, Ttr'],
};
