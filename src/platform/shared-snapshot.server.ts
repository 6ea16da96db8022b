import type pg from 'pg';

/** One of several connections that see the database at the same instant, however long they read. */
export interface SnapshotReader {
  /**
   * Runs `COPY (query) TO STDOUT` in PostgreSQL's binary format and hands on every row as the bytes of its fields (null for
   * NULL). The buffers are views of what came from the socket: whoever keeps one copies it. `query` takes no parameters.
   */
  copyOut(query: string, onRow: (fields: readonly (Buffer | null)[]) => void): Promise<void>;
  /** A single whole number, such as a count. */
  number(query: string): Promise<number>;
}

/** Read-only settings for the time of the reading, `name: value`. */
export type ReaderSettings = Readonly<Record<string, string>>;

/**
 * Opens `count` read-only transactions on one snapshot (pg_export_snapshot), so that parts of a table read side by side fit
 * together and to each other: what commits meanwhile is seen by none of them. Nobody who writes waits for it.
 */
export async function withSharedSnapshot<T>(
  pool: pg.Pool,
  count: number,
  settings: ReaderSettings,
  work: (readers: readonly SnapshotReader[]) => Promise<T>,
): Promise<T> {
  const clients: pg.PoolClient[] = [];
  let broken = true;
  try {
    for (let index = 0; index < count; index += 1) clients.push(await pool.connect());
    const [first, ...others] = clients;
    if (first === undefined) throw new Error('bug: a snapshot without readers');
    await first.query('begin isolation level repeatable read read only');
    const exported = await first.query<{ id: string }>('select pg_export_snapshot() as id');
    for (const client of others) {
      await client.query('begin isolation level repeatable read read only');
      // The id comes from PostgreSQL itself; SET TRANSACTION takes no parameters.
      await client.query(`set transaction snapshot '${exported.rows[0]?.id ?? ''}'`);
    }
    for (const client of clients) {
      for (const [name, value] of Object.entries(settings)) {
        await client.query('select set_config($1, $2, true)', [name, value]);
      }
    }
    const result = await work(clients.map(readerOf));
    for (const client of clients) await client.query('rollback');
    broken = false;
    return result;
  } finally {
    // After an error a connection may stand in the middle of a COPY: it is thrown away.
    for (const client of clients) client.release(broken);
  }
}

function readerOf(client: pg.PoolClient): SnapshotReader {
  return {
    copyOut: (query, onRow) => copyOut(client, query, onRow),
    number: async (query) => {
      const found = await client.query<{ n: number }>(`select (${query})::bigint as n`);
      return found.rows[0]?.n ?? 0;
    },
  };
}

function copyOut(
  client: pg.PoolClient,
  query: string,
  onRow: (fields: readonly (Buffer | null)[]) => void,
): Promise<void> {
  return new Promise((done, fail) => {
    const parser = new BinaryCopy(onRow);
    let problem: unknown;
    client.query(
      submittable(`copy (${query}) to stdout (format binary)`, {
        data: (chunk) => {
          if (problem !== undefined) return;
          try {
            parser.push(chunk);
          } catch (error) {
            problem = error;
          }
        },
        failed: (error) => (problem ??= error),
        ready: () => (problem === undefined ? done() : fail(problem)),
      }),
    );
  });
}

interface CopyEvents {
  data(chunk: Buffer): void;
  failed(error: unknown): void;
  ready(): void;
}

/** What the driver asks of a query object; it has none of its own for COPY. */
function submittable(text: string, events: CopyEvents): pg.Submittable {
  let ended = false;
  const end = (): void => {
    if (ended) return;
    ended = true;
    events.ready();
  };
  const query = {
    submit: (connection: { query(text: string): void }) => connection.query(text),
    handleCopyData: (message: { readonly chunk: Buffer }) => events.data(message.chunk),
    handleError: (error: unknown) => {
      events.failed(error);
      end();
    },
    handleRowDescription: () => undefined,
    handleDataRow: () => undefined,
    handlePortalSuspended: () => undefined,
    handleEmptyQuery: () => undefined,
    handleCommandComplete: () => undefined,
    handleCopyInResponse: () => undefined,
    handleReadyForQuery: end,
  };
  return query as unknown as pg.Submittable;
}

/** PGCOPY, three bytes against mangling, a zero; then flags and the length of an extension (PostgreSQL, COPY, "Binary Format"). */
const signatureBytes = 11;

/** The server sends whole rows in every message; the header comes with the first. */
class BinaryCopy {
  private begun = false;

  constructor(private readonly onRow: (fields: readonly (Buffer | null)[]) => void) {}

  push(chunk: Buffer): void {
    let at = 0;
    if (!this.begun) {
      at = signatureBytes + 8 + chunk.readInt32BE(signatureBytes + 4);
      this.begun = true;
    }
    while (at < chunk.length) {
      const count = chunk.readInt16BE(at);
      at += 2;
      if (count < 0) return;
      const fields: (Buffer | null)[] = [];
      for (let field = 0; field < count; field += 1) {
        const length = chunk.readInt32BE(at);
        at += 4;
        fields.push(length < 0 ? null : chunk.subarray(at, at + length));
        if (length > 0) at += length;
      }
      this.onRow(fields);
    }
  }
}
