import type { Actor } from '../../organisation/actor';
import type { ActionContext } from '../../platform/action-context';
import { approvePublication } from '../../publication/actions/decide-publication.server';
import { beginPublication } from '../../publication/actions/begin-publication.server';
import { editDraft } from '../../publication/actions/edit-draft.server';
import { preparePublication } from '../../publication/actions/prepare-publication.server';
import { publishDue } from '../../publication/actions/publish-due.server';
import { recordPosting } from '../../publication/actions/record-posting.server';
import { recordUpwardReport } from '../../publication/actions/record-upward-report.server';
import type { SnapshotReport } from '../../publication/snapshot';
import { draftOf } from '../../publication/store.server';
import { done } from './collect';
import { communeCode, known } from './people-and-place';

/** What the clerk writes where the draft only asks; in turn, so that no two places read the same. */
const causes = [
  'giấy tờ về đất phải đối chiếu với hồ sơ địa chính cũ nên nhiều trường hợp phải bổ sung; đã đối chiếu sổ tiếp nhận hồ sơ',
  'chưa phân công người trả lời góp ý, phản ánh trong ngày; đã kiểm tra sổ góp ý',
  'máy lấy số và máy tính tra cứu hỏng vài lần vào giờ cao điểm; đã kiểm tra biên bản bảo trì',
];
const measures = [
  'lập danh mục giấy tờ mẫu cho từng thủ tục, dán tại quầy; công chức tại quầy chủ trì; xong trong quý tới',
  'phân công công chức Văn phòng – Thống kê trả lời góp ý trong 5 ngày làm việc; thực hiện ngay',
  'sửa máy lấy số, bố trí người hướng dẫn sáng thứ Hai; bộ phận một cửa chủ trì; xong trong tháng',
];

function filled(report: SnapshotReport): SnapshotReport {
  let turn = 0;
  const sections = report.sections.map((section) => {
    const words = section.id === 'measures' ? measures : causes;
    const text = section.text.replace(/\[[^[\]\n]{3,}\]/g, () =>
      section.id === 'proposals' ? 'Không.' : (words[turn++ % words.length] ?? ''),
    );
    return { ...section, text };
  });
  return { ...report, sections };
}

export interface PublicationRound {
  readonly planId: string;
  readonly periodId: string;
  readonly number: number;
  readonly clerk: Actor;
  readonly head: Actor;
  readonly publicUrl: string;
}

/** The clerk prepares and writes the missing words, the head approves, the system publishes; posted and sent up the same day. */
export async function publishQuarter(ctx: ActionContext, round: PublicationRound): Promise<string> {
  const { planId, periodId, clerk, head } = round;
  const wanted = { planId, periodId, kind: 'regular' } as const;
  const publicationId = done(await beginPublication(ctx, clerk, communeCode, wanted));
  const draft = known(await draftOf(ctx.db, communeCode, publicationId), 'draft');
  const report = filled(draft.report);
  const issuance = { ...report.issuance, number: round.number, date: ctx.clock.today() };
  done(await editDraft(ctx, clerk, communeCode, publicationId, { ...report, issuance }));
  const seen = done(await preparePublication(ctx, clerk, communeCode, publicationId, round.publicUrl));
  done(await approvePublication(ctx, head, communeCode, { publicationId, seen, when: 'at-once' }));
  await publishDue(ctx);
  done(
    await recordPosting(ctx, clerk, communeCode, {
      publicationId,
      postedOn: ctx.clock.today(),
      postedBy: 'Trần Thị Mai',
      place: 'Bảng niêm yết tại Bộ phận Tiếp nhận và Trả kết quả',
      photo: undefined,
    }),
  );
  const sentUp = {
    subjectId: seen,
    sentOn: ctx.clock.today(),
    officialNumber: `${round.number}/BC-UBND`,
    sentHow: 'Trục liên thông văn bản',
  };
  done(await recordUpwardReport(ctx, clerk, communeCode, sentUp));
  return publicationId;
}
