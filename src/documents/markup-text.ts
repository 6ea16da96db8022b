import { paperText } from '../kernel/paper-text';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text inside SVG. */
export function markupText(text: string): string {
  return paperText(text).replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
