/**
 * How far a rule is known: S stated in a plan of an office, V verified in a public source, G general knowledge, not
 * verified, D a decision of this project.
 */
export type RuleMark = 'S' | 'V' | 'G' | 'D';

/** Official papers that use such a rule say "theo lựa chọn của đơn vị". */
export function isOwnChoice(mark: RuleMark): boolean {
  return mark === 'G' || mark === 'D';
}
