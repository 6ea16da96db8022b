import { type CalendarDay, daysBetween, formatDay } from '../../kernel/calendar-day';
import type { Translated } from '../locale';

const weekdaysVi = ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'];
const weekdaysEn = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

function weekday(day: CalendarDay): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

function upperFirst(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
}

/** Within a week people say the weekday: "từ thứ Ba (18/3/2025)". */
function sinceVi(day: CalendarDay, today: CalendarDay): string {
  const days = daysBetween(day, today);
  if (days <= 0) return 'từ hôm nay';
  if (days === 1) return 'từ hôm qua';
  return days < 7 ? `từ ${weekdaysVi[weekday(day)]} (${formatDay(day)})` : `từ ngày ${formatDay(day)} (${days} ngày)`;
}

function sinceEn(day: CalendarDay, today: CalendarDay): string {
  const days = daysBetween(day, today);
  if (days <= 0) return 'since today';
  if (days === 1) return 'since yesterday';
  return days < 7 ? `since ${weekdaysEn[weekday(day)]} (${formatDay(day)})` : `since ${formatDay(day)} (${days} days)`;
}

/** What a line says: the deed, why it is there, and the word on its one button. */
export interface TaskWords {
  readonly title: string;
  readonly detail: string;
  readonly button: string;
}

