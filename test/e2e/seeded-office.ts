import { sql } from 'kysely';
import { vietnameseDayOf } from '../../src/kernel/calendar-day';
import type { Role } from '../../src/organisation/role';
import { type Db, openDb, openPool } from '../../src/platform/database.server';
import { findRunningEmbedded } from '../../src/platform/embedded-postgres.server';
import { reportingYearOf } from '../../src/survey/reporting-period';
import type { UnitCode } from '../../src/organisation/unit';
import { openOffice, type OfficeOptions } from '../fixtures/open-office';
import { signedIn } from '../fixtures/office-people';
import type { StartedServer } from './fixture';

/** The database of a running test server, for what a spec needs before its first click and for counting afterwards. */
export interface SeededServer {
  readonly db: Db;
  office(code: string, options?: OfficeOptions): Promise<UnitCode>;
  session(unitCode: UnitCode, roles: readonly Role[]): Promise<string>;
  /** Ballots accepted for a unit, moved or not. */
  ballots(unitCode: string): Promise<number>;
  possibleRepeats(unitCode: string): Promise<number>;
  close(): Promise<void>;
}

export const thisYear = reportingYearOf(vietnameseDayOf(new Date()));

export async function seeded(server: StartedServer): Promise<SeededServer> {
  const address = await findRunningEmbedded(server.dataDir);
  if (!address) throw new Error('the test server has no database');
  const db = openDb(openPool(address, { max: 2 }));
  const count = async (unitCode: string, marked: boolean) => {
    const rows = await sql<{ count: number }>`
      select (select count(*) from intake where unit_code = ${unitCode} and (possible_repeat or not ${marked}))
           + (select count(*) from ballot where unit_code = ${unitCode} and (possible_repeat or not ${marked})) as count`.execute(
      db,
    );
    return rows.rows[0]?.count ?? 0;
  };
  return {
    db,
    office: (code, options) => openOffice(db, code, { year: thisYear, ...options }),
    session: (unitCode, roles) => signedIn(db, unitCode, roles),
    ballots: (unitCode) => count(unitCode, false),
    possibleRepeats: (unitCode) => count(unitCode, true),
    close: () => db.destroy(),
  };
}
