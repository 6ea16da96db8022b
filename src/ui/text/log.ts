import { formatDay, parseCalendarDay } from '../../kernel/calendar-day';
import { formatCount } from '../format';
import type { Translated } from '../locale';

/** What an event says. `period` and `periodId` come as words (`Quý I năm 2025`). */
export type LogFacts = Readonly<Record<string, string | number | boolean | null>>;
type Sentence = (facts: LogFacts) => string;

const text = (value: LogFacts[string] | undefined): string =>
  value === null || value === undefined ? '' : String(value);
const day = (value: LogFacts[string] | undefined): string => {
  const parsed = parseCalendarDay(text(value));
  return parsed ? formatDay(parsed) : text(value);
};
const n = (value: LogFacts[string] | undefined): string => formatCount(Number(value ?? 0), 'vi');
const nEn = (value: LogFacts[string] | undefined): string => formatCount(Number(value ?? 0), 'en');
const because = (value: LogFacts[string] | undefined): string => (text(value) === '' ? '' : `: ${text(value)}`);

/** Which types stand behind each filter of the page. */
export const logGroups = {
  plan: [
    'plan-created',
    'plan-amended',
    'plan-draft-saved',
    'plan-draft-discarded',
    'plan-approved',
    'plan-published',
    'plan-difficulty-reported',
    'plan-difficulty-answered',
    'plan-task-completed',
    'questionnaire-saved',
    'dossier-counts-recorded',
  ],
  collection: [
    'ballots-moved',
    'comments-moved',
    'one-time-codes-made',
    'kiosk-registered',
    'kiosk-withdrawn',
    'ballots-imported',
    'period-closed',
  ],
  paper: [
    'print-run-made',
    'copy-master-made',
    'print-run-printed',
    'print-run-printed-again',
    'sheets-copied',
    'sheets-issued',
    'sheets-returned',
    'sheets-spoiled',
    'sheet-movement-corrected',
    'box-opened',
    'box-opening-corrected',
    'keying-batch-opened',
    'second-readings-drawn',
    'keying-batch-released',
    'keying-batch-withdrawn',
    'check-rows-drawn',
    'scanned-batch-released',
  ],
  voids: ['void-requested', 'void-confirmed', 'void-refused'],
  publication: [
    'cut-off-taken',
    'rollups-recounted',
    'grading-figures-recorded',
    'comment-theme-decided',
    'comment-theme-marked',
    'grade-contested',
    'grade-contest-answered',
    'official-grade-rule-decided',
    'rollups-checked',
    'rollups-differ',
    'publication-begun',
    'publication-prepared',
    'publication-approved',
    'publication-returned',
    'snapshot-published',
    'posting-recorded',
    'signed-file-attached',
    'report-sent-upward',
    'window-report-made',
    'units-combined',
  ],
  organisation: [
    'set-up-completed',
    'unit-saved',
    'field-saved',
    'procedure-saved',
    'counter-saved',
    'official-saved',
    'photo-changed',
    'organisation-imported',
    'account-created',
    'account-renamed',
    'roles-changed',
    'account-disabled',
    'account-enabled',
    'password-reset',
    'password-changed',
    'second-step-on',
    'second-step-off',
  ],
} as const;
export type LogGroup = keyof typeof logGroups;
export type LogType = (typeof logGroups)[LogGroup][number];

const reasonsVi: Record<string, string> = {
  duplicate: 'trùng lặp',
  foreign: 'không thuộc đơn vị hoặc kỳ',
  test: 'phiếu thử',
  'closed-period': 'gửi sau khi kỳ đã đóng',
};
const reasonsEn: Record<string, string> = {
  duplicate: 'duplicate',
  foreign: 'foreign',
  test: 'test',
  'closed-period': 'closed period',
};
const channelsVi: Record<string, string> = { paper: 'phiếu trong hòm', interview: 'phiếu phỏng vấn' };

