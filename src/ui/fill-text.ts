/** `fillText('Còn thiếu {count} phiếu', { count: 23 })`. A place without a fact stays, so that it is seen. */
export function fillText(text: string, facts: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => (name in facts ? String(facts[name]) : place));
}