const vi = {
  title: 'Việc cần làm',
  greeting: (name: string) => `Chào ${name}`,
  day: (day: CalendarDay) => `${upperFirst(weekdaysVi[weekday(day)] ?? '')}, ngày ${formatDay(day)}`,
  urgency: { late: 'Quá hạn', today: 'Hôm nay', week: 'Trong 7 ngày tới', later: 'Sắp tới' },
  count: (count: number) => (count === 1 ? '1 việc' : `${count} việc`),
  nothing: 'Không có việc nào đến hạn',
  nothingText:
    'Hôm nay Ông/Bà không phải làm gì trong hệ thống này. Khi có việc, việc sẽ hiện ở đây kèm một nút để làm.',
  watchingText: 'Vai trò của Ông/Bà là theo dõi. Tình hình hiện nay ở ngay dưới đây.',
  noUnit: 'Tài khoản chưa được giao vai trò ở đơn vị nào',
  noUnitText: 'Hãy đề nghị người quản trị giao vai trò, rồi mở lại trang này.',
  chooseUnit: 'Chọn đơn vị',
  open: 'Mở',
  filter: 'Tìm đơn vị',
  print: 'In danh sách việc',
  below: 'Xem các đơn vị cấp dưới',
  belowTitle: (count: number) => `${count} đơn vị cấp dưới`,
  belowLate: (count: number) => `${count} đơn vị quá hạn công bố`,
  belowNoneLate: 'Không có đơn vị nào quá hạn công bố',
  by: {
    late: (day: CalendarDay, today: CalendarDay) => `Hạn ${formatDay(day)}, quá ${daysBetween(day, today)} ngày`,
    today: () => 'Hạn cuối là hôm nay',
    ahead: (day: CalendarDay, today: CalendarDay) => `Hạn ${formatDay(day)}, còn ${daysBetween(today, day)} ngày`,
  },
  task: {
    setUpOrganisation: (): TaskWords => ({
      title: 'Khai báo lĩnh vực và công chức của đơn vị',
      detail: 'Chưa có lĩnh vực nào, nên chưa lập kế hoạch và thu phiếu được.',
      button: 'Khai báo',
    }),
    makePlan: (): TaskWords => ({
      title: 'Lập kế hoạch khảo sát năm',
      detail: 'Có sẵn mẫu kế hoạch; điền xong trong khoảng một phút.',
      button: 'Lập kế hoạch',
    }),
    approvePlan: (title: string, since: CalendarDay, today: CalendarDay): TaskWords => ({
      title: 'Kế hoạch chờ phê duyệt',
      detail: `${title}. Dự thảo có ${sinceVi(since, today)}.`,
      button: 'Xem và duyệt',
    }),
    planTask: (title: string, lead: string): TaskWords => ({
      title,
      detail: `Việc trong kế hoạch. Chủ trì: ${lead}.`,
      button: 'Mở kế hoạch',
    }),
    answerDifficulties: (count: number, since: CalendarDay, today: CalendarDay): TaskWords => ({
      title: `${count} khó khăn, vướng mắc chưa trả lời`,
      detail: `Phản ánh sớm nhất ${sinceVi(since, today)}.`,
      button: 'Trả lời',
    }),
    enterDossierCounts: (period: string): TaskWords => ({
      title: `Nhập số hồ sơ đã giải quyết ${period}`,
      detail: 'Kỳ đã hết mà chưa có số hồ sơ, nên chưa biết có đạt chỉ tiêu số phiếu không.',
      button: 'Nhập số hồ sơ',
    }),
    openBox: (period: string, by: CalendarDay): TaskWords => ({
      title: `Mở hòm phiếu ${period} trước khi hết ngày ${formatDay(by)}`,
      detail: 'Mỗi quý mở ít nhất một lần, có người chứng kiến.',
      button: 'Ghi việc mở hòm',
    }),
    ballotsShort: (field: string, short: string, required: string): TaskWords => ({
      title: `Còn thiếu ${short} phiếu ở lĩnh vực ${field}`,
      detail: `Phải thu ${required} phiếu. Mời người dân đến giao dịch trả lời khảo sát.`,
      button: 'Thu phiếu',
    }),
    ballotsShortWatch: 'Xem chỉ tiêu',
    keySheets: (count: string): TaskWords => ({
      title: `${count} phiếu giấy chờ nhập`,
      detail: 'Nhập xong thì phiếu mới được tính vào kết quả.',
      button: 'Nhập phiếu',
    }),
    secondEntries: (count: string): TaskWords => ({
      title: `${count} phiếu chờ nhập lần hai`,
      detail: 'Người khác đã nhập lần một; Ông/Bà nhập lại để đối chiếu.',
      button: 'Nhập lần hai',
    }),
    settleDifferences: (count: string): TaskWords => ({
      title: `${count} phiếu có hai lần nhập khác nhau`,
      detail: 'Người thứ ba xem phiếu giấy và quyết định.',
      button: 'Giải quyết',
    }),
    releaseBatches: (count: string): TaskWords => ({
      title: `${count} tập phiếu đã nhập xong, chờ đưa vào kết quả`,
      detail: 'Đã nhập đủ và đối chiếu xong.',
      button: 'Đưa vào kết quả',
    }),
    confirmVoids: (count: number, since: CalendarDay, today: CalendarDay): TaskWords => ({
      title: count === 1 ? 'Một đề nghị loại phiếu chờ người thứ hai' : `${count} đề nghị loại phiếu chờ người thứ hai`,
      detail: `Chờ ${sinceVi(since, today)}. Quyết định theo lý do, không xem câu trả lời.`,
      button: 'Xem đề nghị',
    }),
    answerContests: (count: string, period: string, since: CalendarDay, today: CalendarDay): TaskWords => ({
      title: `${count} kiến nghị về kết quả xếp loại ${period} chờ trả lời`,
      detail: `Công chức gửi ${sinceVi(since, today)}. Trả lời cạnh số liệu, có nêu lý do.`,
      button: 'Trả lời',
    }),
    figuresDiffer: (period: string, since: CalendarDay): TaskWords => ({
      title: `Số liệu ${period} không khớp với phiếu`,
      detail: `Lần đếm lại đêm ${formatDay(since)} ra số khác. Khoan công bố: báo người quản trị máy chủ xem nhật ký và chạy “hailong recount”.`,
      button: 'Xem kết quả',
    }),
    preparePublication: (title: string, from: CalendarDay, by: CalendarDay | undefined): TaskWords => ({
      title: `Soạn công bố ${title}`,
      detail:
        by === undefined || by === from
          ? `Công bố ngày ${formatDay(from)}.`
          : `Công bố trong các ngày ${formatDay(from)} đến ${formatDay(by)}.`,
      button: 'Soạn công bố',
    }),
    sendAgain: (title: string, since: CalendarDay, today: CalendarDay): TaskWords => ({
      title: `Trình lại bản công bố ${title}`,
      detail: `Hệ thống trả lại ${sinceVi(since, today)} để số liệu được che lại, vì đơn vị khác trong cùng dòng gộp đã công bố.`,
      button: 'Trình lại',
    }),
    changeReturned: (title: string, since: CalendarDay, today: CalendarDay, note: string): TaskWords => ({
      title: `Sửa bản công bố ${title} theo ý kiến lãnh đạo`,
      detail: `Trả lại ${sinceVi(since, today)}: “${note}”`,
      button: 'Sửa',
    }),
    approvePublication: (title: string, since: CalendarDay, today: CalendarDay): TaskWords => ({
      title: `Duyệt công bố ${title}`,
      detail: `Báo cáo chờ Ông/Bà ${sinceVi(since, today)}.`,
      button: 'Xem và duyệt',
    }),
    awaitingApproval: (title: string, since: CalendarDay, today: CalendarDay): TaskWords => ({
      title: `Công bố ${title} chưa được duyệt`,
      detail: `Đã trình ${sinceVi(since, today)}. Hãy nhắc lãnh đạo.`,
      button: 'Xem bản đã trình',
    }),
    recordPosting: (title: string, since: CalendarDay): TaskWords => ({
      title: `Niêm yết thông báo ${title}`,
      detail: `Đã công bố ngày ${formatDay(since)}. In thông báo, dán tại nơi tiếp nhận rồi ghi lại.`,
      button: 'In và ghi niêm yết',
    }),
    sendReport: (title: string, above: string): TaskWords => ({
      title: `Gửi báo cáo ${title} lên cấp trên`,
      detail: `Nơi nhận: ${above}.`,
      button: 'Gửi báo cáo',
    }),
  },
  steps: {
    title: 'Các bước của kỳ',
    names: {
      plan: 'Kế hoạch được phê duyệt',
      'dossier-counts': 'Nhập số hồ sơ đã giải quyết',
      ballots: 'Thu đủ số phiếu',
      box: 'Mở hòm phiếu',
      keying: 'Nhập phiếu giấy',
      voids: 'Xử lý phiếu không hợp lệ',
      prepare: 'Soạn báo cáo, trình lãnh đạo',
      approve: 'Lãnh đạo phê duyệt',
      publish: 'Công bố',
      post: 'Niêm yết tại cơ quan',
      report: 'Báo cáo lên cấp trên',
    },
    states: { done: 'Xong', 'under-way': 'Đang làm', late: 'Quá hạn', ahead: 'Chưa đến' },
    counts: {
      ballots: (count: string) => `còn thiếu ${count} phiếu`,
      keying: (count: string) => `còn ${count} phiếu`,
      voids: (count: string) => `${count} đề nghị đang chờ`,
    },
    by: (day: CalendarDay) => `hạn ${formatDay(day)}`,
  },
};

