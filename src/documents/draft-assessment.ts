import { targetNumber } from '../survey/plan-target';
import { formatCount, formatPercent } from '../ui/format';
import { targetText } from '../ui/text/target';
import { itemsOrNone, shortFields } from './draft-results';
import { factorsOf, itemsOf, overallOf, type ReportFigures, type ReportRow, type ShownRow } from './report-figures';
import { apart, changeOf, changeText, inSentence, intervalText, list, quoted, ranked } from './report-phrases';

const namedItems = 3;

export function draftStrengths(figures: ReportFigures): string {
  const lines: string[] = targetsThat('met', figures);
  const change = figures.changeFromLast;
  if (change !== null && changeOf(change) === 'rise') lines.push(bare(changeText(figures)));
  const [first, second] = ranked(factorsOf(figures)).filter(mostlySatisfied);
  if (first !== undefined && second !== undefined) {
    lines.push(
      `Nhóm yếu tố có tỷ lệ hài lòng cao nhất là ${quoted(first.title)}: ${brief(first)}${versus(first, second, 'nhóm liền sau')}`,
    );
  }
  const items = ranked(itemsOf(figures)).filter(mostlySatisfied).slice(0, namedItems);
  if (items.length > 0)
    lines.push(
      `Các tiêu chí có tỷ lệ hài lòng cao nhất: ${items.map((item) => `${quoted(item.title)} ${brief(item)}`).join('; ')}`,
    );
  const distinct = standingOut(figures, 'above');
  if (distinct.length > 0)
    lines.push(
      `Các tiêu chí cao hơn rõ rệt tỷ lệ hài lòng chung (hai khoảng tin cậy không giao nhau): ${ids(distinct)} tại Phụ lục`,
    );
  if (figures.quota?.met === true && figures.quota.total.required > 0) {
    lines.push(
      `Số phiếu thu về đạt mức tối thiểu (${formatCount(figures.quota.total.collected ?? figures.ballots)}/${formatCount(figures.quota.total.required)} phiếu)`,
    );
  }
  return itemsOrNone(lines, 'Số phiếu trong kỳ chưa đủ để nêu ưu điểm từ số liệu.');
}

/** Only what is sure: a target that the figure cannot be told from is neither strength nor weakness. */
function targetsThat(standing: 'met' | 'missed', figures: ReportFigures): string[] {
  return (figures.targets ?? [])
    .filter((line) => line.standing === standing)
    .map(({ index, hundredths }) => {
      const asked = inSentence(targetText.vi.atLeast[index](targetNumber(hundredths)));
      return `${targetText.vi.standing[standing]} của Kế hoạch: ${asked}`;
    });
}

/** The best of bad figures is no strength. */
function mostlySatisfied(row: ShownRow): boolean {
  return row.satisfiedShare.value >= 50;
}

export function draftWeaknesses(figures: ReportFigures): string {
  const lines: string[] = targetsThat('missed', figures);
  const change = figures.changeFromLast;
  if (change !== null && changeOf(change) === 'fall') lines.push(bare(changeText(figures)));
  const factors = ranked(factorsOf(figures));
  const [last, beforeLast] = [factors.at(-1), factors.at(-2)];
  if (last !== undefined && beforeLast !== undefined) {
    lines.push(
      `Nhóm yếu tố có tỷ lệ hài lòng thấp nhất là ${quoted(last.title)}: ${brief(last)}${versus(last, beforeLast, 'nhóm liền trước')}`,
    );
  }
  const weak = weakItems(figures);
  if (weak.length > 0)
    lines.push(
      `Các tiêu chí có tỷ lệ hài lòng thấp nhất: ${weak.map((item) => `${quoted(item.title)} ${brief(item)}`).join('; ')}`,
    );
  const distinct = standingOut(figures, 'below');
  if (distinct.length > 0)
    lines.push(
      `Các tiêu chí thấp hơn rõ rệt tỷ lệ hài lòng chung (hai khoảng tin cậy không giao nhau): ${ids(distinct)} tại Phụ lục`,
    );
  else if (weak.length > 0 && isShownOverall(figures)) {
    lines.push(
      'Không tiêu chí nào thấp hơn rõ rệt tỷ lệ hài lòng chung; chênh lệch giữa các tiêu chí thấp nhất và mức chung còn trong sai số',
    );
  }
  lines.push(...collectionGaps(figures));
  return itemsOrNone(lines, 'Số phiếu trong kỳ chưa đủ để nêu hạn chế từ số liệu.');
}

