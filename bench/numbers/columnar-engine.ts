import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The little of `@duckdb/node-api` that the yardstick needs; it is installed in this folder only. */
interface Reader {
  getRowsJson(): unknown[][];
}
interface Connection {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string): Promise<Reader>;
  closeSync(): void;
}
interface Instance {
  connect(): Promise<Connection>;
  closeSync(): void;
}
interface DuckDb {
  readonly DuckDBInstance: { create(path: string, options: Readonly<Record<string, string>>): Promise<Instance> };
}

/** One DuckDB, in a file or (`:memory:`) in memory, with as many threads as the machine has cores. */
export class ColumnarEngine {
  private constructor(
    private readonly instance: Instance,
    private readonly connection: Connection,
  ) {}

  static async open(folder: string, path: string, threads: number): Promise<ColumnarEngine> {
    const manifest = join(folder, 'package.json');
    if (!existsSync(join(folder, 'node_modules'))) throw new Error(`run npm ci in ${folder}`);
    const { DuckDBInstance } = createRequire(manifest)('@duckdb/node-api') as DuckDb;
    const instance = await DuckDBInstance.create(path, { threads: String(threads), memory_limit: '3GB' });
    return new ColumnarEngine(instance, await instance.connect());
  }

  async run(sql: string): Promise<void> {
    await this.connection.run(sql);
  }

  async rows(sql: string): Promise<unknown[][]> {
    return (await this.connection.runAndReadAll(sql)).getRowsJson();
  }

  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
  }
}
