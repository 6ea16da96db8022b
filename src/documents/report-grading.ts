import { formatCount, formatDecimal } from '../ui/format';
import type { Block, TableRow } from './official-document';
import type { ReportFigures, ReportGrading } from './report-figures';

type Grade = NonNullable<ReportGrading['grade']>;
type Rates = NonNullable<ReportGrading['rates']>;

/** Said wherever grade or rates stand: they are of dossiers and are never set beside the index (domain rules, §4). */
export const gradingIsApart =
  'Tính từ hồ sơ và phản ánh, kiến nghị đã giải quyết, không tính từ phiếu khảo sát; không so sánh, không cộng với tỷ lệ hài lòng.';

const points = (tenths: number): string => formatDecimal(tenths / 10, 1);
const percent = (hundredths: number): string => `${formatDecimal(hundredths / 100)}\u00a0%`;

/** A heading and its sentences after the tables of the questionnaire; the tables themselves are an appendix. */
export function gradingSummary({ grading }: ReportFigures): readonly Block[] {
  if (grading === undefined) return [];
  const { grade, rates } = grading;
  const sentences = [gradingIsApart, ...(grade ? [gradeSentence(grade, grading.provisional)] : [])];
  const rateItems = rates ? [`Theo ${rates.citation}: ${ratesSentence(rates)}.`] : [];
  return [
    { type: 'heading', level: 2, text: 'Xếp loại giải quyết thủ tục hành chính' },
    ...[...sentences, ...rateItems].map((text): Block => ({ type: 'paragraph', text })),
  ];
}

function gradeSentence(grade: Grade, provisional: boolean): string {
  const missing = grade.indices.filter(({ tenths }) => tenths === null).map(({ number }) => number);
  const lacking = missing.length === 0 ? '' : ` Chỉ số chưa có số liệu, không tính: ${missing.join(', ')}.`;
  const total = `${points(grade.totalTenths)} trên ${points(grade.maximumTenths)} điểm`;
  return provisional
    ? `Kỳ chưa kết thúc, điểm tạm tính theo ${grade.citation}: ${total}; chưa xếp loại.${lacking}`
    : `Theo ${grade.citation}: ${total}, xếp loại ${grade.title}.${lacking}`;
}

function ratesSentence(rates: Rates): string {
  return rates.lines
    .map(({ id, title, hundredths, silenceCountsAsSatisfied }) => {
      const silence = silenceCountsAsSatisfied ? ', hồ sơ không ai phản ánh được tính là hài lòng' : '';
      return `${title.charAt(0).toLocaleLowerCase('vi')}${title.slice(1)} (${id}${silence}) ${percent(hundredths)}`;
    })
    .join('; ');
}

export function gradingTables({ grading }: ReportFigures): readonly Block[] {
  if (grading === undefined) return [];
  const { grade, rates } = grading;
  return [
    { type: 'paragraph', text: gradingIsApart },
    ...(grade ? [gradeTable(grade, grading.provisional)] : []),
    ...(rates ? [ratesTable(rates)] : []),
  ];
}

function gradeTable(grade: Grade, provisional: boolean): Block {
  const rows = grade.indices.map(({ number, title, tenths, dossiers }): TableRow => ({
    cells: [
      String(number),
      title,
      dossiers === null ? '–' : formatCount(dossiers),
      tenths === null ? 'chưa có' : points(tenths),
    ],
  }));
  const total = `${points(grade.totalTenths)} / ${points(grade.maximumTenths)}`;
  const standing = provisional ? 'Cộng (tạm tính, chưa xếp loại)' : `Cộng, xếp loại: ${grade.title}`;
  return {
    type: 'table',
    caption: 'Điểm các chỉ số theo Thông tư số 01/2018/TT-VPCP',
    columns: [
      { title: 'Chỉ số', align: 'center', weight: 0.5 },
      { title: 'Nội dung', align: 'left', weight: 3.2 },
      { title: 'Số hồ sơ', align: 'right', weight: 0.8 },
      { title: 'Điểm', align: 'right', weight: 0.9 },
    ],
    rows: [...rows, { cells: ['', standing, '', total], emphasis: true }],
    note: `Mỗi chỉ số tối đa 2 điểm. Điểm chỉ số bằng tổng điểm các hồ sơ chia cho số hồ sơ, làm tròn một chữ số thập phân. Chỉ số chưa có số liệu không tính; tối đa của đủ chín chỉ số là ${points(grade.fullMaximumTenths)}. Theo lựa chọn của đơn vị: ${grade.ownChoices.join('; ')}.`,
  };
}

function ratesTable(rates: Rates): Block {
  const silent = rates.lines.filter((line) => line.silenceCountsAsSatisfied).map(({ id }) => id);
  return {
    type: 'table',
    caption: 'Tỷ lệ theo Quyết định số 766/QĐ-TTg, nhóm mức độ hài lòng',
    columns: [
      { title: 'Mã', align: 'center', weight: 0.5 },
      { title: 'Tỷ lệ', align: 'left', weight: 3.2 },
      { title: 'Tử số', align: 'right', weight: 0.8 },
      { title: 'Mẫu số', align: 'right', weight: 0.8 },
      { title: 'Kết quả', align: 'right', weight: 0.9 },
    ],
    rows: rates.lines.map(({ id, title, numerator, denominator, hundredths }) => ({
      cells: [id, title, formatCount(numerator), formatCount(denominator), percent(hundredths)],
    })),
    note:
      silent.length === 0
        ? 'Đếm toàn bộ, không phải mẫu, nên không có khoảng tin cậy.'
        : `Đếm toàn bộ, không phải mẫu, nên không có khoảng tin cậy. Ở ${silent.join(', ')}, hồ sơ không ai phản ánh được tính là hài lòng.`,
  };
}
