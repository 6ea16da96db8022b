import { parseCalendarDay } from '../kernel/calendar-day';
import { fail, ok, type Result } from '../kernel/result';
import { cleanText } from '../kernel/vietnamese-text';
import { headerKey } from '../platform/spreadsheet';
import { parseFieldCode } from './field';
import type { RecordKind, RefusalType } from './import-plan';
import { parseCounterCode, parseOfficialCode } from './official';
import { parseOffice, parseUnitCode, parseUnitType, type UnitType } from './unit';

export const importKinds = ['units', 'fields', 'procedures', 'officials'] as const;
export type ImportKindName = (typeof importKinds)[number];

export type UnitColumn =
  | 'code'
  | 'name'
  | 'type'
  | 'parent'
  | 'parent_from'
  | 'former_parent'
  | 'office'
  | 'office_name'
  | 'address'
  | 'valid_from'
  | 'valid_until'
  | 'predecessors';
export type FieldColumn = 'unit' | 'code' | 'name' | 'active';
export type ProcedureColumn = 'unit' | 'code' | 'field' | 'name' | 'active';
export type OfficialColumn = 'unit' | 'code' | 'name' | 'title' | 'counters' | 'active';

const unitNames = ['unit', 'mã đơn vị', 'đơn vị'];
const activeNames = ['active', 'đang dùng', 'còn hiệu lực', 'trạng thái'];

export const unitKind: RecordKind<UnitColumn> = {
  names: {
    code: ['code', 'mã', 'mã đơn vị', 'unit'],
    name: ['name', 'tên', 'tên đơn vị', 'đơn vị'],
    type: ['type', 'loại', 'cấp', 'loại đơn vị'],
    parent: ['parent', 'cấp trên', 'mã cấp trên', 'trực thuộc'],
    parent_from: ['parent_from', 'trực thuộc từ', 'trực thuộc từ ngày'],
    former_parent: ['former_parent', 'cấp trên trước đó', 'cấp trên cũ'],
    office: ['office', 'mã liên kết', 'mã ngắn'],
    office_name: ['office_name', 'tên bộ phận một cửa', 'bộ phận một cửa'],
    address: ['address', 'địa chỉ'],
    valid_from: ['valid_from', 'hiệu lực từ', 'từ ngày'],
    valid_until: ['valid_until', 'hiệu lực đến', 'đến ngày'],
    predecessors: ['predecessors', 'đơn vị tiền thân', 'sáp nhập từ'],
  },
  required: ['code', 'name', 'type'],
  key: ['code'],
  normalise(column, text) {
    switch (column) {
      case 'code':
      case 'parent':
      case 'former_parent':
        return orRefuse(parseUnitCode(text), 'bad-code');
      case 'type':
        return orRefuse(unitTypeOf(text), 'bad-type');
      case 'office':
        return orRefuse(parseOffice(text), 'bad-office');
      case 'parent_from':
      case 'valid_from':
      case 'valid_until':
        return orRefuse(parseCalendarDay(text), 'bad-day');
      case 'predecessors':
        return listOf(text, parseUnitCode);
      default:
        return shortText(text);
    }
  },
  check(columns) {
    const { valid_from: from, valid_until: until } = columns;
    if (from !== '' && until !== '' && from > until)
      return { type: 'validity-reversed', column: 'valid_until', value: until };
    if (columns.parent === columns.code) return { type: 'own-parent', column: 'parent', value: columns.parent };
    if (columns.former_parent !== '' && columns.parent_from === '')
      return { type: 'day-missing', column: 'parent_from', value: '' };
    if (columns.predecessors !== '' && from === '') return { type: 'day-missing', column: 'valid_from', value: '' };
    return undefined;
  },
};

export const fieldKind: RecordKind<FieldColumn> = {
  names: {
    unit: unitNames,
    code: ['code', 'mã', 'mã lĩnh vực', 'field'],
    name: ['name', 'tên', 'tên lĩnh vực', 'lĩnh vực'],
    active: activeNames,
  },
  required: ['unit', 'code', 'name'],
  key: ['unit', 'code'],
  normalise(column, text) {
    if (column === 'unit') return orRefuse(parseUnitCode(text), 'bad-code');
    if (column === 'code') return orRefuse(parseFieldCode(text), 'bad-code');
    return column === 'active' ? orRefuse(yesNo(text), 'bad-yes-no') : shortText(text);
  },
};

