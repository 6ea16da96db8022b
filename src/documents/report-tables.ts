import { formatCount, formatDecimal } from '../ui/format';
import { barChartSvg } from './bar-chart';
import type { BarLine, Block, FigureBlock, TableColumn, TableRow } from './official-document';
import { factorsOf, itemsOf, overallOf, type ReportCut, type ReportFigures, type ReportRow } from './report-figures';
import { hiddenText, intervalText } from './report-phrases';

const methodNote =
  'KTC: khoảng tin cậy. Phương pháp A: tỷ lệ câu trả lời “Hài lòng” và “Rất hài lòng”, khoảng Wilson. Phương pháp B: điểm trung bình chia điểm cao nhất, nhân 100, khoảng theo phân phối t. Câu bỏ trống không tính vào mẫu số.';

/** Known gap of the estimator (a factor pools its items' answers): said wherever a factor's interval stands. */
const pooledNote =
  'Ở nhóm yếu tố, n là số câu trả lời của các tiêu chí gộp lại; một người trả lời nhiều câu nên sai số thật lớn hơn khoảng ghi ở đây.';

const figureColumns: readonly TableColumn[] = [
  { title: 'Số câu trả lời (n)', align: 'right', weight: 0.9 },
  { title: 'A: tỷ lệ hài lòng (%)', align: 'right', weight: 0.95 },
  { title: 'KTC 95\u00a0% của A', align: 'center', weight: 1.5 },
  { title: 'B: điểm quy đổi', align: 'right', weight: 0.9 },
  { title: 'KTC 95\u00a0% của B', align: 'center', weight: 1.5 },
];

const hidden = 'ẩn';

function hiddenNote(minimum: number): string {
  return `“ẩn”: nhóm có dưới ${minimum} phiếu, hoặc nhóm phải ẩn thêm để không suy ra được bằng phép trừ.`;
}

function figureCells(row: ReportRow | undefined): readonly string[] {
  if (row === undefined) return ['–', '–', '–', '–', '–'];
  if (row.suppressed) return [hidden, '–', '–', '–', '–'];
  if (row.n === 0) return ['0', '–', '–', '–', '–'];
  return [
    formatCount(row.n),
    formatDecimal(row.satisfiedShare.value),
    intervalText(row.satisfiedShare).replace('\u00a0%', ''),
    formatDecimal(row.meanScore.value),
    intervalText(row.meanScore).replace('\u00a0%', ''),
  ];
}

export function quotaBlocks(figures: ReportFigures): readonly Block[] {
  const { quota } = figures;
  if (quota === null) return [];
  const cells = (line: typeof quota.total): readonly string[] => [
    formatCount(line.dossiers),
    formatCount(line.required),
    line.collected === null ? hidden : formatCount(line.collected),
    line.collected === null
      ? '–'
      : line.collected >= line.required
        ? 'Đạt'
        : `Thiếu ${formatCount(line.required - line.collected)}`,
  ];
  return [
    { type: 'heading', level: 2, text: 'Số hồ sơ và số phiếu' },
    {
      type: 'table',
      caption: 'Số phiếu thu về so với số phiếu tối thiểu',
      columns: [
        { title: 'TT', align: 'center', weight: 0.4 },
        { title: 'Lĩnh vực', align: 'left', weight: 2.2 },
        { title: 'Hồ sơ đã giải quyết', align: 'right' },
        { title: 'Số phiếu tối thiểu', align: 'right' },
        { title: 'Số phiếu thu về', align: 'right' },
        { title: 'Mức đạt', align: 'center' },
      ],
      rows: [
        ...quota.fields.map((line, index): TableRow => ({ cells: [String(index + 1), line.title, ...cells(line)] })),
        { cells: ['', 'Tổng số', ...cells(quota.total)], emphasis: true },
      ],
      note: `${quota.fields.some((field) => field.collected === null) ? `${hiddenNote(figures.minimumGroup)} ` : ''}Số phiếu tối thiểu theo ${quota.rule}. Đạt số phiếu và độ chính xác là hai việc khác nhau${
        figures.marginPercentagePoints === null
          ? '.'
          : `: sai số của tỷ lệ hài lòng chung là ±${formatDecimal(figures.marginPercentagePoints)} điểm phần trăm.`
      }`,
    },
  ];
}

export function factorBlocks(figures: ReportFigures): readonly Block[] {
  const factors = factorsOf(figures);
  const overall = overallOf(figures);
  if (factors.length === 0 && overall === undefined) return [];
  const rows: TableRow[] = factors.map((row) => ({
    cells: [row.id, row.title, ...figureCells(row)],
  }));
  if (overall !== undefined) {
    rows.push({
      cells: ['', 'Hài lòng chung (câu hỏi riêng)', ...figureCells(overall)],
      emphasis: true,
    });
  }
  return [
    { type: 'heading', level: 2, text: 'Kết quả chung và theo nhóm yếu tố' },
    {
      type: 'table',
      caption: 'Kết quả theo nhóm yếu tố',
      columns: [
        { title: 'TT', align: 'center', weight: 0.5 },
        { title: 'Nhóm yếu tố', align: 'left', weight: 2.3 },
        ...figureColumns,
      ],
      rows,
      note: `${methodNote} Hài lòng chung là một câu hỏi riêng, không phải trung bình các nhóm. ${pooledNote}`,
    },
    shareFigure(
      'Tỷ lệ hài lòng theo nhóm yếu tố (phương pháp A, %)',
      [...factors, ...(overall === undefined ? [] : [overall])],
      figures,
    ),
  ];
}

