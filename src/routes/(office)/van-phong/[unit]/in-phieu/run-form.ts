import { z } from 'zod';
import type { RunDraft } from '../../../../../paper/print-run';

const count = z
  .string()
  .transform((text) => text.replace(/[.\s]/g, ''))
  .transform((text) => (/^\d+$/.test(text) ? Number(text) : -1));

const form = z.object({
  kind: z.enum(['numbered', 'copy-master']).catch('numbered'),
  period: z.string().max(40).catch(''),
  sheets: count.catch(-1),
  paper: z.enum(['A4', 'A5']).catch('A4'),
  fields: z.literal('on').optional().catch(undefined),
  officials: z.literal('on').optional().catch(undefined),
});

/** A run as the form or the address of a preview names it; what is missing is taken as usual and refused by the rule. */
export function readRunForm(sent: FormData | URLSearchParams): {
  readonly draft: RunDraft;
  readonly values: RunValues;
} {
  const typed = Object.fromEntries([...sent].filter(([, value]) => typeof value === 'string'));
  const { kind, period, sheets, paper, fields, officials } = form.parse(typed);
  const parts = { withFields: fields === 'on', withOfficials: officials === 'on' };
  return {
    draft: { kind, periodId: period, paper, sheets: kind === 'copy-master' ? 0 : sheets, ...parts },
    values: { kind, period, paper, sheets: String(typed['sheets'] ?? ''), ...parts },
  };
}

export interface RunValues {
  readonly kind: RunDraft['kind'];
  readonly period: string;
  readonly paper: RunDraft['paper'];
  readonly sheets: string;
  readonly withFields: boolean;
  readonly withOfficials: boolean;
}