export const procedureKind: RecordKind<ProcedureColumn> = {
  names: {
    unit: unitNames,
    code: ['code', 'mã', 'mã thủ tục', 'procedure'],
    field: ['field', 'mã lĩnh vực', 'lĩnh vực'],
    name: ['name', 'tên', 'tên thủ tục', 'thủ tục'],
    active: activeNames,
  },
  required: ['unit', 'code', 'field', 'name'],
  key: ['unit', 'code'],
  normalise(column, text) {
    if (column === 'unit') return orRefuse(parseUnitCode(text), 'bad-code');
    if (column === 'code') return orRefuse(/^[\w.-]{1,30}$/.test(text) ? text.toUpperCase() : undefined, 'bad-code');
    if (column === 'field') return orRefuse(parseFieldCode(text), 'bad-code');
    return column === 'active' ? orRefuse(yesNo(text), 'bad-yes-no') : shortText(text, 500);
  },
};

export const officialKind: RecordKind<OfficialColumn> = {
  names: {
    unit: unitNames,
    code: ['code', 'mã', 'mã cán bộ', 'mã công chức', 'official'],
    name: ['name', 'họ tên', 'họ và tên', 'tên'],
    title: ['title', 'chức danh', 'chức vụ'],
    counters: ['counters', 'quầy', 'counter'],
    active: activeNames,
  },
  required: ['unit', 'code', 'name'],
  key: ['unit', 'code'],
  normalise(column, text) {
    if (column === 'unit') return orRefuse(parseUnitCode(text), 'bad-code');
    if (column === 'code') return orRefuse(parseOfficialCode(text), 'bad-code');
    if (column === 'counters') return listOf(text, parseCounterCode);
    return column === 'active' ? orRefuse(yesNo(text), 'bad-yes-no') : shortText(text);
  },
};

function orRefuse(value: string | undefined, type: RefusalType): Result<string, RefusalType> {
  return value === undefined ? fail(type) : ok(value);
}

function shortText(text: string, longest = 200): Result<string, RefusalType> {
  const clean = cleanText(text).replace(/\s+/g, ' ');
  return clean.length > longest ? fail('too-long') : ok(clean);
}

/** Codes parted by semicolons, commas or bars; sorted, each once. */
function listOf(text: string, parse: (code: string) => string | undefined): Result<string, RefusalType> {
  const codes = text
    .split(/[;,|]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(parse);
  if (codes.includes(undefined)) return fail('bad-code');
  return ok([...new Set(codes)].sort().join('; '));
}

export function splitList(text: string): string[] {
  return text === '' ? [] : text.split('; ');
}

const typeWords: Readonly<Record<UnitType, readonly string[]>> = {
  province: ['tỉnh', 'thành phố trực thuộc trung ương', 'cấp tỉnh', 'thành phố'],
  district: ['huyện', 'quận', 'thị xã', 'cấp huyện', 'thành phố thuộc tỉnh'],
  commune: ['xã', 'thị trấn', 'cấp xã'],
  ward: ['phường'],
  'special-zone': ['đặc khu'],
};

function unitTypeOf(text: string): UnitType | undefined {
  const word = headerKey(text);
  const byWord = Object.entries(typeWords).find(([, words]) => words.some((known) => headerKey(known) === word));
  return parseUnitType(text.trim().toLowerCase()) ?? (byWord?.[0] as UnitType | undefined);
}

/** `yes` and `no` in canonical text. */
function yesNo(text: string): 'yes' | 'no' | undefined {
  const word = headerKey(text);
  if (['yes', 'co', '1', 'true', 'x', 'dangdung', 'conhieuluc', 'danglamviec'].includes(word)) return 'yes';
  if (['no', 'khong', '0', 'false', 'ngung', 'hethieuluc', 'nghi', 'danghi'].includes(word)) return 'no';
  return undefined;
}
