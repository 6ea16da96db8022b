import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkVoidDecision, checkVoidRequest, minimumVoidGroup, type VoidTarget } from './void';

const run: VoidTarget = { kind: 'import-run', batchCode: 'N1' };
const group = (ballots: number, target: VoidTarget = run) => ({ target, periodId: '2025-Q1', ballots });
const decision = { by: 'b', confirm: true, ballotsNow: 30, keyers: [] as string[] };

describe('asking for a void', () => {
  it('points at a group of 5 or more, never at fewer', () => {
    fc.assert(
      fc.property(fc.nat(50), (ballots) => {
        expect(checkVoidRequest(group(ballots), 'Nhập trùng').ok).toBe(ballots >= minimumVoidGroup);
      }),
    );
  });

  it('takes any number of possible repeats and of sheets not yet released, which are in no figure', () => {
    expect(checkVoidRequest(group(1, { kind: 'possible-repeats' }), 'x').ok).toBe(true);
    expect(checkVoidRequest(group(2, { kind: 'keyed-batch', batchId: 'b' }), 'x').ok).toBe(true);
    expect(checkVoidRequest(group(0, { kind: 'possible-repeats' }), 'x').ok).toBe(false);
  });

  it('needs a few words why', () => {
    expect(checkVoidRequest(group(30), '  ')).toEqual({ ok: false, error: { type: 'void-note-missing' } });
  });
});

describe('deciding on a void', () => {
  const request = { requestedBy: 'a', ballots: 30 };

  it('takes another person than the one who asked, to confirm and to refuse', () => {
    for (const confirm of [true, false]) {
      expect(checkVoidDecision(request, { state: 'requested' }, { ...decision, confirm, by: 'a' })).toEqual({
        ok: false,
        error: { type: 'void-needs-another-person' },
      });
      expect(checkVoidDecision(request, { state: 'requested' }, { ...decision, confirm }).ok).toBe(true);
    }
  });

  it('takes nobody who keyed the sheets, since they have seen the answers', () => {
    expect(checkVoidDecision(request, { state: 'requested' }, { ...decision, keyers: ['c', 'b'] }).ok).toBe(false);
  });

  it('is refused when the group has changed since it was asked for, and when it was decided before', () => {
    expect(checkVoidDecision(request, { state: 'requested' }, { ...decision, ballotsNow: 31 })).toEqual({
      ok: false,
      error: { type: 'void-group-changed', before: 30, now: 31 },
    });
    const decided = { state: 'refused' as const, decidedBy: 'c', decidedAt: new Date(0), ballots: 30 };
    expect(checkVoidDecision(request, decided, decision).ok).toBe(false);
  });
});
