import type { Actor } from '../../../organisation/actor';
import { may, type Permission } from '../../../organisation/permission';
import { shellText } from '../../../ui/text/shell';
import type { Locale } from '../../../ui/locale';

type Place = keyof (typeof shellText)['vi']['nav'];

/** In the order of a survey's life; each place is shown to those who may do or see something there. */
const places: readonly { readonly place: Place; readonly folder: string; readonly anyOf: readonly Permission[] }[] = [
  { place: 'plan', folder: 'ke-hoach', anyOf: ['view-plan'] },
  { place: 'questionnaires', folder: 'mau-phieu', anyOf: ['view-plan'] },
  { place: 'dossiers', folder: 'ho-so', anyOf: ['view-dossier-counts'] },
  { place: 'collect', folder: 'thu-phieu', anyOf: ['manage-collection', 'issue-codes'] },
  { place: 'printing', folder: 'in-phieu', anyOf: ['manage-collection', 'view-box'] },
  { place: 'keying', folder: 'nhap-phieu', anyOf: ['key-ballots', 'review-keying'] },
  { place: 'boxes', folder: 'mo-hom', anyOf: ['view-box', 'open-box'] },
  { place: 'results', folder: 'ket-qua', anyOf: ['view-results'] },
  { place: 'grading', folder: 'xep-loai', anyOf: ['view-grading'] },
  { place: 'ranks', folder: 'so-sanh', anyOf: ['view-superior'] },
  { place: 'irregularities', folder: 'xem-them', anyOf: ['view-irregularities'] },
  { place: 'voids', folder: 'vo-hieu', anyOf: ['view-voids'] },
  { place: 'publication', folder: 'cong-bo', anyOf: ['view-publication'] },
  { place: 'organisation', folder: 'to-chuc', anyOf: ['edit-organisation', 'manage-accounts'] },
  { place: 'log', folder: 'nhat-ky', anyOf: ['view-log'] },
];

export interface NavigationEntry {
  readonly href: string;
  readonly text: string;
}

export function navigationFor(actor: Actor, unitCode: string, locale: Locale): NavigationEntry[] {
  const text = shellText[locale];
  const entries = places
    .filter(
      ({ place, anyOf }) =>
        anyOf.some((permission) => may(actor, permission, unitCode)) ||
        // An official has figures of their own there, whatever else they may see.
        (place === 'grading' && actor.officials?.some((self) => self.unitCode === unitCode)),
    )
    .map(({ place, folder }) => ({ href: `/van-phong/${unitCode}/${folder}`, text: text.nav[place] }));
  return [{ href: `/van-phong?don-vi=${unitCode}`, text: text.home }, ...entries];
}
