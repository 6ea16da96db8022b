import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeBody, encodeEntry, leafHash, type LogEvent } from './entry';

const opened: LogEvent = {
  unitCode: 'QNG-HT',
  type: 'box-opened',
  subject: 'HP-01',
  actor: 'a1',
  at: new Date('2025-03-14T02:00:00.000Z'),
  body: { sheets: 54, spoiled: 0, note: 'đủ' },
};

describe('an entry of the log', () => {
  test('has the bytes of docs/formats/log.md', () => {
    expect(encodeBody(opened.body).toString('utf8')).toBe('{"note":"đủ","sheets":54,"spoiled":0}');
    expect(encodeEntry(opened).subarray(0, 10).toString('hex')).toBe('00000006514e472d4854');
    expect(leafHash(encodeEntry(opened)).toString('hex')).toBe(
      'a726ed4f5a8b3d11cbb1936ab5baaa030a913039405627034d9bc11ba6b59800',
    );
  });

  test('of nothing hashes to the RFC 6962 leaf of the empty string', () => {
    expect(leafHash(new Uint8Array()).toString('hex')).toBe(
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    );
  });

  test('has one encoding whatever the order of its facts, and another for any other fact', () => {
    const facts = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)));
    fc.assert(
      fc.property(facts, (body) => {
        const reversed = Object.fromEntries(Object.entries(body).reverse());
        expect(encodeBody(reversed)).toEqual(encodeBody(body));
        expect(JSON.parse(encodeBody(body).toString('utf8'))).toEqual({ ...body });
      }),
    );
  });

  test('cannot pass for another by moving a letter from one field to the next', () => {
    const moved = { ...opened, type: 'box-openedH', subject: 'P-01' };
    expect(leafHash(encodeEntry(moved))).not.toEqual(leafHash(encodeEntry(opened)));
  });
});
