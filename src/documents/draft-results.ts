import { formatCount, formatDecimal } from '../ui/format';
import { overallOf, type ReportFigures } from './report-figures';
import {
  agencyOf,
  changeText,
  estimateText,
  list,
  periodText,
  shareText,
  targetTexts,
  withVoidsText,
} from './report-phrases';

export function draftOpening(figures: ReportFigures): string {
  const plan = figures.plan;
  const number = plan?.number === undefined || plan.number === '' ? '' : ` số ${plan.number.replace(/^Số:?\s*/i, '')}`;
  const basis = plan === undefined ? '' : `Thực hiện Kế hoạch${number} ${planName(plan.title)}, `;
  const report = `${agencyOf(figures.unit.name)} báo cáo kết quả đánh giá mức độ hài lòng của người dân, tổ chức ${periodText(figures)} như sau:`;
  return `${basis}${report}`;
}

function planName(title: string): string {
  const name = title.replace(/^kế hoạch\s+/i, '');
  return name.charAt(0).toLocaleLowerCase('vi') + name.slice(1);
}

export function draftResults(figures: ReportFigures): string {
  return [collected(figures), ...quota(figures), ...overall(figures), ...excluded(figures), limits(figures)].join('\n');
}

function collected(figures: ReportFigures): string {
  if (figures.ballots === 0) return 'Trong kỳ không có phiếu nào được tính nên không có chỉ số.';
  const ways = figures.collectedBy
    .filter((way) => way.count === null || way.count > 0)
    .map(
      (way) =>
        `${way.title.toLocaleLowerCase('vi')} ${way.count === null ? `dưới ${figures.minimumGroup}` : formatCount(way.count)} phiếu`,
    );
  const split = ways.length === 0 ? '' : `, gồm: ${ways.join(', ')}`;
  return `Trong kỳ có ${formatCount(figures.ballots)} phiếu được tính kết quả${split}. Phiếu hỏi: ${figures.form.title} (mẫu ${figures.form.id}, phiên bản ${figures.form.version}).`;
}

function quota(figures: ReportFigures): readonly string[] {
  const { quota: plan } = figures;
  if (plan === null) return [];
  const { dossiers, required, collected: count } = plan.total;
  const collectedText = count === null ? `dưới ${figures.minimumGroup}` : formatCount(count);
  const verdict = plan.met
    ? 'đạt số phiếu tối thiểu'
    : count === null
      ? 'chưa đạt số phiếu tối thiểu'
      : `chưa đạt số phiếu tối thiểu, còn thiếu ${formatCount(Math.max(0, required - count))} phiếu`;
  const short = shortFields(figures);
  const fields = short.length === 0 ? '' : ` Lĩnh vực chưa đủ số phiếu phân bổ: ${short.join('; ')}.`;
  return [
    `Số hồ sơ đã giải quyết trong kỳ là ${formatCount(dossiers)}; số phiếu tối thiểu theo ${plan.rule} là ${formatCount(required)}; số phiếu thu về là ${collectedText}, ${verdict}.${fields}`,
  ];
}

export function shortFields(figures: ReportFigures): readonly string[] {
  return (figures.quota?.fields ?? []).flatMap((field) => {
    const missing = field.required - (field.collected ?? 0);
    if (missing <= 0) return [];
    return [field.collected === null ? field.title : `${field.title} (thiếu ${formatCount(missing)} phiếu)`];
  });
}

function overall(figures: ReportFigures): readonly string[] {
  const row = overallOf(figures);
  if (figures.ballots === 0 || row === undefined) return [];
  if (row.suppressed) {
    return [
      `Số câu trả lời cho câu hỏi chung dưới mức tối thiểu ${figures.minimumGroup} nên không công bố chỉ số chung.`,
    ];
  }
  const answers =
    figures.form.scale === 'five' ? '“Hài lòng” và “Rất hài lòng”' : '“Hài lòng” và “Rất hài lòng” (thang 3 mức)';
  const margin =
    figures.marginPercentagePoints === null
      ? ''
      : ` Sai số ở mức tin cậy 95\u00a0%: ±${formatDecimal(figures.marginPercentagePoints)} điểm phần trăm.`;
  return [
    `Tỷ lệ hài lòng chung (phương pháp A: số câu trả lời ${answers} trên tổng số câu trả lời cho câu hỏi chung) là ${shareText(row)}.${margin} Điểm trung bình quy đổi (phương pháp B: điểm trung bình chia điểm cao nhất, nhân 100) là ${estimateText(row.meanScore, row.n)}. Hai phương pháp không so sánh với nhau.`,
    ...targetTexts(figures),
    changeText(figures),
  ];
}

function excluded(figures: ReportFigures): readonly string[] {
  const lines: string[] = [];
  if (figures.voids.count > 0) {
    const reasons = figures.voids.reasons
      .map((reason) => `${reason.title.toLocaleLowerCase('vi')}: ${formatCount(reason.count)}`)
      .join('; ');
    const counted = withVoidsText(figures);
    const withThem = counted === '' ? '' : ` Nếu tính cả các phiếu này, ${counted}.`;
    lines.push(
      `Số phiếu bị vô hiệu, không tính vào kết quả: ${formatCount(figures.voids.count)}${reasons === '' ? '' : ` (${reasons})`}.${withThem}`,
    );
  }
  if (figures.possibleRepeats > 0) {
    lines.push(
      `Có ${formatCount(figures.possibleRepeats)} phiếu có thể bị gửi lặp trên máy tính bảng, được giữ lại nhưng không tính vào chỉ số.`,
    );
  }
  for (const form of figures.otherForms ?? []) {
    lines.push(
      `Có ${formatCount(form.ballots)} phiếu theo mẫu ${form.id}, phiên bản ${form.version}; kết quả theo mẫu này không gộp vào báo cáo.`,
    );
  }
  return lines;
}

/** What the interval does not cover must be said beside it: a quota of returned ballots is not a random sample. */
function limits(figures: ReportFigures): string {
  return `Người dân, tổ chức tự nguyện trả lời, không phải mẫu chọn ngẫu nhiên; khoảng tin cậy chỉ phản ánh sai số do số phiếu có hạn. Nhóm có dưới ${figures.minimumGroup} phiếu không công bố để bảo đảm bí mật cho người trả lời.`;
}

/** Every line a list item where the words come as items. */
export function itemsOrNone(lines: readonly string[], none: string): string {
  return lines.length === 0 ? none : list(lines);
}
