import type { Questionnaire, RespondentQuestion } from './questionnaire';

/**
 * The free texts "Ý kiến khác" and "Sáng kiến, kiến nghị" end every form and are added by the room collection.
 * Wordings of the official forms: never edited, not even their slips. A unit that wants other words copies the form.
 */
const overall = { id: 'overall', text: 'Nhìn chung, Ông/Bà có hài lòng với sự phục vụ của cơ quan không?' } as const;

/** Every question about the respondent that the official forms know; each may be left out by every citizen. */
export const respondentCatalogue: readonly RespondentQuestion[] = [
  { id: 'gender', text: 'Giới tính', options: ['Nam', 'Nữ'], sensitive: false },
  { id: 'age', text: 'Độ tuổi', options: ['18–24', '25–34', '35–49', '50–60', 'Trên 60'], sensitive: false },
  { id: 'ethnicity', text: 'Dân tộc', options: ['Kinh', 'Khác'], sensitive: true },
  {
    id: 'education',
    text: 'Trình độ',
    options: ['Tiểu học', 'THCS', 'THPT', 'Dạy nghề, trung cấp, cao đẳng', 'Đại học, trên đại học', 'Khác'],
    sensitive: false,
  },
  {
    id: 'occupation',
    text: 'Nghề nghiệp',
    options: [
      'Nghỉ hưu',
      'Không đi làm (ở nhà)',
      'Công việc tự do',
      'Sinh viên',
      'Làm việc tại tổ chức, doanh nghiệp lĩnh vực tư',
      'Làm việc tại cơ quan, tổ chức, doanh nghiệp lĩnh vực công',
      'Khác',
    ],
    sensitive: false,
  },
  { id: 'residence', text: 'Nơi sinh sống', options: ['Đô thị', 'Nông thôn'], sensitive: false },
  { id: 'respondent-kind', text: 'Người trả lời', options: ['Cá nhân', 'Đại diện tổ chức'], sensitive: false },
];

/** Asked unless a unit says otherwise: all but the sensitive ones. */
const usualRespondent = respondentCatalogue.filter(({ sensitive }) => !sensitive);

export const questionnaireA: Questionnaire = {
  id: 'A',
  version: 1,
  title: 'Phiếu khảo sát mức độ hài lòng cấp xã (21 tiêu chí SIPAS)',
  source: 'Phụ lục Kế hoạch số 10/KH-UBND ngày 30/01/2023 của UBND xã An Mỹ (bộ tiêu chí SIPAS cấp xã)',
  scale: 'five',
  scaleOrder: 'ascending',
  factors: [
    {
      id: 'I',
      title: 'Tiếp cận dịch vụ',
      items: [
        {
          id: 'I.1',
          text: 'Trụ sở cơ quan tiếp nhận hồ sơ, trả kết quả gọn gàng, sạch sẽ, có biển hiệu, hướng dẫn rõ ràng dễ thấy',
        },
        { id: 'I.2', text: 'Trang thiết bị phục vụ người dân, tổ chức đầy đủ, dễ sử dụng' },
      ],
    },
    {
      id: 'II',
      title: 'Thủ tục hành chính',
      items: [
        { id: 'II.1', text: 'Quy định TTHC được niêm yết công khai dễ thấy, đầy đủ, dễ hiểu' },
        { id: 'II.2', text: 'Thành phần hồ sơ được yêu cầu nộp là đúng quy định' },
        { id: 'II.3', text: 'Mức phí/ lệ phí được yêu cầu nộp là đúng quy định' },
        { id: 'II.4', text: 'Thời hạn giải quyết TTHC là đúng quy định' },
      ],
    },
    {
      id: 'III',
      title: 'Công chức giải quyết TTHC',
      items: [
        { id: 'III.1', text: 'Công chức có thái độ giao tiếp lịch sự' },
        { id: 'III.2', text: 'Công chức chăm chú lắng nghe câu hỏi, ý kiến' },
        { id: 'III.3', text: 'Công chức trả lời, giải thích câu hỏi ý kiến đầy đủ' },
        { id: 'III.4', text: 'Công chức hướng dẫn kê khai hồ sơ dễ hiểu' },
        { id: 'III.5', text: 'Công chức hướng dẫn kê khai hồ sơ một lần là có thể hoàn thiện hồ sơ' },
        { id: 'III.6', text: 'Công chức giải quyết công việc đúng quy định' },
        { id: 'III.7', text: 'Công chức tận tình giúp đỡ' },
      ],
    },
    {
      id: 'IV',
      title: 'Kết quả giải quyết TTHC',
      items: [
        { id: 'IV.1', text: 'Kết quả phù hợp với quy định' },
        { id: 'IV.2', text: 'Kết quả có thông tin đầy đủ' },
        { id: 'IV.3', text: 'Kết quả có thông tin chính xác' },
        { id: 'IV.4', text: 'Kết quả đảm bảo tính công bằng' },
      ],
    },
    {
      id: 'V',
      title: 'Tiếp nhận, xử lý các góp ý, phản ánh, kiến nghị',
      items: [
        { id: 'V.1', text: 'Cơ quan có bố trí hình thức tiếp nhận góp ý, phản ánh, kiến nghị' },
        { id: 'V.2', text: 'Dễ dàng thực hiện góp ý, phản ánh, kiến nghị' },
        { id: 'V.3', text: 'Cơ quan tiếp nhận và xử lý tích cực các góp ý, phản ánh, kiến nghị' },
        { id: 'V.4', text: 'Cơ quan thông báo kịp thời kết quả xử lý các ý kiến góp ý, phản ánh kiến nghị' },
      ],
    },
  ],
  overall,
  questions: [],
  respondent: usualRespondent,
};

