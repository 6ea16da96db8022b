import { formatDay } from '../../../../../kernel/calendar-day';
import { parseChannel } from '../../../../../collection/channel';
import type { VoidTarget } from '../../../../../collection/void';
import type { Locale } from '../../../../../ui/locale';
import { keyingText } from '../../../../../ui/text/keying';
import { voidsText } from '../../../../../ui/text/voids';

/** What the names of groups are taken from. */
interface Origins {
  readonly imports: readonly { readonly batchCode: string | undefined; readonly fileName: string }[];
  readonly batches: readonly { readonly batch: { readonly id: string; readonly code: string } }[];
}

/** A group of ballots as people call it: the file, the batch, the week. */
export function targetWords(target: VoidTarget, { imports, batches }: Origins, locale: Locale): string {
  const text = voidsText[locale].target;
  switch (target.kind) {
    case 'import-run':
      return text['import-run'](
        imports.find((run) => run.batchCode === target.batchCode)?.fileName ?? target.batchCode,
      );
    case 'released-batch':
      return text['released-batch'](target.batchCode);
    case 'keyed-batch':
      return text['keyed-batch'](batches.find(({ batch }) => batch.id === target.batchId)?.batch.code ?? '');
    case 'possible-repeats':
      return text['possible-repeats']();
    case 'channel-week': {
      const channel = parseChannel(target.channel);
      const name = channel ? keyingText[locale].allChannels[channel] : target.channel;
      return text['channel-week'](name, target.week === null ? '' : formatDay(target.week));
    }
  }
}
