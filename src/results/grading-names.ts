import type { Locale } from '../ui/locale';
import { gradingText } from '../ui/text/grading';
import type { Measure, MeasureGroup } from './grading-measure';
import type { DossierIndex, IndexNumber } from './grading-rule';

/** `Chỉ số 1, 2 điểm` or `Phản ánh, kiến nghị đã trả lời đúng hạn`. */
export function measureName(measure: Measure, locale: Locale): string {
  const text = gradingText[locale];
  const points = /^i(\d)\.([012])$/.exec(measure);
  if (points) return text.form.cell(Number(points[1]), Number(points[2]));
  return (text.measures as Readonly<Record<string, string>>)[measure] ?? measure;
}

export function groupName(group: MeasureGroup, locale: Locale): string {
  const text = gradingText[locale];
  const index = /^i(\d)$/.exec(group);
  return text.groups[group] ?? `${index?.[1]}. ${text.indices[Number(index?.[1]) as IndexNumber]}`;
}

/** What earns 2, 1 and 0 points. */
export function pointsMeaning(index: DossierIndex, points: 2 | 1 | 0, locale: Locale): string {
  return gradingText[locale].meaning[index][2 - points] ?? '';
}
