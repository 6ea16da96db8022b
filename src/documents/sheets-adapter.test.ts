import { describe, expect, test, vi } from 'vitest';
import { pdfPageSizes, pdfRuns, pdfWords, squeezed } from '../../test/documents/pdf-text';
import { calendarDay } from '../kernel/calendar-day';
import { exampleFigures, exampleIssuance } from './example-figures';
import { noticeSheet, type NoticeInput } from './results-notice';
import { codeAddress } from './sheets';
import {
  renderCodeSlips,
  renderInvitationSheet,
  renderLeaflet,
  renderPosterPdf,
  renderRadioSheet,
} from './sheets-adapter.server';

vi.setConfig({ testTimeout: 30_000 });

const notice: NoticeInput = {
  figures: exampleFigures,
  issuance: exampleIssuance,
  pageUrl: 'https://hailong.example.vn/ket-qua/QNG-HT/3f9a1b2c3d4e5f60718293a4b5c6d7e8',
  publicationId: '3f9a1b2c3d4e5f60718293a4b5c6d7e8',
  frozenOn: calendarDay('2025-06-15'),
  contacts: ['Điện thoại: 0255 3 123 456'],
};
const place = {
  unitName: 'Ủy ban nhân dân xã Hương Trà',
  officeName: 'Bộ phận Tiếp nhận và Trả kết quả',
  url: 'https://hailong.example.vn/p/huongtra',
};

describe('posted notice', () => {
  test('one sheet carries the figure with interval and n, quota, voids, method, contact, id and day', async () => {
    const pdf = await renderPosterPdf(notice, 'a4');
    expect(pdfPageSizes(pdf)).toEqual(['595x842']);
    const words = pdfWords(pdf);
    for (const part of [
      'THÔNG BÁO',
      '84,69 %',
      'Khoảng tin cậy 95 %',
      'từ 235 câu trả lời',
      'số phiếu tối thiểu: 176 phiếu trên 877 hồ sơ',
      'phiếu vô hiệu, không tính (trùng lặp: 3; phiếu thử: 1)',
      'phương pháp A',
      'Nhóm có dưới 5 phiếu được ẩn',
      'Điện thoại: 0255 3 123 456',
      'Mã công bố: 3f9a1b2c3d4e5f60718293a4b5c6d7e8',
      'Số liệu chốt ngày 15/6/2025',
    ]) {
      expect(words).toContain(squeezed(part));
    }
  });

  test('the figure is at least 70 points high on A4 and 1.4 times that on A3', async () => {
    const size = async (paper: 'a4' | 'a3'): Promise<number> =>
      pdfRuns(await renderPosterPdf(notice, paper)).find((run) => squeezed(run.text) === '84,69%')?.size ?? 0;
    expect(await size('a4')).toBeGreaterThanOrEqual(70);
    expect((await size('a3')) / (await size('a4'))).toBeCloseTo(Math.SQRT2, 1);
    expect(pdfPageSizes(await renderPosterPdf(notice, 'a3'))).toEqual(['842x1191']);
  });

  test('long names, many factors, a remark and hidden figures still make one sheet', async () => {
    const hidden = exampleFigures.rows.map(({ scope, id, title }) => ({ scope, id, title, suppressed: true as const }));
    const figures = {
      ...exampleFigures,
      unit: { name: 'Xã rất dài '.repeat(15), office: 'Trung tâm rất dài '.repeat(12) },
      rows: [...hidden, ...hidden.filter((row) => row.scope === 'factor')],
    };
    const pdf = await renderPosterPdf({ ...notice, figures, remark: 'Đính chính #1 *không* phải mã' }, 'a4');
    expect(pdfPageSizes(pdf)).toHaveLength(1);
    const words = pdfWords(pdf);
    expect(words).toContain(squeezed('Chưa công bố'));
    expect(words).toContain(squeezed('Đính chính #1 *không* phải mã'));
  });

  test('hidden figures leave neither number nor face on the sheet', () => {
    const rows = exampleFigures.rows.map(({ scope, id, title }) => ({ scope, id, title, suppressed: true as const }));
    const sheet = noticeSheet({ ...notice, figures: { ...exampleFigures, rows, overallWithVoids: null } });
    expect(sheet.headline.number).toBe('Chưa công bố');
    expect(sheet.headline.interval + sheet.headline.change).toBe('');
    expect(sheet.faces).toEqual([]);
  });

  test('a period without ballots says so', () => {
    expect(noticeSheet({ ...notice, figures: { ...exampleFigures, ballots: 0 } }).headline.words).toContain(
      'chưa có phiếu',
    );
  });
});

describe('sheets that invite', () => {
  test('the invitation shows the address as people type it, and no promise about names the form does not keep', async () => {
    const words = pdfWords(await renderInvitationSheet(place));
    expect(words).toContain('hailong.example.vn/p/huongtra');
    expect(words).toContain(squeezed('Phiếu không hỏi tên, số điện thoại hay số hồ sơ.'));
  });

  test('each code is on one slip, at least ten slips a page, and leaves nothing behind in the compiler', async () => {
    const codes = Array.from({ length: 23 }, (_, index) => `K7QM-29XT-${1000 + index}-PWZ4`);
    const pdf = await renderCodeSlips({
      ...place,
      url: 'https://hailong.example.vn/m',
      codes,
      validUntil: '14/6/2025',
    });
    expect(pdfPageSizes(pdf)).toHaveLength(2);
    const words = pdfWords(pdf);
    for (const code of codes) expect(words.split(code)).toHaveLength(2);
    const next = pdfWords(await renderInvitationSheet(place));
    expect(next).not.toContain('K7QM');
  });

  test('a code travels behind "#", where no server log and no referrer sees it', () => {
    expect(codeAddress('https://h.vn/m', 'AB-CD')).toBe('https://h.vn/m#AB-CD');
  });

  test('a leaflet is one A5 page, or one A4 sheet printed on both sides', async () => {
    const leaflet = {
      ...place,
      title: 'Ông/Bà có hài lòng khi đến làm thủ tục?',
      points: Array.from({ length: 5 }, (_, at) => ({ title: `Ý ${at}`, text: 'Nội dung dài '.repeat(30) })),
      contacts: [],
    };
    expect(pdfPageSizes(await renderLeaflet(leaflet, 'a5'))).toEqual(['420x595']);
    expect(pdfPageSizes(await renderLeaflet(leaflet, 'a4-folded'))).toEqual(['842x595', '842x595']);
  });

  test('the radio text is set large, with every word', async () => {
    const runs = pdfRuns(
      await renderRadioSheet({
        unitName: place.unitName,
        title: 'Mời bà con',
        paragraphs: ['Kính thưa bà con,', '#1 *x*'],
      }),
    );
    expect(runs.find((run) => run.text.startsWith('Kính thưa'))?.size).toBeGreaterThanOrEqual(16);
    expect(runs.some((run) => run.text === '#1 *x*')).toBe(true);
  });
});
