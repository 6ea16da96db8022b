import {
  readParentLinks,
  readTreePlace,
  readUnits,
} from '../../../../../organisation/actions/read-organisation.server';
import { descendantsOn, parentOn } from '../../../../../organisation/unit-tree';
import { isValidOn, oneStopOfficeName } from '../../../../../organisation/unit';
import { requirePlace } from './office';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { unit } = requirePlace(event, 'view-organisation');
  const { app } = event.locals;
  const today = app.clock.today();
  const [place, units, links] = await Promise.all([readTreePlace(app, unit), readUnits(app), readParentLinks(app)]);
  const names = new Map(units.map((one) => [one.code, one.name]));
  const below = new Set(descendantsOn(links, unit, today));
  const line = (code: (typeof units)[number]['code']) => ({
    code,
    name: names.get(code) ?? code,
    parent: parentOn(links, code, today),
    ended: units.some((one) => one.code === code && !isValidOn(one, today)),
  });
  return {
    place,
    parents: (place?.parents ?? []).map((link) => ({ ...link, name: names.get(link.parent) ?? link.parent })),
    successions: (place?.successions ?? []).map((step) => ({
      ...step,
      predecessorName: names.get(step.predecessor) ?? step.predecessor,
      successorName: names.get(step.successor) ?? step.successor,
    })),
    officeName: place && oneStopOfficeName(place.unit, today),
    surveyLink: place && `${app.config.publicUrl}/p/${place.unit.office}`,
    below: units.filter((one) => below.has(one.code)).map((one) => line(one.code)),
    others: units.filter((one) => one.code !== unit && !below.has(one.code)).map((one) => line(one.code)),
  };
};
