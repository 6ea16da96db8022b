import type { RankingAsked } from '../../../../../publication/actions/rank-units-below.server';
import { rankMethods } from '../../../../../publication/unit-ranks';

/** `?ky=2025-Q3&cap=commune&cach=mean-score`; what is not understood is left to the defaults. */
export function rankingAsked({ searchParams }: URL): RankingAsked {
  const method = rankMethods.find((each) => each === searchParams.get('cach')) ?? 'satisfied-share';
  return { periodId: searchParams.get('ky') ?? undefined, level: searchParams.get('cap') ?? undefined, method };
}