/** Bars and their words: the chart of report and poster. */
export function shareBars(rows: readonly ReportRow[], minimum: number): readonly BarLine[] {
  return rows.map((row) => {
    const label = row.scope === 'overall' ? 'Hài lòng chung' : row.title;
    if (row.suppressed) return { label, value: null, text: hiddenText(minimum) };
    if (row.n === 0) return { label, value: null, text: 'không có câu trả lời' };
    const { value, low, high } = row.satisfiedShare;
    return {
      label,
      value,
      low,
      high,
      text: `${formatDecimal(value)} (${formatDecimal(low, 1)}–${formatDecimal(high, 1)})`,
    };
  });
}

function shareFigure(caption: string, rows: readonly ReportRow[], figures: ReportFigures): FigureBlock {
  const bars = shareBars(rows, figures.minimumGroup);
  return {
    type: 'figure',
    caption,
    svg: barChartSvg(bars),
    bars,
    alt: bars.map((bar) => `${bar.label}: ${bar.text}`).join('; '),
  };
}

interface CutWords {
  readonly title: string;
  readonly caption: string;
  readonly column: string;
}

function cutTable(words: CutWords, by: ReportCut['by'], figures: ReportFigures): readonly Block[] {
  const cuts = figures.cuts.filter((cut) => cut.by === by);
  if (cuts.length === 0) return [];
  return [
    { type: 'heading', level: 2, text: words.title },
    {
      type: 'table',
      caption: words.caption,
      columns: [
        { title: 'TT', align: 'center', weight: 0.5 },
        { title: words.column, align: 'left', weight: 2.3 },
        ...figureColumns,
      ],
      rows: cuts.map((cut, index) => ({ cells: [String(index + 1), cut.title, ...figureCells(overallOf(cut))] })),
      note: [
        ...(cuts.some((cut) => overallOf(cut)?.suppressed === true) ? [hiddenNote(figures.minimumGroup)] : []),
        ...combinedNote(cuts),
      ].join(' '),
    },
  ];
}

/** Which groups the line of hidden groups together is made of (docs/adr/0084). */
function combinedNote(cuts: readonly ReportCut[]): readonly string[] {
  const codes = cuts.flatMap(({ combines = [] }) => combines);
  const names = cuts.filter(({ code, combines }) => !combines && codes.includes(code)).map(({ title }) => title);
  return names.length === 0 ? [] : [`Dòng gộp gồm: ${names.join(', ')}; bằng tổng trừ các nhóm đã nêu.`];
}

export function fieldBlocks(figures: ReportFigures): readonly Block[] {
  const words = { title: 'Kết quả theo lĩnh vực', caption: 'Hài lòng chung theo lĩnh vực', column: 'Lĩnh vực' };
  return cutTable(words, 'field', figures);
}

export function channelBlocks(figures: ReportFigures): readonly Block[] {
  const words = {
    title: 'Kết quả theo hình thức thu phiếu',
    caption: 'Hài lòng chung theo hình thức thu phiếu',
    column: 'Hình thức',
  };
  return cutTable(words, 'channel', figures);
}

export function itemBlocks(figures: ReportFigures): readonly Block[] {
  const items = itemsOf(figures);
  if (items.length === 0) return [];
  const factors = factorsOf(figures);
  const grouped = factors.flatMap((factor): TableRow[] => [
    { cells: [factor.id, factor.title, ...figureCells(factor)], emphasis: true },
    ...items.filter((item) => factorIdOf(item) === factor.id).map((item) => itemRow(item)),
  ]);
  const known = new Set(factors.map((factor) => factor.id));
  const others = items.filter((item) => !known.has(factorIdOf(item))).map((item) => itemRow(item));
  return [
    {
      type: 'table',
      columns: [
        { title: 'TT', align: 'center', weight: 0.6 },
        { title: 'Tiêu chí', align: 'left', weight: 2.4 },
        ...figureColumns,
      ],
      rows: [...grouped, ...others],
      note: `${methodNote} ${pooledNote}`,
    },
  ];
}

function itemRow(item: ReportRow): TableRow {
  return {
    cells: [item.id, item.title, ...figureCells(item)],
  };
}

function factorIdOf({ id, factorId }: ReportRow): string {
  return factorId ?? id.slice(0, Math.max(0, id.lastIndexOf('.')));
}