const sentencesVi: Record<LogType, Sentence> = {
  'plan-created': () => 'Lập dự thảo kế hoạch',
  'plan-amended': (f) => `Lập bản sửa đổi kế hoạch, lần ${text(f.version)}${because(f.reason)}`,
  'plan-draft-saved': (f) => `Lưu dự thảo kế hoạch (bản ${text(f.version)})`,
  'plan-draft-discarded': (f) => `Bỏ dự thảo kế hoạch (bản ${text(f.version)})`,
  'plan-approved': (f) => `Phê duyệt kế hoạch${f.number ? ` số ${text(f.number)}` : ''} (bản ${text(f.version)})`,
  'plan-published': (f) => `Công bố kế hoạch (bản ${text(f.version)})`,
  'plan-difficulty-reported': () => 'Báo khó khăn, vướng mắc khi thực hiện kế hoạch',
  'plan-difficulty-answered': () => 'Trả lời khó khăn, vướng mắc',
  'plan-task-completed': () => 'Ghi hoàn thành một việc trong kế hoạch',
  'questionnaire-saved': (f) => `Lưu mẫu phiếu (phiên bản ${text(f.version)})`,
  'dossier-counts-recorded': (f) =>
    `Ghi số hồ sơ đã giải quyết: ${n(f.cells)} ô${Number(f.corrected) > 0 ? `, trong đó sửa ${n(f.corrected)} ô` : ''}`,
  'ballots-moved': (f) => `Chuyển ${n(f.count)} phiếu từ sổ nhận vào bảng phiếu, đã xáo trộn`,
  'comments-moved': (f) => `Chuyển ${n(f.count)} ý kiến bằng chữ, tách khỏi phiếu`,
  'one-time-codes-made': (f) => `Lập ${n(f.count)} mã khảo sát dùng một lần, ${text(f.period)}`,
  'kiosk-registered': (f) => `Đăng ký máy khảo sát “${text(f.name)}”`,
  'kiosk-withdrawn': () => 'Thu hồi máy khảo sát',
  'ballots-imported': (f) =>
    `Nhập ${n(f.ballots)} phiếu từ tệp “${text(f.file)}”${Number(f.skipped) > 0 ? `, bỏ ${n(f.skipped)} dòng bị từ chối` : ''}`,
  'period-closed': (f) => `Đóng ${text(f.period)}: đã công bố, không nhận thêm phiếu giấy và tệp`,
  'print-run-made': (f) =>
    `Lập đợt in số ${text(f.number)} (mã ${text(f.run)}): ${n(f.sheets)} tờ phiếu ${text(f.form)} khổ ${text(f.paper)}, ${text(f.period)}`,
  'copy-master-made': (f) =>
    `Lập bản gốc để photocopy, đợt in số ${text(f.number)} (mã ${text(f.run)}): phiếu ${text(f.form)} khổ ${text(f.paper)}, ${text(f.period)}`,
  'print-run-printed': (f) => `In đợt số ${text(f.number)}`,
  'print-run-printed-again': (f) => `In lại đợt số ${text(f.number)}${because(f.reason)}`,
  'sheets-copied': (f) => `Photocopy ${n(f.sheets)} tờ của đợt in số ${text(f.number)}, ngày ${day(f.day)}`,
  'sheets-issued': (f) =>
    `Phát ${n(f.sheets)} tờ phiếu của đợt in số ${text(f.number)} cho ${text(f.place)}, ngày ${day(f.day)}`,
  'sheets-returned': (f) =>
    `${text(f.place)} trả lại ${n(f.sheets)} tờ phiếu chưa dùng của đợt in số ${text(f.number)}, ngày ${day(f.day)}`,
  'sheets-spoiled': (f) =>
    `${text(f.place)} báo hỏng ${n(f.sheets)} tờ phiếu của đợt in số ${text(f.number)}, ngày ${day(f.day)}`,
  'sheet-movement-corrected': (f) =>
    `Đính chính việc giao nhận phiếu của đợt in số ${text(f.number)} (${text(f.place)}): ${n(f.sheets)} tờ, ngày ${day(f.day)}${because(f.reason)}`,
  'box-opened': (f) =>
    `Mở hòm ${text(f.box)} ngày ${day(f.day)}, ${n(f.people)} người có mặt: ${n(f.sheets)} tờ, ${n(f.spoiled)} tờ không hợp lệ`,
  'box-opening-corrected': (f) =>
    `Đính chính lần mở hòm ${text(f.box)} ngày ${day(f.day)}: ${n(f.sheets)} tờ, ${n(f.spoiled)} tờ không hợp lệ${because(f.reason)}`,
  'keying-batch-opened': (f) =>
    `Lập tập phiếu ${text(f.batch)} (${channelsVi[text(f.channel)] ?? text(f.channel)}): ${n(f.sheets)} tờ, nhập lần hai ${text(f.share)} %${f.reading === 'scanned' ? ', quét bằng máy' : ''}`,
  'second-readings-drawn': (f) => `Chọn ngẫu nhiên ${n(f.sheets)} tờ của tập ${text(f.batch)} để nhập lần hai`,
  'keying-batch-released': (f) =>
    `Đưa tập ${text(f.batch)} vào kết quả: ${n(f.ballots)} phiếu, ${n(f.spoiled)} tờ không hợp lệ; nhập hai lần ${n(f.twice)} tờ, lệch ${n(f.different)}/${n(f.compared)} chỗ${Number(f.byHead) > 0 ? `; Trưởng bộ phận Một cửa tự quyết định ${n(f.byHead)} tờ` : ''}`,
  'check-rows-drawn': (f) =>
    `Quét xong tập ${text(f.batch)}: chọn ngẫu nhiên ${n(f.rows)}/${n(f.of)} dòng máy đã đọc để người đọc lại`,
  'scanned-batch-released': (f) =>
    `Đưa tập quét ${text(f.batch)} vào kết quả: ${n(f.ballots)} phiếu; máy đọc ${n(f.read)} tờ, bỏ ra ${n(f.refused)}, nhập tay ${n(f.keyed)}, thiếu ${n(f.missing)}, trùng ${n(f.duplicates)}${Number(f.copies) > 0 ? `, ${n(f.copies)} tờ từ bản photocopy không phân biệt được với phiếu bỏ thêm` : ''}; ${n(f.doubtful)}/${n(f.rows)} dòng máy chưa chắc; đọc lại ${n(f.checked)} dòng, máy sai ${n(f.wrong)}`,
  'keying-batch-withdrawn': (f) =>
    `Rút tập ${text(f.batch)} (${n(f.sheets)} tờ), lý do: ${reasonsVi[text(f.reason)] ?? text(f.reason)}`,
  'void-requested': (f) =>
    `Đề nghị loại ${n(f.ballots)} phiếu, ${text(f.period)}, lý do: ${reasonsVi[text(f.reason)] ?? text(f.reason)}${because(f.note)}`,
  'void-confirmed': (f) =>
    `Loại ${n(f.ballots)} phiếu, ${text(f.period)}, lý do: ${reasonsVi[text(f.reason)] ?? text(f.reason)}`,
  'void-refused': (f) => `Không loại ${n(f.ballots)} phiếu theo đề nghị, ${text(f.period)}`,
  'cut-off-taken': (f) => `Chốt số liệu đến hết ngày ${day(f.countsUntil)}: ${n(f.ballots)} phiếu`,
  'rollups-recounted': (f) =>
    `Đếm lại từ đầu ${n(f.ballots)} phiếu: ${f.differed ? 'số cũ sai, đã thay' : 'khớp với số đã có'}`,
  'grading-figures-recorded': (f) =>
    `Ghi số liệu xếp loại, ${text(f.period)}: thêm ${n(f.added)} ô, sửa ${n(f.corrected)} ô, rút ${n(f.takenBack)} ô`,
  'comment-theme-decided': (f) =>
    f.retired === true
      ? `Bỏ nhóm ý kiến “${text(f.name)}”, cho kỳ kết thúc từ ngày ${day(f.from)}`
      : `Quyết định từ ngữ của nhóm ý kiến “${text(f.name)}” (${n(f.words)} cụm từ), cho kỳ kết thúc từ ngày ${day(f.from)}`,
  'comment-theme-marked': (f) =>
    `${f.belongs === false ? 'Đưa một ý kiến ra khỏi' : 'Xếp một ý kiến vào'} nhóm “${text(f.name)}”, ${text(f.period)}`,
  'grade-contested': (f) => `Công chức kiến nghị về kết quả của mình, ${text(f.period)}`,
  'grade-contest-answered': () => 'Người đứng đầu trả lời kiến nghị về kết quả của công chức',
  'official-grade-rule-decided': (f) =>
    `Quy định cách đọc mức hài lòng về công chức, áp dụng từ ${day(f.from)}, tối thiểu ${n(f.minimum)} câu trả lời`,
  'rollups-checked': (f) =>
    `Đếm lại ${n(f.ballots)} phiếu của mọi đơn vị: ${f.differing ? `${n(f.differing)} kỳ không khớp` : 'khớp cả'}`,
  'rollups-differ': (f) => `Số đã cộng của ${text(f.periodId)} không khớp với phiếu`,
  'publication-begun': (f) => `Bắt đầu công bố ${text(f.periodId)}${because(f.reason)}`,
  'publication-prepared': (f) => `Trình duyệt công bố ${text(f.periodId)}`,
  'publication-approved': (f) => `Phê duyệt công bố, ngày công bố ${day(f.publishOn)}`,
  'publication-returned': (f) => `Trả lại bản trình công bố${because(f.note)}`,
  'snapshot-published': (f) => `Công bố kết quả ${text(f.periodId)}${f.supersedes ? ' (thay bản trước)' : ''}`,
  'posting-recorded': (f) => `Niêm yết ngày ${day(f.postedOn)} tại ${text(f.place)}`,
  'signed-file-attached': (f) => `Đính kèm bản ký${f.number ? ` số ${text(f.number)}` : ''}`,
  'report-sent-upward': (f) => `Gửi báo cáo lên ${text(f.to)} ngày ${day(f.sentOn)}`,
  'window-report-made': (f) => `Lập báo cáo theo yêu cầu, ${text(f.periodId)}`,
  'units-combined': (f) => `Công bố dòng gộp các đơn vị ít phiếu, ${text(f.periodId)}: ${text(f.units)}`,
  'set-up-completed': () => 'Hoàn tất thiết lập ban đầu',
  'unit-saved': () => 'Lưu thông tin đơn vị',
  'field-saved': () => 'Lưu một lĩnh vực',
  'procedure-saved': () => 'Lưu một thủ tục',
  'counter-saved': () => 'Lưu một quầy',
  'official-saved': () => 'Lưu một công chức',
  'photo-changed': () => 'Đổi ảnh công chức',
  'organisation-imported': () => 'Nhập danh mục tổ chức từ tệp',
  'account-created': () => 'Lập tài khoản',
  'account-renamed': () => 'Đổi tên tài khoản',
  'roles-changed': () => 'Đổi vai trò của tài khoản',
  'account-disabled': () => 'Khóa tài khoản',
  'account-enabled': () => 'Mở lại tài khoản',
  'password-reset': () => 'Đặt lại mật khẩu cho tài khoản',
  'password-changed': () => 'Đổi mật khẩu của mình',
  'second-step-on': () => 'Bật xác thực hai bước',
  'second-step-off': () => 'Tắt xác thực hai bước',
};

