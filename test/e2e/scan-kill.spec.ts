import { expect, test } from '@playwright/test';
import { scanKillDrill } from '../../bench/scan-kill-drill';

test('kill -9 of server and database while a batch is uploaded, read and released: every sheet once, in its place', async () => {
  test.setTimeout(600_000);
  const drill = await scanKillDrill({ kills: 2, seed: 20, report: console.log });
  const { sheets } = drill;
  expect(drill.killsInTheMiddle).toBe(2);
  expect(drill).toMatchObject({ read: sheets, serials: sheets, lost: 0, doubled: 0, wrongRows: 0 });
  expect(drill).toMatchObject({ picturesMissing: 0, originalsLeft: 0, sameFilesAgain: ['known', 'known'] });
  expect(drill).toMatchObject({ ballots: sheets, wrongBallots: 0 });
});
