import { readUnit } from '../../../../../organisation/actions/read-organisation.server';
import { may } from '../../../../../organisation/permission';
import { organisationText } from '../../../../../ui/text/organisation';
import { requirePlace } from './office';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
  const { actor, unit } = requirePlace(event, 'view-organisation');
  const text = organisationText[event.locals.locale].tabs;
  const base = `/van-phong/${unit}/to-chuc`;
  const canEdit = may(actor, 'edit-organisation', unit);
  const canManage = may(actor, 'manage-accounts', unit);
  return {
    base,
    canEdit,
    unitName: (await readUnit(event.locals.app, unit))?.name ?? unit,
    tabs: [
      { href: base, text: text.units },
      { href: `${base}/linh-vuc`, text: text.fields },
      { href: `${base}/quay`, text: text.counters },
      { href: `${base}/can-bo`, text: text.officials },
      ...(canManage ? [{ href: `${base}/tai-khoan`, text: text.accounts }] : []),
      ...(canEdit ? [{ href: `${base}/nhap-tep`, text: text.import }] : []),
    ],
  };
};