function collectionGaps(figures: ReportFigures): readonly string[] {
  const lines: string[] = [];
  const { quota } = figures;
  if (quota !== null && !quota.met) {
    const collected = quota.total.collected;
    lines.push(
      `Số phiếu thu về chưa đạt mức tối thiểu${collected === null ? '' : ` (${formatCount(collected)}/${formatCount(quota.total.required)} phiếu)`}`,
    );
  }
  const short = shortFields(figures);
  if (short.length > 0) lines.push(`Chưa đủ số phiếu phân bổ theo lĩnh vực: ${short.join('; ')}`);
  const hidden = hiddenFields(figures);
  if (hidden.length > 0)
    lines.push(`Có dưới ${figures.minimumGroup} phiếu nên chưa công bố được kết quả riêng: ${hidden.join('; ')}`);
  return lines;
}

/** The items to act on: the lowest three, more only where as many stand clearly below the whole. Also prompts causes and measures. */
export function weakItems(figures: ReportFigures): readonly ShownRow[] {
  const lowest = [...ranked(itemsOf(figures))].reverse();
  const clearly = standingOut(figures, 'below').length;
  return lowest.slice(0, Math.min(6, Math.max(namedItems, clearly)));
}

function standingOut(figures: ReportFigures, side: 'above' | 'below'): readonly ShownRow[] {
  const overall = overallOf(figures);
  if (overall === undefined || overall.suppressed) return [];
  const rows = ranked(itemsOf(figures)).filter(
    (row) =>
      apart(row.satisfiedShare, overall.satisfiedShare) &&
      row.satisfiedShare.value > overall.satisfiedShare.value === (side === 'above'),
  );
  return side === 'above' ? rows : [...rows].reverse();
}

function isShownOverall(figures: ReportFigures): boolean {
  return overallOf(figures)?.suppressed === false;
}

export function hiddenFields(figures: ReportFigures): readonly string[] {
  return figures.cuts
    .filter((cut) => cut.by === 'field' && (overallOf(cut) as ReportRow | undefined)?.suppressed === true)
    .map((cut) => cut.title);
}

/**
 * Figures show how people judged, never why: the draft only asks. What stands in square brackets is written by the
 * clerk after looking into it; `openPrompts` finds what was left.
 */
export function draftCauses(figures: ReportFigures): string {
  const weak = weakItems(figures);
  const lines = weak.map(
    (item) =>
      `Về tiêu chí ${quoted(item.title)} (${formatPercent(item.satisfiedShare.value)}): [nêu nguyên nhân đã kiểm tra, xác minh; căn cứ]`,
  );
  const { quota } = figures;
  if (quota !== null && !quota.met)
    lines.push('Về số phiếu chưa đạt mức tối thiểu: [nêu nguyên nhân đã kiểm tra, xác minh]');
  return itemsOrNone(lines, '[Nêu nguyên nhân đã kiểm tra, xác minh; nếu không có, ghi “Không”.]');
}

export function draftMeasures(figures: ReportFigures): string {
  const lines = weakItems(figures).map(
    (item) => `Về tiêu chí ${quoted(item.title)}: [biện pháp; đơn vị, người chủ trì; thời hạn hoàn thành]`,
  );
  const short = shortFields(figures);
  if (short.length > 0)
    lines.push(
      `Hướng dẫn, mời thêm người dân, tổ chức tự nguyện đánh giá để đủ số phiếu ở các lĩnh vực: ${short.map((field) => field.replace(/ \(thiếu .*/, '')).join('; ')}`,
    );
  lines.push(
    'Thông báo kết quả này đến cán bộ, công chức, viên chức làm việc tại Bộ phận Một cửa và niêm yết công khai để người dân, tổ chức biết, giám sát',
  );
  return list(lines);
}

export function draftProposals(_figures: ReportFigures): string {
  return '[Nêu kiến nghị với cơ quan cấp trên; nếu không có, ghi “Không”.]';
}

/** What the clerk has still to write: the texts in square brackets. */
export function openPrompts(text: string): readonly string[] {
  return [...text.matchAll(/\[([^[\]\n]{3,})\]/g)].map((match) => match[1] ?? '');
}

function brief(row: ShownRow): string {
  return `${formatPercent(row.satisfiedShare.value)} (${intervalText(row.satisfiedShare)}; n\u00a0=\u00a0${formatCount(row.n)})`;
}

/**
 * The neighbour in rank. The same people answered both factors, so intervals apart are no test and the text calls no
 * difference clear; that it lies within the error is safe to say.
 */
function versus(row: ShownRow, other: ShownRow, neighbour: string): string {
  if (apart(row.satisfiedShare, other.satisfiedShare)) {
    return `; ${neighbour} là ${quoted(other.title)}: ${brief(other)}`;
  }
  return `; chênh lệch với ${neighbour} còn trong sai số`;
}

function ids(rows: readonly ShownRow[]): string {
  return rows.map((row) => row.id).join(', ');
}

function bare(sentence: string): string {
  return sentence.replace(/\.$/, '');
}
