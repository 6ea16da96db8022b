/**
 * The place and the people of the living example: Hương Trà of `shared/seeds`, with invented officials and figures. Only the
 * plan is real; every person, dossier and ballot is simulated, and every page of the example says so.
 */

export const province = { code: 'QNG', name: 'Tỉnh Quảng Ngãi' } as const;
export const district = { code: 'QNG-TB', name: 'Huyện Trà Bồng' } as const;
export const commune = { code: 'QNG-HT', name: 'Xã Hương Trà', office: 'huong-tra' } as const;

/**
 * Invented communes of the province, to be compared with: ballots of the third quarter, how content people are there, and the
 * share of satisfied people that their own plans ask for, in hundredths of a percent.
 */
export const neighbours = [
  { code: 'QNG-M1', name: 'Xã Suối Trong', ballots: 160, mood: 0.85, target: 85_00 },
  { code: 'QNG-M2', name: 'Xã Núi Xanh', ballots: 95, mood: 0.4, target: 85_00 },
  { code: 'QNG-M3', name: 'Xã Đồng Lúa', ballots: 60, mood: 0.3, target: 85_00 },
  { code: 'QNG-M4', name: 'Xã Bến Đò', ballots: 12, mood: 0.2, target: 85_00 },
  { code: 'QNG-M5', name: 'Xã Rừng Quế', ballots: 120, mood: 0, target: 80_00 },
  { code: 'QNG-M6', name: 'Xã Cầu Tre', ballots: 45, mood: -0.15, target: 80_00 },
  { code: 'QNG-M7', name: 'Xã Hòn Đá', ballots: 150, mood: -1, target: 80_00 },
  { code: 'QNG-M8', name: 'Xã Thác Bạc', ballots: 0, mood: 0, target: undefined },
] as const;

/** So few ballots a quarter that each is hidden; together the province may publish a figure of them. */
export const smallNeighbours = [
  { code: 'QNG-N1', name: 'Xã Khe Mây', ballots: { '2025-Q2': 4, '2025-Q3': 4 }, mood: 0 },
  { code: 'QNG-N2', name: 'Xã Đèo Gió', ballots: { '2025-Q2': 4, '2025-Q3': 3 }, mood: -0.6 },
  { code: 'QNG-N3', name: 'Xã Bãi Dừa', ballots: { '2025-Q2': 4, '2025-Q3': 4 }, mood: -0.2 },
  { code: 'QNG-N4', name: 'Xã Sông Mực', ballots: { '2025-Q2': 3, '2025-Q3': 4 }, mood: -0.7 },
] as const;

export const fields = [
  { code: 'TP', name: 'Tư pháp – Hộ tịch' },
  { code: 'CT', name: 'Chứng thực' },
  { code: 'DD', name: 'Đất đai – Môi trường' },
  { code: 'LD', name: 'Lao động, người có công và xã hội' },
  { code: 'NN', name: 'Nông nghiệp' },
] as const;
export type ExampleField = (typeof fields)[number]['code'];

export const procedures = [
  { code: 'TP-01', field: 'TP', name: 'Đăng ký khai sinh' },
  { code: 'TP-02', field: 'TP', name: 'Đăng ký kết hôn' },
  { code: 'TP-03', field: 'TP', name: 'Cấp bản sao trích lục hộ tịch' },
  { code: 'CT-01', field: 'CT', name: 'Chứng thực bản sao từ bản chính' },
  { code: 'CT-02', field: 'CT', name: 'Chứng thực chữ ký' },
  { code: 'DD-01', field: 'DD', name: 'Xác nhận nguồn gốc sử dụng đất' },
  { code: 'LD-01', field: 'LD', name: 'Trợ cấp xã hội hằng tháng' },
  { code: 'NN-01', field: 'NN', name: 'Hỗ trợ khôi phục sản xuất vùng bị thiên tai' },
] as const;

/** `mood` shifts every answer about this official a little; `fields` are the ones handled at the counter. */
export const officials = [
  {
    code: 'CC01',
    name: 'Hồ Thị Lan',
    title: 'Công chức Tư pháp – Hộ tịch',
    counter: 'Q1',
    fields: ['TP', 'CT'],
    mood: 0.25,
    woman: true,
  },
  {
    code: 'CC02',
    name: 'Đinh Văn Quý',
    title: 'Công chức Tư pháp – Hộ tịch',
    counter: 'Q1',
    fields: ['TP', 'CT'],
    mood: 0.05,
    woman: false,
  },
  {
    code: 'CC03',
    name: 'Hồ Văn Trung',
    title: 'Công chức Địa chính – Nông nghiệp',
    counter: 'Q2',
    fields: ['DD', 'NN'],
    mood: -0.2,
    woman: false,
  },
  {
    code: 'CC04',
    name: 'Nguyễn Thị Thu',
    title: 'Công chức Văn hóa – Xã hội',
    counter: 'Q3',
    fields: ['LD'],
    mood: 0.15,
    woman: true,
  },
] as const;

export const counters = [
  { code: 'Q1', name: 'Quầy 1 – Tư pháp, chứng thực' },
  { code: 'Q2', name: 'Quầy 2 – Đất đai, nông nghiệp' },
  { code: 'Q3', name: 'Quầy 3 – Xã hội' },
] as const;

/** Dossiers resolved, by quarter and field: [direct, postal, online]. The third quarter crosses the bracket at 500. */
export const dossiers: Readonly<Record<string, Readonly<Record<ExampleField, readonly [number, number, number]>>>> = {
  '2025-Q1': { TP: [96, 4, 38], CT: [118, 0, 9], DD: [41, 6, 4], LD: [52, 3, 7], NN: [19, 0, 1] },
  '2025-Q2': { TP: [101, 5, 52], CT: [127, 0, 14], DD: [46, 8, 9], LD: [57, 2, 11], NN: [22, 0, 3] },
  '2025-Q3': { TP: [98, 7, 81], CT: [133, 0, 26], DD: [44, 9, 19], LD: [49, 4, 18], NN: [18, 1, 6] },
  '2025-Q4': { TP: [33, 2, 31], CT: [44, 0, 10], DD: [15, 3, 7], LD: [17, 1, 8], NN: [6, 0, 2] },
};

/** Ballots that came back, by quarter and field. Quarter 2 just met its quota; quarter 4 is under way. */
export const ballotsReturned: Readonly<Record<string, Readonly<Record<ExampleField, number>>>> = {
  '2025-Q1': { TP: 58, CT: 54, DD: 22, LD: 27, NN: 9 },
  '2025-Q2': { TP: 66, CT: 59, DD: 27, LD: 30, NN: 11 },
  '2025-Q3': { TP: 61, CT: 55, DD: 24, LD: 25, NN: 8 },
  '2025-Q4': { TP: 17, CT: 21, DD: 8, LD: 10, NN: 3 },
};
