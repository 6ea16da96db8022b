import type { LogEvent } from '../log/entry';
import type { Plan } from './plan';

type Acting = { readonly unitCode: string; readonly actor: string; readonly at: Date };

function event(acting: Acting, type: string, subject: string, body: LogEvent['body']): LogEvent {
  return { ...acting, type, subject, body };
}

export function planCreated(acting: Acting, plan: Plan): LogEvent {
  return event(acting, plan.version === 1 ? 'plan-created' : 'plan-amended', plan.id, {
    version: plan.version,
    reason: plan.reason,
  });
}

export function planDraftSaved(acting: Acting, plan: Plan): LogEvent {
  return event(acting, 'plan-draft-saved', plan.id, { version: plan.version });
}

export function planDraftDiscarded(acting: Acting, plan: Plan): LogEvent {
  return event(acting, 'plan-draft-discarded', plan.id, { version: plan.version });
}

/** The hash is of the content as approved: what the head signed can be proved later. */
export function planApproved(acting: Acting, plan: Plan, contentHash: string): LogEvent {
  return event(acting, 'plan-approved', plan.id, { version: plan.version, number: plan.content.number, contentHash });
}

export function planPublished(acting: Acting, plan: Plan): LogEvent {
  return event(acting, 'plan-published', plan.id, { version: plan.version });
}

export function difficultyReported(acting: Acting, id: string, planId: string): LogEvent {
  return event(acting, 'plan-difficulty-reported', id, { plan: planId });
}

export function difficultyAnswered(acting: Acting, id: string, planId: string): LogEvent {
  return event(acting, 'plan-difficulty-answered', id, { plan: planId });
}

export function taskCompleted(acting: Acting, taskId: string, planId: string): LogEvent {
  return event(acting, 'plan-task-completed', taskId, { plan: planId });
}

export function questionnaireSaved(acting: Acting, id: string, version: number): LogEvent {
  return event(acting, 'questionnaire-saved', id, { version });
}

export function dossierCountsRecorded(
  acting: Acting,
  batchId: string,
  facts: { readonly cells: number; readonly corrected: number; readonly periods: string; readonly source: string },
): LogEvent {
  return event(acting, 'dossier-counts-recorded', batchId, facts);
}
