import type { Translated } from '../locale';

const vi = {
  title: 'Đo lường sự hài lòng của người dân',
  hero: 'Ông/Bà hài lòng đến đâu? Một câu trả lời mà ai cũng tin được.',
  lead: 'Hài Lòng giúp xã, phường và tỉnh lập kế hoạch khảo sát, thu phiếu kín, tính chỉ số hài lòng và công bố đúng ngày, kèm cách tính và sai số.',
  promises: [
    {
      title: 'Không ai biết ai đã trả lời gì',
      text: 'Phiếu không ghi tên, số điện thoại, thiết bị hay giờ gửi. Phiếu được trộn lẫn trước khi lưu; nhóm dưới 5 phiếu không được công bố.',
    },
    {
      title: 'Không ai sửa, thêm, bớt phiếu mà không bị thấy',
      text: 'Phiếu đã nhận không sửa, không xóa được. Phiếu không hợp lệ phải do hai người loại, có lý do, và được công bố công khai.',
    },
  ],
  doors: {
    citizen: {
      title: 'Người dân đánh giá',
      text: 'Quét mã QR tại bộ phận một cửa, hoặc nhập mã ngắn của nơi Ông/Bà đã làm thủ tục.',
      label: 'Mã nơi làm thủ tục',
      hint: 'In dưới mã QR, ví dụ huong-tra',
      button: 'Mở phiếu',
      code: 'Có mã một lần? Nhập tại đây',
    },
    portal: {
      title: 'Xem kết quả công khai',
      text: 'Chỉ số, số phiếu, khoảng tin cậy, thông báo và báo cáo của từng đơn vị, từng kỳ; tải về để tự tính lại.',
      button: 'Xem kết quả',
    },
    office: {
      title: 'Cán bộ làm việc',
      text: 'Lập kế hoạch, nhập hồ sơ, thu phiếu, tổng hợp, duyệt và công bố. Vào là thấy ngay việc đến hạn.',
      button: 'Đăng nhập',
    },
  },
  stepsTitle: 'Một quý diễn ra như thế nào',
  steps: [
    { title: 'Bằng điện thoại', text: 'Quét mã QR, trả lời cả khi đã rời trụ sở. Mất mạng thì phiếu tự gửi sau.' },
    { title: 'Tại quầy', text: 'Máy tính bảng có hình cán bộ, mặt cười to, tự xóa câu trả lời khi xong.' },
    { title: 'Phiếu giấy', text: 'Hòm khóa, mở trước người chứng kiến; người thứ hai nhập lại để so.' },
    {
      title: 'Chỉ số',
      text: 'Tính ngay, kèm số phiếu và khoảng tin cậy 95 %. Thủ trưởng xem đúng bản sẽ công bố rồi mới duyệt.',
    },
    { title: 'Công bố', text: 'Đúng ngày trong kế hoạch: trang công khai, thông báo niêm yết, báo cáo cấp trên.' },
  ],
  latestTitle: 'Vừa công bố',
  latest: {
    publishedOn: 'công bố ngày',
    interval: 'Tỷ lệ hài lòng; khoảng tin cậy 95 %:',
    answers: 'người trả lời',
    hidden: 'Ít hơn 5 phiếu: không công bố con số.',
  },
  demo: {
    title: 'Xem thử trong một phút',
    text: 'Đây là xã Hương Trà mô phỏng: ba quý đã công bố, quý IV đang thu phiếu. Hãy lần lượt thử:',
    tour: {
      citizen: 'Làm người dân: gửi một phiếu',
      portal: 'Xem kết quả đã công bố',
      clerk: 'Làm văn phòng: xem việc đến hạn và chỉ tiêu phiếu',
      head: 'Làm chủ tịch: xem và duyệt',
      observer: 'Làm người giám sát: xem mọi bước, không sửa được gì',
    },
    people: 'Đăng nhập nhanh (chỉ có ở bản minh họa)',
    password: 'Mật khẩu chung của mọi tài khoản minh họa: {password}',
    roles: {
      'compiling-clerk': 'Văn phòng – Thống kê',
      head: 'Chủ tịch UBND xã',
      'one-stop-head': 'Trưởng bộ phận một cửa',
      keyer: 'Người nhập phiếu',
      'one-stop-official': 'Cán bộ một cửa',
      'working-group': 'Tổ công tác',
      observer: 'Mặt trận Tổ quốc (giám sát)',
      superior: 'Cấp trên (tỉnh)',
      administrator: 'Quản trị tài khoản',
    } as Readonly<Record<string, string>>,
  },
};

