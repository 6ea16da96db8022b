import { scanKillDrill } from '../../bench/scan-kill-drill';
import type { Claim, Effort, Proof } from './proof';

const killsEach = 6;

/** docs/adr/0081: a batch of sheets goes on where it stopped, whatever was killed. */
export const proof: Proof = {
  says: 'kill -9 of server and database while sheets are uploaded, read and released loses no sheet and counts none twice',
  async *run(effort: Effort): AsyncIterable<Claim> {
    const rounds = effort.repetitions(5);
    const none = (says: string, measured: number): Claim => ({ says, measured, low: 0, high: 0 });
    for (let round = 1; round <= rounds; round += 1) {
      const drill = await scanKillDrill({ kills: killsEach, seed: effort.seed * 1000 + round });
      const of = (says: string) => `${says} (${round} of ${rounds}, ${drill.kills} kills, ${drill.sheets} sheets)`;
      const changed = drill.sameFilesAgain.filter((outcome) => outcome !== 'known').length;
      yield {
        says: of('kills in the middle of the reading'),
        measured: drill.killsInTheMiddle,
        low: 1,
        high: killsEach,
      };
      yield none(of('sheets lost or refused'), drill.lost + drill.sheets - drill.read);
      yield none(of('sheets read twice'), drill.doubled);
      yield none(of('rows that are not as crossed'), drill.wrongRows);
      yield none(of('serials lost'), drill.sheets - drill.serials);
      yield none(of('pictures lost and originals left'), drill.picturesMissing + drill.originalsLeft);
      yield none(of('files that changed something when they came again'), changed);
      yield none(of('ballots too few, too many or wrong'), Math.abs(drill.ballots - drill.sheets) + drill.wrongBallots);
    }
  },
};
