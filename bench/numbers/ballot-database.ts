import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../../src/platform/database.server';
import { type EmbeddedDatabase, startEmbedded } from '../../src/platform/embedded-postgres.server';

/**
 * The product's own database with the ballots of a CSV file. The keys of the ballot table are left out: a recount reads the
 * table itself, and building them takes longer than everything that is measured.
 */
export async function ballotDatabase(dataDir: string, projectFolder: string, csv: string): Promise<EmbeddedDatabase> {
  const started = await startEmbedded({ dataDir, disposable: true });
  if (!started.ok) throw new Error(`the database did not start: ${JSON.stringify(started.error)}`);
  const database = started.value;
  const migrated = await migrate(database.address, join(projectFolder, 'migrations'));
  if (!migrated.ok) throw new Error(JSON.stringify(migrated.error));
  const client = new pg.Client(database.address.connection);
  await client.connect();
  await client.query('alter table ballot drop constraint ballot_pkey; drop index ballot_period');
  await copyIn(client, "copy ballot from stdin (format csv, null '')", csv);
  await client.query('vacuum analyze ballot');
  await client.end();
  return database;
}

interface CopyConnection {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  readonly stream: { readonly writableNeedDrain: boolean; once(event: 'drain', then: () => void): void };
}

function copyIn(client: pg.Client, statement: string, file: string): Promise<void> {
  return new Promise((done, fail) => {
    const query = {
      submit: (connection: CopyConnection) => connection.query(statement),
      handleCopyInResponse: (connection: CopyConnection) => {
        const lines = createReadStream(file, { highWaterMark: 1 << 20 });
        lines.on('data', (chunk) => {
          connection.sendCopyFromChunk(chunk as Buffer);
          if (!connection.stream.writableNeedDrain) return;
          lines.pause();
          connection.stream.once('drain', () => lines.resume());
        });
        lines.on('end', () => connection.endCopyFrom());
        lines.on('error', fail);
      },
      handleError: fail,
      handleRowDescription: () => undefined,
      handleDataRow: () => undefined,
      handlePortalSuspended: () => undefined,
      handleEmptyQuery: () => undefined,
      handleCommandComplete: () => undefined,
      handleReadyForQuery: () => done(),
    };
    client.query(query as unknown as pg.Submittable);
  });
}
