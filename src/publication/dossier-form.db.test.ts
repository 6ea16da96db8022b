import { expect, test } from 'vitest';
import { freshDatabase } from '../../test/database/fresh';
import { clerk, commune, publishingOffice, value } from '../../test/fixtures/publishing-office';
import { viewResults } from '../results/actions/view-results.server';
import { resultsJson } from '../results/results-json';
import { questionnaireD } from '../survey/built-in-questionnaires';
import { beginPublication } from './actions/begin-publication.server';
import { preparePublication } from './actions/prepare-publication.server';
import { readPublication } from './actions/read-publications.server';

test('the dossier form, which has no factor, is counted and published with its papers like any other', async () => {
  const database = await freshDatabase();
  const office = await publishingOffice(database.db, questionnaireD);
  try {
    await office.collect('2025-Q1', 60);
    office.on('2025-03-15');
    const results = value(await viewResults(office.ctx, clerk, commune, '2025-Q1'));
    expect(results.rows.map(({ scope }) => scope)).toEqual(['overall']);
    expect(results.questions.map(({ id }) => id)).toEqual(['D1', 'D3', 'D4', 'D7']);
    expect(resultsJson(results)).toMatchObject({ index: { method: 'mean-score' }, composite: null });
    const begun = await beginPublication(office.ctx, clerk, commune, {
      planId: office.planId,
      periodId: '2025-Q1',
      kind: 'regular',
    });
    const id = value(begun);
    await office.finishDraft(id);
    value(await preparePublication(office.ctx, clerk, commune, id, 'http://localhost:8080'));
    expect(value(await readPublication(office.ctx, clerk, commune, id))).toBeDefined();
  } finally {
    await database.close();
  }
}, 60_000);
