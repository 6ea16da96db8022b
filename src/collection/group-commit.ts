/**
 * While batches commit the next one gathers: one commit serves many, and nobody waits for a timer. Each item is answered
 * after its batch has committed. Two items with the same key never stand in one batch. Several lanes commit side by side:
 * with one, whoever comes while a batch is under way waits for two commits.
 */
export interface GroupCommit<T, R> {
  write(item: T): Promise<R>;
}

interface Waiting<T, R> {
  readonly item: T;
  readonly resolve: (outcome: R) => void;
  readonly reject: (cause: unknown) => void;
}

export interface GroupCommitOptions<T, R> {
  /** Outcomes in the order of the items. */
  readonly commit: (items: readonly T[], lane: number) => Promise<readonly R[]>;
  readonly lanes: number;
  readonly keyOf: (item: T) => string;
  readonly mostItems: number;
  /** True where one item may be to blame, so that the others are tried without it. */
  readonly isFaultOfItem: (cause: unknown) => boolean;
}

export function groupCommit<T, R>(options: GroupCommitOptions<T, R>): GroupCommit<T, R> {
  let waiting: Waiting<T, R>[] = [];
  const idle = Array.from({ length: options.lanes }, (_, lane) => lane);

  async function drain(lane: number): Promise<void> {
    // What the event loop already holds joins this batch.
    await new Promise<void>((resolve) => void setImmediate(resolve));
    while (waiting.length > 0) {
      const { batch, rest } = takeDistinct(waiting, options);
      waiting = rest;
      await commitBatch(batch, options, lane);
    }
    idle.push(lane);
  }

  return {
    write: (item) =>
      new Promise<R>((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        const lane = idle.pop();
        if (lane !== undefined) void drain(lane);
      }),
  };
}

function takeDistinct<T, R>(waiting: readonly Waiting<T, R>[], { keyOf, mostItems }: GroupCommitOptions<T, R>) {
  const keys = new Set<string>();
  const batch: Waiting<T, R>[] = [];
  const rest: Waiting<T, R>[] = [];
  for (const entry of waiting) {
    const key = keyOf(entry.item);
    if (batch.length < mostItems && !keys.has(key)) {
      keys.add(key);
      batch.push(entry);
    } else {
      rest.push(entry);
    }
  }
  return { batch, rest };
}

async function commitBatch<T, R>(
  batch: readonly Waiting<T, R>[],
  options: GroupCommitOptions<T, R>,
  lane: number,
): Promise<void> {
  try {
    const outcomes = await options.commit(
      batch.map(({ item }) => item),
      lane,
    );
    batch.forEach((entry, index) => entry.resolve(outcomes[index] as R));
  } catch (cause) {
    if (batch.length > 1 && options.isFaultOfItem(cause)) {
      for (const entry of batch) await commitBatch([entry], options, lane);
    } else {
      for (const entry of batch) entry.reject(cause);
    }
  }
}