const sentencesEn: Record<LogType, Sentence> = {
  'plan-created': () => 'Drafted a plan',
  'plan-amended': (f) => `Drafted amendment ${text(f.version)} of the plan${because(f.reason)}`,
  'plan-draft-saved': (f) => `Saved the draft plan (version ${text(f.version)})`,
  'plan-draft-discarded': (f) => `Discarded the draft plan (version ${text(f.version)})`,
  'plan-approved': (f) => `Approved the plan ${text(f.number)} (version ${text(f.version)})`,
  'plan-published': (f) => `Published the plan (version ${text(f.version)})`,
  'plan-difficulty-reported': () => 'Reported a difficulty with the plan',
  'plan-difficulty-answered': () => 'Answered a difficulty',
  'plan-task-completed': () => 'Completed a task of the plan',
  'questionnaire-saved': (f) => `Saved a questionnaire (version ${text(f.version)})`,
  'dossier-counts-recorded': (f) => `Recorded dossier counts: ${nEn(f.cells)} cells, ${nEn(f.corrected)} corrected`,
  'ballots-moved': (f) => `Moved ${nEn(f.count)} ballots from the journal into the ballot table, shuffled`,
  'comments-moved': (f) => `Moved ${nEn(f.count)} free texts, apart from the ballots`,
  'one-time-codes-made': (f) => `Made ${nEn(f.count)} one-time codes, ${text(f.period)}`,
  'kiosk-registered': (f) => `Registered the kiosk “${text(f.name)}”`,
  'kiosk-withdrawn': () => 'Withdrew a kiosk',
  'ballots-imported': (f) =>
    `Imported ${nEn(f.ballots)} ballots from “${text(f.file)}”, ${nEn(f.skipped)} rejected lines left out`,
  'period-closed': (f) => `Closed ${text(f.period)}: published, takes no more paper or files`,
  'print-run-made': (f) =>
    `Made print run ${text(f.number)} (code ${text(f.run)}): ${nEn(f.sheets)} sheets of form ${text(f.form)} on ${text(f.paper)}, ${text(f.period)}`,
  'copy-master-made': (f) =>
    `Made a copy master, print run ${text(f.number)} (code ${text(f.run)}): form ${text(f.form)} on ${text(f.paper)}, ${text(f.period)}`,
  'print-run-printed': (f) => `Printed run ${text(f.number)}`,
  'print-run-printed-again': (f) => `Printed run ${text(f.number)} again${because(f.reason)}`,
  'sheets-copied': (f) => `Copied ${nEn(f.sheets)} sheets of print run ${text(f.number)} on ${day(f.day)}`,
  'sheets-issued': (f) =>
    `Gave ${nEn(f.sheets)} sheets of print run ${text(f.number)} to ${text(f.place)} on ${day(f.day)}`,
  'sheets-returned': (f) =>
    `${text(f.place)} brought back ${nEn(f.sheets)} unused sheets of print run ${text(f.number)} on ${day(f.day)}`,
  'sheets-spoiled': (f) =>
    `${text(f.place)} spoiled ${nEn(f.sheets)} sheets of print run ${text(f.number)} on ${day(f.day)}`,
  'sheet-movement-corrected': (f) =>
    `Corrected a movement of sheets of print run ${text(f.number)} (${text(f.place)}): ${nEn(f.sheets)} sheets on ${day(f.day)}${because(f.reason)}`,
  'box-opened': (f) =>
    `Opened box ${text(f.box)} on ${day(f.day)}, ${nEn(f.people)} people there: ${nEn(f.sheets)} sheets, ${nEn(f.spoiled)} spoiled`,
  'box-opening-corrected': (f) =>
    `Corrected the opening of box ${text(f.box)} on ${day(f.day)}: ${nEn(f.sheets)} sheets, ${nEn(f.spoiled)} spoiled${because(f.reason)}`,
  'keying-batch-opened': (f) =>
    `Made batch ${text(f.batch)} (${text(f.channel)}): ${nEn(f.sheets)} sheets, ${text(f.share)} % keyed twice`,
  'second-readings-drawn': (f) => `Drew ${nEn(f.sheets)} sheets of batch ${text(f.batch)} for the second entry`,
  'keying-batch-released': (f) =>
    `Released batch ${text(f.batch)}: ${nEn(f.ballots)} ballots, ${nEn(f.spoiled)} spoiled; ${nEn(f.twice)} keyed twice, ${nEn(f.different)} of ${nEn(f.compared)} places differed`,
  'check-rows-drawn': (f) =>
    `Finished scanning batch ${text(f.batch)}: ${nEn(f.rows)} of ${nEn(f.of)} rows that the machine decided drawn to be read again by people`,
  'scanned-batch-released': (f) =>
    `Released scanned batch ${text(f.batch)}: ${nEn(f.ballots)} ballots; ${nEn(f.read)} sheets read, ${nEn(f.refused)} set aside, ${nEn(f.keyed)} keyed, ${nEn(f.missing)} missing, ${nEn(f.duplicates)} duplicates${Number(f.copies) > 0 ? `, ${nEn(f.copies)} photocopies that cannot be told from stuffing` : ''}; ${nEn(f.doubtful)} of ${nEn(f.rows)} rows doubtful; ${nEn(f.checked)} rows read again, ${nEn(f.wrong)} wrong`,
  'keying-batch-withdrawn': (f) =>
    `Withdrew batch ${text(f.batch)} (${nEn(f.sheets)} sheets): ${reasonsEn[text(f.reason)] ?? text(f.reason)}`,
  'void-requested': (f) =>
    `Asked to void ${nEn(f.ballots)} ballots, ${text(f.period)}: ${reasonsEn[text(f.reason)] ?? text(f.reason)}${because(f.note)}`,
  'void-confirmed': (f) =>
    `Voided ${nEn(f.ballots)} ballots, ${text(f.period)}: ${reasonsEn[text(f.reason)] ?? text(f.reason)}`,
  'void-refused': (f) => `Refused to void ${nEn(f.ballots)} ballots, ${text(f.period)}`,
  'cut-off-taken': (f) => `Cut off the count at the end of ${day(f.countsUntil)}: ${nEn(f.ballots)} ballots`,
  'rollups-recounted': (f) =>
    `Recounted ${nEn(f.ballots)} ballots: ${f.differed ? 'the old counts were wrong' : 'equal to the counts'}`,
  'grading-figures-recorded': (f) =>
    `Recorded figures for the grading, ${text(f.period)}: ${nEn(f.added)} added, ${nEn(f.corrected)} corrected, ${nEn(f.takenBack)} taken back`,
  'comment-theme-decided': (f) =>
    f.retired === true
      ? `Retired the theme “${text(f.name)}”, for periods ending from ${day(f.from)}`
      : `Decided the words of the theme “${text(f.name)}” (${nEn(f.words)}), for periods ending from ${day(f.from)}`,
  'comment-theme-marked': (f) =>
    `${f.belongs === false ? 'Took a free text out of' : 'Put a free text into'} the theme “${text(f.name)}”, ${text(f.period)}`,
  'grade-contested': (f) => `An official contested the own figures, ${text(f.period)}`,
  'grade-contest-answered': () => 'The head answered a contest',
  'official-grade-rule-decided': (f) =>
    `Decided how to read the figures of officials, from ${day(f.from)}, at least ${nEn(f.minimum)} answers`,
  'rollups-checked': (f) =>
    `Recounted ${nEn(f.ballots)} ballots of all units: ${f.differing ? `${nEn(f.differing)} periods differ` : 'all equal'}`,
  'rollups-differ': (f) => `The counts of ${text(f.periodId)} differ from the ballots`,
  'publication-begun': (f) => `Began the publication of ${text(f.periodId)}${because(f.reason)}`,
  'publication-prepared': (f) => `Prepared the publication of ${text(f.periodId)}`,
  'publication-approved': (f) => `Approved the publication, for ${day(f.publishOn)}`,
  'publication-returned': (f) => `Returned the publication${because(f.note)}`,
  'snapshot-published': (f) => `Published the results of ${text(f.periodId)}`,
  'posting-recorded': (f) => `Posted on ${day(f.postedOn)} at ${text(f.place)}`,
  'signed-file-attached': (f) => `Attached the signed file ${text(f.number)}`,
  'report-sent-upward': (f) => `Sent the report to ${text(f.to)} on ${day(f.sentOn)}`,
  'window-report-made': (f) => `Made a report on request, ${text(f.periodId)}`,
  'units-combined': (f) => `Released the combined line of small units, ${text(f.periodId)}: ${text(f.units)}`,
  'set-up-completed': () => 'Completed the first set-up',
  'unit-saved': () => 'Saved the unit',
  'field-saved': () => 'Saved a field',
  'procedure-saved': () => 'Saved a procedure',
  'counter-saved': () => 'Saved a counter',
  'official-saved': () => 'Saved an official',
  'photo-changed': () => 'Changed an official’s photo',
  'organisation-imported': () => 'Imported organisation records',
  'account-created': () => 'Created an account',
  'account-renamed': () => 'Renamed an account',
  'roles-changed': () => 'Changed the roles of an account',
  'account-disabled': () => 'Disabled an account',
  'account-enabled': () => 'Enabled an account',
  'password-reset': () => 'Reset a password',
  'password-changed': () => 'Changed the own password',
  'second-step-on': () => 'Switched on the second step',
  'second-step-off': () => 'Switched off the second step',
};

