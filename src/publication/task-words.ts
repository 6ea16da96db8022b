import type { CalendarDay } from '../kernel/calendar-day';
import { unreachable } from '../kernel/result';
import { period, periodLabel } from '../survey/reporting-period';
import { formatCount } from '../ui/format';
import type { Locale } from '../ui/locale';
import { homeText, type TaskWords } from '../ui/text/home';
import type { DueTask } from './due-tasks';

/** The words of one line of the home page. */
export function wordsOf(task: DueTask, today: CalendarDay, locale: Locale): TaskWords {
  const text = homeText[locale].task;
  const count = (value: number): string => formatCount(value, locale);
  const label = (periodId: string): string => inSentence(periodLabel(period(periodId), locale));
  switch (task.type) {
    case 'set-up-organisation':
      return text.setUpOrganisation();
    case 'make-plan':
      return text.makePlan();
    case 'approve-plan':
      return text.approvePlan(task.title, task.since, today);
    case 'plan-task':
      return text.planTask(task.title, task.lead);
    case 'answer-difficulties':
      return text.answerDifficulties(task.count, task.since, today);
    case 'enter-dossier-counts':
      return text.enterDossierCounts(label(task.periodId));
    case 'open-box':
      return text.openBox(label(task.periodId), task.by ?? today);
    case 'ballots-short': {
      const words = text.ballotsShort(task.field, count(task.short), count(task.required));
      return task.href.endsWith('/ho-so') ? { ...words, button: text.ballotsShortWatch } : words;
    }
    case 'key-sheets':
      return text.keySheets(count(task.count));
    case 'second-entries':
      return text.secondEntries(count(task.count));
    case 'settle-differences':
      return text.settleDifferences(count(task.count));
    case 'release-batches':
      return text.releaseBatches(count(task.count));
    case 'confirm-voids':
      return text.confirmVoids(task.count, task.since, today);
    case 'answer-contests':
      return text.answerContests(count(task.count), label(task.periodId), task.since, today);
    case 'figures-differ':
      return text.figuresDiffer(label(task.periodId), task.since);
    case 'prepare-publication':
      return text.preparePublication(inSentence(task.title), task.from, task.by);
    case 'change-returned':
      return text.changeReturned(inSentence(task.title), task.since, today, task.note);
    case 'send-again':
      return text.sendAgain(inSentence(task.title), task.since, today);
    case 'approve-publication':
      return text.approvePublication(inSentence(task.title), task.since, today);
    case 'awaiting-approval':
      return text.awaitingApproval(inSentence(task.title), task.since, today);
    case 'record-posting':
      return text.recordPosting(inSentence(task.title), task.since);
    case 'send-report':
      return text.sendReport(inSentence(task.title), task.above);
    default:
      return unreachable(task);
  }
}

/** `Quý I năm 2025` → `quý I năm 2025`, in the middle of a sentence. */
function inSentence(label: string): string {
  return label.charAt(0).toLocaleLowerCase('vi') + label.slice(1);
}