export const questionnaireB: Questionnaire = {
  id: 'B',
  version: 1,
  title: 'Phiếu khảo sát của Bộ Nội vụ giai đoạn 2023–2026, phần dịch vụ (19 tiêu chí)',
  source: 'Mẫu phiếu kèm Quyết định số 1001/QĐ-BNV ngày 11/12/2023 của Bộ Nội vụ (bản chép lại của bên thứ ba)',
  scale: 'five',
  scaleOrder: 'ascending',
  factors: [
    {
      id: 'I',
      title: 'Tiếp cận',
      items: [
        {
          id: '1',
          text: 'Cơ quan cung cấp thông tin về việc giải quyết thủ tục hành chính theo nhiều hình thức, dễ tiếp cận, dễ hiểu đối với mọi người dân',
        },
        {
          id: '2',
          text: 'Trụ sở cơ quan tiếp nhận hồ sơ, trả kết quả giải quyết TTHC có biển hiệu, hướng dẫn rõ ràng, dễ thấy',
        },
        { id: '3', text: 'Trụ sở cơ quan tiếp nhận hồ sơ, trả kết quả sạch sẽ, văn minh' },
        {
          id: '4',
          text: 'Trang thiết bị phục vụ người dân đầy đủ, chất lượng tốt, giúp người dân giải quyết công việc dễ dàng hơn',
        },
      ],
    },
    {
      id: 'II',
      title: 'Thủ tục',
      items: [
        { id: '5', text: 'Quy định TTHC được niêm yết công khai tại trụ sở dễ thấy, dễ hiểu' },
        { id: '6', text: 'Thành phần hồ sơ người dân phải nộp là đúng quy định' },
        { id: '7', text: 'Mức phí/lệ phí người dân phải nộp là đúng quy định' },
        { id: '8', text: 'Thời hạn giải quyết TTHC cho người dân là đúng quy định' },
      ],
    },
    {
      id: 'III',
      title: 'Công chức trực tiếp giải quyết công việc',
      items: [
        { id: '9', text: 'Công chức có thái độ giao tiếp lịch sự, tôn trọng đối với người dân' },
        { id: '10', text: 'Công chức cung cấp thông tin, trả lời kịp thời, đầy đủ các câu hỏi, ý kiến của người dân' },
        {
          id: '11',
          text: 'Công chức hướng dẫn hồ sơ dễ hiểu, đảm bảo người dân có thể hoàn thiện hồ sơ sau một lần hướng dẫn',
        },
        { id: '12', text: 'Công chức tuân thủ đúng quy định trong giải quyết công việc cho người dân' },
        { id: '13', text: 'Công chức tận tình đối với người dân trong quá trình giải quyết công việc' },
      ],
    },
    {
      id: 'IV',
      title: 'Kết quả',
      items: [
        { id: '14', text: 'Kết quả được trả đúng hẹn' },
        { id: '15', text: 'Kết quả có thông tin đầy đủ, chính xác' },
        { id: '16', text: 'Kết quả đảm bảo tính công bằng' },
      ],
    },
    {
      id: 'V',
      title: 'Phản ánh, kiến nghị',
      items: [
        {
          id: '17',
          text: 'Cơ quan có bố trí hình thức tiếp nhận phản ánh, kiến nghị, giúp người dân phản ánh, kiến nghị dễ dàng',
        },
        { id: '18', text: 'Cơ quan tiếp nhận, xử lý phản ánh, kiến nghị của người dân đúng quy định' },
        { id: '19', text: 'Cơ quan thông báo kết quả xử lý phản ánh kiến nghị cho người dân kịp thời' },
      ],
    },
  ],
  overall,
  questions: [],
  respondent: usualRespondent,
};