const en: typeof vi = {
  title: 'To do',
  greeting: (name) => `Hello ${name}`,
  day: (day) => `${weekdaysEn[weekday(day)]}, ${formatDay(day)}`,
  urgency: { late: 'Late', today: 'Today', week: 'Within 7 days', later: 'Coming up' },
  count: (count) => (count === 1 ? '1 task' : `${count} tasks`),
  nothing: 'Nothing is due',
  nothingText: 'There is nothing for you to do here today. When there is, it appears here with one button to do it.',
  watchingText: 'Your role is to watch. Where things stand is right below.',
  noUnit: 'Your account has no role at any unit yet',
  noUnitText: 'Ask the administrator for a role, then open this page again.',
  chooseUnit: 'Choose a unit',
  open: 'Open',
  filter: 'Find a unit',
  print: 'Print this list',
  below: 'See the units below',
  belowTitle: (count) => `${count} units below`,
  belowLate: (count) => `${count} units late with publication`,
  belowNoneLate: 'No unit is late with publication',
  by: {
    late: (day, today) => `Due ${formatDay(day)}, ${daysBetween(day, today)} days late`,
    today: () => 'Today is the last day',
    ahead: (day, today) => `Due ${formatDay(day)}, ${daysBetween(today, day)} days left`,
  },
  task: {
    setUpOrganisation: () => ({
      title: 'Enter the unit’s fields and officials',
      detail: 'Without fields no plan and no ballots.',
      button: 'Enter',
    }),
    makePlan: () => ({
      title: 'Make the survey plan of the year',
      detail: 'A template is ready; about a minute.',
      button: 'Make plan',
    }),
    approvePlan: (title, since, today) => ({
      title: 'Plan waiting for approval',
      detail: `${title}. Draft ${sinceEn(since, today)}.`,
      button: 'Review',
    }),
    planTask: (title, lead) => ({ title, detail: `Task of the plan. Lead: ${lead}.`, button: 'Open plan' }),
    answerDifficulties: (count, since, today) => ({
      title: `${count} difficulties without an answer`,
      detail: `The first ${sinceEn(since, today)}.`,
      button: 'Answer',
    }),
    enterDossierCounts: (period) => ({
      title: `Enter dossiers resolved, ${period}`,
      detail: 'The period is over and the quota cannot be known without them.',
      button: 'Enter counts',
    }),
    openBox: (period, by) => ({
      title: `Open the ballot box, ${period}, by the end of ${formatDay(by)}`,
      detail: 'At least once a quarter, with witnesses.',
      button: 'Record opening',
    }),
    ballotsShort: (field, short, required) => ({
      title: `${short} ${short === '1' ? 'ballot' : 'ballots'} short in ${field}`,
      detail: `${required} ballots are required.`,
      button: 'Collect',
    }),
    ballotsShortWatch: 'See quota',
    keySheets: (count) => ({
      title: `${count} paper ballots to key`,
      detail: 'They count once they are keyed.',
      button: 'Key ballots',
    }),
    secondEntries: (count) => ({
      title: `${count} ballots for second entry`,
      detail: 'Somebody else keyed them first.',
      button: 'Second entry',
    }),
    settleDifferences: (count) => ({
      title: `${count} ballots keyed differently`,
      detail: 'A third person looks at the paper and decides.',
      button: 'Settle',
    }),
    releaseBatches: (count) => ({
      title: `${count} batches keyed, to be counted`,
      detail: 'Complete and compared.',
      button: 'Count them',
    }),
    confirmVoids: (count, since, today) => ({
      title:
        count === 1 ? 'A void request waits for a second person' : `${count} void requests wait for a second person`,
      detail: `Waiting ${sinceEn(since, today)}. Decided by reason, without seeing the answers.`,
      button: 'See request',
    }),
    answerContests: (count, period, since, today) => ({
      title: `${count} contested figures of ${period} wait for an answer`,
      detail: `Sent by an official ${sinceEn(since, today)}. Answer beside the figures, with reasons.`,
      button: 'Answer',
    }),
    figuresDiffer: (period, since) => ({
      title: `The figures of ${period} differ from the ballots`,
      detail: `The recount in the night of ${formatDay(since)} gave other counts. Do not publish yet: ask the administrator of the server to read the log and run “hailong recount”.`,
      button: 'See results',
    }),
    preparePublication: (title, from, by) => ({
      title: `Prepare publication: ${title}`,
      detail:
        by === undefined || by === from
          ? `Published on ${formatDay(from)}.`
          : `Published between ${formatDay(from)} and ${formatDay(by)}.`,
      button: 'Prepare',
    }),
    sendAgain: (title, since, today) => ({
      title: `Send ${title} again`,
      detail: `Returned by the system ${sinceEn(since, today)} so that figures are hidden anew: another unit of the same combined line has published.`,
      button: 'Send again',
    }),
    changeReturned: (title, since, today, note) => ({
      title: `Change ${title} as the head asked`,
      detail: `Returned ${sinceEn(since, today)}: “${note}”`,
      button: 'Change',
    }),
    approvePublication: (title, since, today) => ({
      title: `Approve publication: ${title}`,
      detail: `Waiting for you ${sinceEn(since, today)}.`,
      button: 'Review',
    }),
    awaitingApproval: (title, since, today) => ({
      title: `${title} is not approved`,
      detail: `Sent ${sinceEn(since, today)}. Remind the head.`,
      button: 'See',
    }),
    recordPosting: (title, since) => ({
      title: `Post the notice: ${title}`,
      detail: `Published on ${formatDay(since)}. Print, hang up, record.`,
      button: 'Print and record',
    }),
    sendReport: (title, above) => ({
      title: `Send the report upward: ${title}`,
      detail: `To ${above}.`,
      button: 'Send report',
    }),
  },
  steps: {
    title: 'Steps of the period',
    names: {
      plan: 'Plan approved',
      'dossier-counts': 'Dossier counts entered',
      ballots: 'Enough ballots',
      box: 'Ballot box opened',
      keying: 'Paper keyed',
      voids: 'Voids decided',
      prepare: 'Report sent to the head',
      approve: 'Approved by the head',
      publish: 'Published',
      post: 'Posted at the office',
      report: 'Reported upward',
    },
    states: { done: 'Done', 'under-way': 'Under way', late: 'Late', ahead: 'Ahead' },
    counts: {
      ballots: (count) => `${count} ballots short`,
      keying: (count) => `${count} ballots left`,
      voids: (count) => `${count} requests waiting`,
    },
    by: (day) => `due ${formatDay(day)}`,
  },
};

export const homeText: Translated<typeof vi> = { vi, en };
