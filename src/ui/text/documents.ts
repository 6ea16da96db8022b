import type { Translated } from '../locale';

interface Place {
  readonly place: string;
}

const vi = {
  downloadPdf: 'Tải bản PDF để in',
  beforeSigning: 'Thể thức văn bản còn điểm cần xem lại trước khi ký:',
  place: (place: string): string => (place === 'body' ? 'phần nội dung' : `Phụ lục ${place.replace('appendix-', '')}`),
  problems: {
    'agency-missing': () => 'Chưa có tên cơ quan ban hành. Nhập tên cơ quan ở phần đầu văn bản.',
    'subject-missing': () => 'Chưa có trích yếu nội dung. Nhập một câu ngắn nói văn bản về việc gì.',
    'signer-office-missing': () =>
      'Chưa có chức vụ người ký. Nhập thẩm quyền và chức vụ, ví dụ “TM. ỦY BAN NHÂN DÂN”, “CHỦ TỊCH”.',
    'signer-name-missing': () =>
      'Chưa có họ tên người ký. Văn bản in ra để trống chỗ này; nhập họ tên trước khi trình ký.',
    'recipients-missing': () => 'Chưa có nơi nhận. Nhập ít nhất một nơi nhận; dòng “Lưu: VT” được thêm sẵn.',
    'number-not-positive': ({ number }: { readonly number: number }) =>
      `Số văn bản ${number} không hợp lệ. Nhập số nguyên từ 1, hoặc để trống cho văn thư ghi.`,
    'body-empty': () => 'Văn bản chưa có nội dung.',
    'closing-text-missing': () => 'Văn bản kết thúc bằng bảng hoặc hình. Thêm câu kết thúc để có dấu “./.”.',
    'heading-empty': ({ place }: Place) => `Có đề mục không có tên ở ${vi.place(place)}. Nhập tên hoặc bỏ đề mục.`,
    'heading-level-skipped': ({ place, heading }: Place & { readonly heading: string }) =>
      `Đề mục “${heading}” ở ${vi.place(place)} nhảy cấp. Dùng lần lượt I., 1., a).`,
    'section-empty': ({ place, heading }: Place & { readonly heading: string }) =>
      `Đề mục “${heading}” ở ${vi.place(place)} chưa có nội dung. Viết nội dung hoặc ghi “Không”.`,
    'table-too-wide': ({ place, columns }: Place & { readonly columns: number }) =>
      `Bảng ${columns} cột ở ${vi.place(place)} quá rộng, chữ sẽ khó đọc. Chuyển bảng sang phụ lục trang ngang hoặc bớt cột.`,
    'table-row-width': ({
      place,
      row,
      cells,
      columns,
    }: Place & { readonly row: number; readonly cells: number; readonly columns: number }) =>
      `Dòng ${row} của bảng ở ${vi.place(place)} có ${cells} ô, bảng có ${columns} cột. Sửa lại cho khớp.`,
    'figure-without-words': ({ place }: Place) =>
      `Biểu đồ ở ${vi.place(place)} chưa có lời mô tả cho người không xem được hình.`,
  },
};

const en: typeof vi = {
  downloadPdf: 'Download as PDF for printing',
  beforeSigning: 'Before signing, the form of the paper needs a second look:',
  place: (place: string): string => (place === 'body' ? 'the body' : `appendix ${place.replace('appendix-', '')}`),
  problems: {
    'agency-missing': () => 'The issuing agency is missing. Enter its name at the head of the paper.',
    'subject-missing': () => 'The subject is missing. Say in one short line what the paper is about.',
    'signer-office-missing': () => 'The office of the signer is missing, such as “TM. ỦY BAN NHÂN DÂN”, “CHỦ TỊCH”.',
    'signer-name-missing': () =>
      'The name of the signer is missing. It is left blank in print; enter it before signing.',
    'recipients-missing': () => 'No recipient is named. Name at least one; “Lưu: VT” is added.',
    'number-not-positive': ({ number }: { readonly number: number }) =>
      `The number ${number} is not valid. Enter a whole number from 1, or leave it to the registry.`,
    'body-empty': () => 'The paper has no content yet.',
    'closing-text-missing': () => 'The paper ends with a table or picture. Add a closing sentence for “./.”.',
    'heading-empty': ({ place }: Place) => `A heading in ${en.place(place)} has no words. Name it or remove it.`,
    'heading-level-skipped': ({ place, heading }: Place & { readonly heading: string }) =>
      `The heading “${heading}” in ${en.place(place)} skips a level. Use I., 1., a) in turn.`,
    'section-empty': ({ place, heading }: Place & { readonly heading: string }) =>
      `The heading “${heading}” in ${en.place(place)} has nothing under it. Write it or say “Không”.`,
    'table-too-wide': ({ place, columns }: Place & { readonly columns: number }) =>
      `A table of ${columns} columns in ${en.place(place)} is too wide to read. Move it to a landscape appendix.`,
    'table-row-width': ({
      place,
      row,
      cells,
      columns,
    }: Place & { readonly row: number; readonly cells: number; readonly columns: number }) =>
      `Row ${row} of a table in ${en.place(place)} has ${cells} cells, the table ${columns} columns.`,
    'figure-without-words': ({ place }: Place) =>
      `A chart in ${en.place(place)} has no words for those who do not see it.`,
  },
};

export const documentsText = { vi, en } satisfies Translated<typeof vi>;
