import { cleanText } from '../kernel/vietnamese-text';
import type { SentForm } from '../survey/read-plan-form';

/** Text is composed (NFC), without control characters, and cut where nobody types more. */
const longestText = 20_000;

export function sentForm(form: FormData): SentForm {
  const clean = (value: FormDataEntryValue | null) =>
    typeof value === 'string' ? cleanText(value).slice(0, longestText) : '';
  return { text: (name) => clean(form.get(name)), all: (name) => form.getAll(name).map(clean) };
}