const vi = {
  title: 'Nhật ký',
  lead: 'Mỗi thay đổi của kế hoạch, hòm phiếu, kết quả và công bố được ghi lại ngay khi xảy ra, không sửa hay xóa được. Việc một người dân gửi phiếu thì không ghi, để không ai lần ra được người gửi.',
  all: 'Tất cả',
  filter: 'Lọc theo việc',
  groups: {
    plan: 'Kế hoạch, hồ sơ',
    collection: 'Thu phiếu',
    paper: 'Hòm phiếu, nhập phiếu',
    voids: 'Phiếu bị loại',
    publication: 'Kết quả, công bố',
    organisation: 'Tổ chức, tài khoản',
  },
  time: 'Lúc',
  event: 'Việc',
  who: 'Người làm',
  system: 'Hệ thống',
  unknownPerson: 'Tài khoản đã xóa',
  none: 'Chưa có việc nào được ghi.',
  older: 'Cũ hơn →',
  newest: '← Mới nhất',
  other: (type: string) => `Việc khác (${type})`,
  sentences: sentencesVi,
};

const en: typeof vi = {
  title: 'Log',
  lead: 'Every change of plan, box, result and publication is recorded as it happens and cannot be changed or deleted. A citizen sending a ballot is not recorded, so that nobody can be traced.',
  all: 'All',
  filter: 'Filter',
  groups: {
    plan: 'Plan, dossiers',
    collection: 'Collection',
    paper: 'Boxes, keying',
    voids: 'Voided ballots',
    publication: 'Results, publication',
    organisation: 'Organisation, accounts',
  },
  time: 'Time',
  event: 'Event',
  who: 'By',
  system: 'System',
  unknownPerson: 'Unknown account',
  none: 'Nothing recorded yet.',
  older: 'Older →',
  newest: '← Newest',
  other: (type) => `Other event (${type})`,
  sentences: sentencesEn,
};

export const logText: Translated<typeof vi> = { vi, en };

/** One readable sentence for an event; a type nobody described yet is named as it is. */
export function logSentence(type: string, facts: LogFacts, locale: keyof typeof logText): string {
  const texts = logText[locale];
  const sentence = (texts.sentences as Record<string, Sentence | undefined>)[type];
  return sentence ? sentence(facts) : texts.other(type);
}
