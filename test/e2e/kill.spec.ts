import { expect, test } from '@playwright/test';
import { killDrill } from '../../bench/kill-drill';

test('kill -9 of the server and of the database under load: what was accepted is stored, each ballot once', async () => {
  test.setTimeout(300_000);
  const drill = await killDrill({ rounds: 2, secondsEach: 1 });
  expect(drill.accepted).toBeGreaterThan(100);
  expect(drill).toMatchObject({ lost: 0, doubled: 0, foreign: 0 });
});
