import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { secureChance } from '../../kernel/random';
import { fail, ok, type Result } from '../../kernel/result';
import type { SheetProblem } from '../../paper/compose-sheet';
import { makeRunCode } from '../../paper/sheet-code';
import { sheetKeyFor, type SheetKeyProblem } from '../../paper/sheet-key-adapter.server';
import { printedLayout } from '../../paper/printed-layout';
import { printSheets } from '../../paper/sheet-printing-adapter.server';
import type { Paper } from '../../paper/sheet-paper';
import { drawSerials, mostSheets } from '../../paper/sheet-serials';
import { typesetSheet } from '../../paper/sheet-typesetting-adapter.server';
import { readConfig } from '../../platform/read-config';
import { builtInQuestionnaires } from '../../survey/built-in-questionnaires';
import { commandText } from '../../ui/text/command';
import { fillConsoleText } from '../../ui/text/console';
import { flagProblem, parseFlagsOnce } from './flag-problem';

const flags = {
  form: { type: 'string' },
  count: { type: 'string' },
  out: { type: 'string' },
  layout: { type: 'string' },
  paper: { type: 'string' },
  'copy-master': { type: 'boolean' },
  key: { type: 'string' },
  data: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const texts = commandText.ballots;

export interface BallotsOutcome {
  readonly exitCode: 0 | 1 | 2;
  readonly output: string;
  readonly messages: readonly string[];
}

interface Asked {
  readonly form: string;
  readonly count: number;
  readonly out: string;
  readonly layout: string | undefined;
  readonly paper: Paper;
  readonly kind: 'numbered' | 'copy-master';
  readonly key: string | undefined;
  readonly dataDir: string;
  readonly json: boolean;
}

type BallotsProblem =
  SheetProblem | SheetKeyProblem | { readonly type: 'file-unwritable'; readonly file: string; readonly detail: string };

/** `hailong ballots` (docs/command.md): a run of a built-in form, without server or database. */
export async function ballotsCommand(args: readonly string[], environment = process.env): Promise<BallotsOutcome> {
  const asked = readArguments(args, environment);
  if (!asked.ok) {
    if (asked.error === askedForHelp) return { exitCode: 0, output: texts.help, messages: [] };
    return { exitCode: 2, output: '', messages: [fillConsoleText(commandText.badArguments, { detail: asked.error })] };
  }
  const { json } = asked.value;
  const printed = await print(asked.value);
  if (!printed.ok) {
    const message = fillConsoleText(texts.problem[printed.error.type], { ...printed.error });
    return { exitCode: 1, output: json ? JSON.stringify({ error: printed.error }) : '', messages: [message] };
  }
  const facts = printed.value;
  const said = fillConsoleText(facts.kind === 'numbered' ? texts.printed : texts.printedCopyMaster, { ...facts });
  return {
    exitCode: 0,
    output: json ? JSON.stringify(facts) : said,
    messages: facts.key === 'test' ? [texts.testKey] : [],
  };
}

async function print(asked: Asked) {
  const questionnaire = builtInQuestionnaires.find(({ id }) => id === asked.form);
  if (questionnaire === undefined) throw new Error('bug: the form was checked before');
  const key = await sheetKeyFor(asked.key, asked.dataDir, existsSync(asked.dataDir));
  if (!key.ok) return key;
  const run = makeRunCode(secureChance);
  const typeset = typesetSheet({ questionnaire }, { paper: asked.paper, marks: { run, kind: asked.kind } });
  if (!typeset.ok) return typeset;
  const numbered = asked.kind === 'numbered';
  const serials = numbered
    ? drawSerials(asked.count, secureChance)
    : Array.from({ length: asked.count }, () => undefined);
  const pdf = await printSheets(typeset.value, { run, serials, key: key.value.bytes });
  const { layout } = typeset.value;
  const written = await writeFiles([
    [asked.out, pdf],
    ...(asked.layout === undefined ? [] : [[asked.layout, printedLayout(layout, run, asked.kind, serials)] as const]),
  ]);
  if (!written.ok) return written;
  const { form, version, paper, tag, pages } = layout;
  return ok({
    file: asked.out,
    layout: asked.layout ?? null,
    form,
    version,
    paper,
    tag,
    run,
    kind: asked.kind,
    count: asked.count,
    pages: pages.length,
    key: key.value.kind,
  });
}

async function writeFiles(
  files: readonly (readonly [string, Uint8Array | string])[],
): Promise<Result<undefined, BallotsProblem>> {
  for (const [file, content] of files) {
    try {
      await writeFile(file, content);
    } catch (error) {
      return fail({ type: 'file-unwritable', file, detail: (error as Error).message });
    }
  }
  return ok(undefined);
}

const askedForHelp = '';

function readArguments(args: readonly string[], environment: NodeJS.ProcessEnv): Result<Asked, string> {
  const parsed = parseFlags(args);
  if (!parsed.ok) return parsed;
  const given = parsed.value;
  if (given.help === true) return fail(askedForHelp);
  const forms = builtInQuestionnaires.map(({ id }) => id);
  const form = given.form?.toUpperCase();
  if (form === undefined) return fail(fillConsoleText(commandText.missing, { name: '--form' }));
  if (!forms.includes(form)) return fail(fillConsoleText(texts.noSuchForm, { form, forms: forms.join(', ') }));
  if (!given.out) return fail(fillConsoleText(commandText.missing, { name: '--out' }));
  const paper = given.paper?.toUpperCase() ?? 'A4';
  if (paper !== 'A4' && paper !== 'A5') return fail(texts.badPaper);
  const count = Number(given.count ?? '1');
  if (!Number.isInteger(count) || count < 1 || count > mostSheets)
    return fail(fillConsoleText(texts.badCount, { most: mostSheets }));
  const config = readConfig(given.data ? [`--data=${given.data}`] : [], environment);
  if (!config.ok) return fail(config.error.type);
  return ok({
    form,
    count,
    out: given.out,
    layout: given.layout,
    paper,
    kind: given['copy-master'] === true ? 'copy-master' : 'numbered',
    key: given.key,
    dataDir: config.value.dataDir,
    json: given.json === true,
  });
}

const parse = (args: readonly string[]) => parseFlagsOnce({ args: [...args], options: flags });

function parseFlags(args: readonly string[]): Result<ReturnType<typeof parse>['values'], string> {
  try {
    return ok(parse(args).values);
  } catch (error) {
    return fail(flagProblem(error));
  }
}
