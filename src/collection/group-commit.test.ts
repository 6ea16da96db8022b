import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupCommit } from './group-commit';

const options = { lanes: 1, keyOf: (item: string) => item, mostItems: 8, isFaultOfItem: () => true };

describe('group commit', () => {
  it('answers every item after a commit that held it, and never two of one key together', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'), { maxLength: 60 }),
        async (items) => {
          const committed: string[] = [];
          const group = groupCommit<string, string>({
            ...options,
            commit: async (batch) => {
              expect(new Set(batch).size).toBe(batch.length);
              expect(batch.length).toBeLessThanOrEqual(8);
              await Promise.resolve();
              committed.push(...batch);
              return batch.map((item) => `${item}!`);
            },
          });
          const answers = await Promise.all(items.map((item) => group.write(item)));
          expect(answers).toEqual(items.map((item) => `${item}!`));
          expect(committed.toSorted()).toEqual(items.toSorted());
        },
      ),
      { numRuns: 30 },
    );
  });

  it('gathers what comes while a batch commits into few commits', async () => {
    let commits = 0;
    const group = groupCommit<string, number>({
      ...options,
      mostItems: 500,
      commit: async (batch) => {
        commits += 1;
        await new Promise((done) => setTimeout(done, 5));
        return batch.map(() => commits);
      },
    });
    await Promise.all(Array.from({ length: 100 }, (_, index) => group.write(`${index}`)));
    expect(commits).toBeLessThanOrEqual(2);
  });

  it('commits in as many lanes as it has, never two batches in one', async () => {
    const busy = new Set<number>();
    let most = 0;
    const group = groupCommit<string, string>({
      ...options,
      lanes: 3,
      mostItems: 2,
      commit: async (batch, lane) => {
        expect(busy.has(lane)).toBe(false);
        busy.add(lane);
        most = Math.max(most, busy.size);
        await new Promise((done) => setTimeout(done, 2));
        busy.delete(lane);
        return [...batch];
      },
    });
    const items = Array.from({ length: 40 }, (_, index) => `${index}`);
    expect(await Promise.all(items.map((item) => group.write(item)))).toEqual(items);
    expect(most).toBe(3);
  });

  it('rejects only the item at fault', async () => {
    const group = groupCommit<string, string>({
      ...options,
      commit: (batch) => (batch.includes('bad') ? Promise.reject(new Error('bad row')) : Promise.resolve([...batch])),
    });
    const outcomes = await Promise.allSettled(['a', 'bad', 'b'].map((item) => group.write(item)));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('rejects the whole batch when the server is at fault, and works again afterwards', async () => {
    let down = true;
    const group = groupCommit<string, string>({
      ...options,
      isFaultOfItem: () => false,
      commit: (batch) => (down ? Promise.reject(new Error('gone')) : Promise.resolve([...batch])),
    });
    await expect(Promise.all(['a', 'b'].map((item) => group.write(item)))).rejects.toThrow('gone');
    down = false;
    expect(await group.write('c')).toBe('c');
  });
});
