import type { Comment } from '../../collection/ballot';
import { foldDiacritics } from '../../kernel/vietnamese-text';
import type { Chance } from '../../kernel/random';

/**
 * What visitors of the example write: invented, in the manner of real offices. Some name an official or leave a telephone
 * number (0900 numbers are nobody's), as people do though the form asks them not to.
 */
const glad = [
  'Cán bộ hướng dẫn nhiệt tình, dễ hiểu.',
  'Làm giấy khai sinh cho cháu nhanh hơn hẹn một ngày.',
  'Bà con được hướng dẫn nộp hồ sơ trên điện thoại, rất tiện.',
  'Phòng làm việc sạch sẽ, có nước uống.',
  'Cảm ơn chị Lan đã giúp tôi viết lại tờ khai.',
  'Cán bộ vui vẻ, nói tiếng Cor với bà con nên dễ hiểu.',
  'Không phải chờ lâu như mọi năm.',
  'Chứng thực bản sao xong trong mười phút, rất nhanh.',
  'Mọi thứ đều tốt, không có ý kiến gì thêm.',
  'Nhân viên lịch sự, chào hỏi người lớn tuổi.',
  'Trả kết quả đúng hẹn, có tin nhắn báo trước.',
  'Cán bộ tận tình, hướng dẫn một lần là xong hồ sơ.',
  'Được miễn phí bản sao cho hộ nghèo, xin cảm ơn.',
  'Tôi hài lòng.',
  'Anh Trung xuống tận nhà xem đất giúp, cảm ơn xã.',
  'Có ghế ngồi, có quạt mát, bà con đỡ mệt.',
] as const;
const cross = [
  'Phải đi lại ba lần mới đủ giấy tờ về đất.',
  'Máy lấy số hay hỏng, nên có người chỉ dẫn buổi sáng thứ Hai.',
  'Góp ý từ tháng trước chưa thấy trả lời.',
  'Mong cán bộ giải thích rõ vì sao hồ sơ bị trả lại.',
  'Đường dây nóng gọi không có người nghe.',
  'Chờ lâu quá, từ 7 giờ đến gần 10 giờ mới tới lượt.',
  'Hồ sơ đất hẹn 20 ngày mà quá hạn hơn một tháng chưa có kết quả.',
  'Cán bộ quầy 2 chưa được nhiệt tình, vừa làm vừa nghe điện thoại.',
  'Lệ phí thu bao nhiêu không thấy niêm yết, cũng không có biên lai.',
  'Nộp trực tuyến khó quá, tài khoản VNeID của tôi đăng nhập không được.',
  'Phòng chờ chật, nóng quá, thiếu ghế cho người già.',
  'Giấy khai sinh ghi sai tên mẹ, phải làm lại.',
  'Nhà ở xa hơn 15 cây số, đi lại nhiều lần tốn tiền xe.',
  'Đến 4 giờ chiều không có ai ở quầy đất đai.',
  'Mạng yếu, cán bộ bảo về mai quay lại.',
  'Thủ tục trợ cấp khuyết tật rườm rà, mẹ tôi già yếu không đi được.',
  'Gọi cho tôi theo số 0900 123 456 để giải thích hồ sơ.',
  'Chú Trung trả lời khó chịu khi tôi hỏi lại.',
  'Không có chỗ để xe, trời mưa ướt hết.',
  'Đường vào trụ sở đang làm, xe máy không vào được.',
  'Đường vào trụ sở nhiều ổ gà, bảng hiệu bị khuất.',
  'Biểu mẫu chữ nhỏ, người lớn tuổi khó đọc.',
  'Xác nhận nguồn gốc đất năm 2019-2024 mà phải bổ sung hồ sơ hai lần.',
] as const;
const proposals = [
  'Nên làm việc thêm sáng thứ Bảy cho người đi làm công ty.',
  'Đề nghị có người hướng dẫn nộp trực tuyến ngay tại thôn.',
  'Nên nhắn tin Zalo khi có kết quả để dân khỏi đi lại.',
  'Xin bố trí thêm cán bộ ở quầy đất đai.',
  'Nên trả kết quả tại nhà văn hóa thôn cho bà con ở xa.',
  'Đề nghị niêm yết bằng chữ to và bằng tiếng Cor.',
  'Cho thanh toán lệ phí bằng quét mã.',
  'Nên có lối đi cho xe lăn.',
  'Đề nghị nhà văn hóa thôn có mạng để dân nộp hồ sơ.',
] as const;

/** As people type: some without diacritics, some all in small letters, some with the tone on the other vowel. */
function asTyped(text: string, chance: Chance): string {
  const manner = chance(100);
  if (manner < 14) return foldDiacritics(text);
  if (manner < 30) return text.toLocaleLowerCase('vi').replace(/\.$/, '');
  if (manner < 40) return text.replaceAll('óa', 'oá').replaceAll('úy', 'uý').replaceAll('Quý', 'Qúy');
  return text;
}

function pick(texts: readonly string[], chance: Chance): string {
  return texts[chance(texts.length)] ?? '';
}

/** Free text of a ballot by its overall answer; few write anything, some two sentences, some a proposal beside it. */
export function commentsOf(overall: number, chance: Chance): Comment[] {
  if (chance(100) >= 13) return [];
  const texts = overall >= 4 ? glad : cross;
  const [first, second] = [pick(texts, chance), pick(texts, chance)];
  const body = chance(4) === 0 && second !== first ? `${first} ${second}` : first;
  const comments = [{ questionId: 'other-opinion', body: asTyped(body, chance) }];
  return chance(4) === 0
    ? [...comments, { questionId: 'proposal', body: asTyped(pick(proposals, chance), chance) }]
    : comments;
}