const en: typeof vi = {
  title: 'Measuring citizen satisfaction',
  hero: 'How satisfied are you? An answer everyone can believe.',
  lead: 'Hài Lòng helps communes, wards and provinces plan a survey, collect secret ballots, compute the satisfaction index and publish it on the day, with its method and margin of error.',
  promises: [
    {
      title: 'Nobody can learn who answered what',
      text: 'A ballot holds no name, phone number, device or time. Ballots are mixed before they are stored; groups under 5 ballots are not published.',
    },
    {
      title: 'Nobody can change, add or lose a ballot unseen',
      text: 'An accepted ballot cannot be changed or deleted. An invalid ballot is left out by two people, with a reason, and that is published too.',
    },
  ],
  doors: {
    citizen: {
      title: 'Citizens: rate a service',
      text: 'Scan the QR code at the one-stop office, or type its short code.',
      label: 'Office code',
      hint: 'Printed under the QR code, e.g. huong-tra',
      button: 'Open the form',
      code: 'Have a one-time code? Enter it here',
    },
    portal: {
      title: 'Published results',
      text: 'Index, number of ballots, interval, notice and report of every unit and period; download and recompute.',
      button: 'See results',
    },
    office: {
      title: 'Officials',
      text: 'Plan, enter dossiers, collect, compile, approve and publish. What is due comes first.',
      button: 'Sign in',
    },
  },
  stepsTitle: 'How a quarter goes',
  steps: [
    {
      title: 'By phone',
      text: 'Scan the QR code, answer even after leaving the office. Without a network the ballot is sent later.',
    },
    {
      title: 'At the counter',
      text: 'A tablet with the official’s picture and big faces; it forgets the answers when done.',
    },
    { title: 'On paper', text: 'A locked box, opened before witnesses; a second person keys again to compare.' },
    {
      title: 'Index',
      text: 'Computed at once, with number of ballots and 95 % interval. The head sees exactly what will be published.',
    },
    { title: 'Publication', text: 'On the plan’s day: public page, posted notice, report upward.' },
  ],
  latestTitle: 'Just published',
  latest: {
    publishedOn: 'published',
    interval: 'Satisfied share; 95 % interval:',
    answers: 'answers',
    hidden: 'Fewer than 5 ballots: no figure is published.',
  },
  demo: {
    title: 'See it in one minute',
    text: 'This is a simulated Hương Trà commune: three quarters published, the fourth under way. Try in turn:',
    tour: {
      citizen: 'Be a citizen: send a ballot',
      portal: 'See published results',
      clerk: 'Be the clerk: what is due, and the quota',
      head: 'Be the head: look and approve',
      observer: 'Be the observer: see every step, change nothing',
    },
    people: 'Quick sign-in (living example only)',
    password: 'Password of every example account: {password}',
    roles: {
      'compiling-clerk': 'Compiling clerk',
      head: 'Head of the commune',
      'one-stop-head': 'Head of the one-stop office',
      keyer: 'Keyer',
      'one-stop-official': 'One-stop official',
      'working-group': 'Working group',
      observer: 'Observer (Fatherland Front)',
      superior: 'Superior office (province)',
      administrator: 'Account administrator',
    },
  },
};

export const startText: Translated<typeof vi> = { vi, en };