export const questionnaireC: Questionnaire = {
  id: 'C',
  version: 1,
  title: 'Phiếu ngắn tại quầy (9 tiêu chí)',
  source: 'Phiếu đánh giá tại quầy của một phường, năm 2026',
  scale: 'five',
  scaleOrder: 'ascending',
  factors: [
    {
      id: 'I',
      title: 'Công chức giải quyết TTHC',
      items: [
        { id: '1', text: 'Công chức có thái độ giao tiếp lịch sự' },
        { id: '2', text: 'Công chức trả lời, giải thích, hướng dẫn kê khai hồ sơ tận tình, chu đáo, dễ hiểu' },
        { id: '3', text: 'Công chức tuân thủ đúng quy định trong giải quyết công việc' },
      ],
    },
    {
      id: 'II',
      title: 'Kết quả giải quyết TTHC',
      items: [
        { id: '4', text: 'Kết quả mà Ông/Bà nhận được là đúng quy định' },
        { id: '5', text: 'Kết quả có thông tin đầy đủ, chính xác' },
      ],
    },
    {
      id: 'III',
      title: 'Tiếp nhận, xử lý các góp ý, phản ánh, kiến nghị',
      items: [
        { id: '6', text: 'Cơ quan có bố trí hình thức tiếp nhận góp ý, phản ánh, kiến nghị của Ông/Bà' },
        { id: '7', text: 'Dễ dàng thực hiện góp ý, phản ánh, kiến nghị của Ông/Bà' },
        { id: '8', text: 'Cơ quan tiếp nhận và xử lý tích cực các góp ý, phản ánh, kiến nghị của Ông/Bà' },
        { id: '9', text: 'Cơ quan thông báo kịp thời kết quả xử lý các ý kiến góp ý, phản ánh kiến nghị của Ông/Bà' },
      ],
    },
  ],
  overall,
  questions: [],
  respondent: [],
};

/**
 * What citizens can say of the facts that indices 1, 3, 4 and 7 of Thông tư 01/2018/TT-VPCP score. The wording is ours [D]: the
 * text of a form was not at hand. Answers are counted and grade nobody: index 1 is measured against the time the law allows,
 * and in index 7 only a complaint that was upheld takes points.
 */
export const questionnaireD: Questionnaire = {
  id: 'D',
  version: 1,
  title: 'Phiếu đánh giá việc giải quyết hồ sơ',
  source:
    'Câu hỏi soạn theo chỉ số 1, 3, 4 và 7 của Thông tư số 01/2018/TT-VPCP; không phải mẫu của văn bản, dùng theo lựa chọn của đơn vị',
  scale: 'three',
  scaleOrder: 'ascending',
  factors: [],
  overall,
  questions: [
    {
      id: 'D1',
      kind: 'single',
      text: 'So với giấy hẹn, hồ sơ của Ông/Bà được trả kết quả lúc nào?',
      options: ['Sớm hơn hẹn', 'Đúng hẹn', 'Trễ hẹn'],
      notApplicable: false,
    },
    {
      id: 'D3',
      kind: 'single',
      text: 'Ông/Bà phải quay lại bao nhiêu lần để hoàn thiện hồ sơ?',
      options: ['Không phải quay lại', '1 lần', 'Từ 2 lần trở lên'],
      notApplicable: false,
    },
    {
      id: 'D4',
      kind: 'single',
      text: 'Ngoài nơi nộp hồ sơ, Ông/Bà phải liên hệ thêm bao nhiêu cơ quan?',
      options: ['Không cơ quan nào', '1 cơ quan', 'Từ 2 cơ quan trở lên'],
      notApplicable: false,
    },
    {
      id: 'D7',
      kind: 'single',
      text: 'Ông/Bà có điều gì phải phản ánh về thái độ phục vụ của công chức không?',
      options: ['Không có', 'Có'],
      notApplicable: false,
    },
  ],
  respondent: [],
};

export const builtInQuestionnaires: readonly Questionnaire[] = [
  questionnaireA,
  questionnaireB,
  questionnaireC,
  questionnaireD,
];

/** Built-in forms are the same for every unit and fixed from the start. */
export function builtInQuestionnaire(id: string, version: number): Questionnaire | undefined {
  return builtInQuestionnaires.find((each) => each.id === id && each.version === version);
}
