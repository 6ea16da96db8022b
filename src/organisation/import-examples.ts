import type { ImportKindName } from './record-kinds';

/** The rows of `examples/`: header first. The organisation of the Hương Trà plan. */
const examples: Readonly<Record<ImportKindName, readonly (readonly string[])[]>> = {
  units: [
    [
      'code',
      'name',
      'type',
      'parent',
      'parent_from',
      'former_parent',
      'office',
      'address',
      'valid_from',
      'valid_until',
      'predecessors',
    ],
    ['QNG', 'Tỉnh Quảng Ngãi', 'province', '', '', '', '', '', '', '', ''],
    ['QNG-TB', 'Huyện Trà Bồng', 'district', 'QNG', '', '', '', '', '', '2025-06-30', ''],
    [
      'QNG-HT',
      'Xã Hương Trà',
      'commune',
      'QNG',
      '2025-07-01',
      'QNG-TB',
      'huong-tra',
      'Thôn 2, xã Hương Trà',
      '',
      '',
      '',
    ],
  ],
  fields: [
    ['unit', 'code', 'name', 'active'],
    ['QNG-HT', 'TP', 'Tư pháp – Hộ tịch', 'yes'],
    ['QNG-HT', 'CT', 'Chứng thực', 'yes'],
    ['QNG-HT', 'DD', 'Đất đai – Môi trường', 'yes'],
    ['QNG-HT', 'LD', 'Lao động, người có công và xã hội', 'yes'],
  ],
  procedures: [
    ['unit', 'code', 'field', 'name', 'active'],
    ['QNG-HT', '1.001193', 'TP', 'Đăng ký khai sinh', 'yes'],
    ['QNG-HT', '1.000894', 'TP', 'Đăng ký kết hôn', 'yes'],
    ['QNG-HT', '2.000815', 'CT', 'Chứng thực bản sao từ bản chính', 'yes'],
  ],
  officials: [
    ['unit', 'code', 'name', 'title', 'counters', 'active'],
    ['QNG-HT', 'CB01', 'Nguyễn Thị Hoa', 'Công chức Tư pháp – Hộ tịch', '1', 'yes'],
    ['QNG-HT', 'CB02', 'Hồ Văn Bình', 'Công chức Địa chính – Xây dựng', '2', 'yes'],
    ['QNG-HT', 'CB03', 'Trần Thị Mai', 'Công chức Văn hóa – Xã hội', '2; 3', 'yes'],
  ],
};

export function exampleRows(kind: ImportKindName): readonly (readonly string[])[] {
  return examples[kind];
}
