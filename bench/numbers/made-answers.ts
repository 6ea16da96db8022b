import { answerSlots, highestAnswer } from '../../src/survey/questionnaire';
import { tallyLayout } from '../../src/results/tally';
import { questionnaireA } from '../../src/survey/built-in-questionnaires';

/** Form A as it is asked: 21 items, the overall question, six questions about the respondent. */
export const form = questionnaireA;
const highest = answerSlots(form).map(highestAnswer);

/** Communes of the country after 1 July 2025. */
const units = 3_321;

/**
 * SQL of DuckDB that makes `count` ballots of one year, the same for the same number: skewed answers, some left out; fields
 * and channels of unequal size; officials in a third of the offices; one in a hundred a possible repeat. Twenty in a row
 * belong to one office, as the mover writes them.
 */
export function makeBallots(count: number): string {
  const noise = highest.map((_, slot) => `(hash(i * 31 + ${slot + 4}) % 251)::int as r${slot}`);
  const answers = highest.map((most, slot) =>
    slot < 22
      ? `(case when r${slot} < 5 then 0 else 5 - least(4, ((r${slot} - 5) * (r${slot} - 5)) // 12500) end)::utinyint as q${slot}`
      : `(case when r${slot} < 5 then 0 else 1 + r${slot} % ${most} end)::utinyint as q${slot}`,
  );
  return `create table ballot as
    select 'XA-' || lpad(u::varchar, 5, '0') as unit_code, '2025-Q' || (1 + i * 4 // ${count}) as period_id,
      case when c < 45 then 'kiosk' when c < 75 then 'paper' when c < 95 then 'web' when c < 98 then 'code' else 'interview' end as channel,
      case when f < 30 then 'TP' when f < 55 then 'DD' when f < 70 then 'HT' when f < 80 then 'LD' when f < 88 then 'XD'
           when f < 93 then 'GD' when f < 97 then 'YT' end as field_code,
      case when u % 3 = 0 then 'CB0' || (1 + o % 4) end as official_code, (c * 7 + f) % 100 = 0 as possible_repeat, ${answers.join(', ')}
    from (select i, hash(i // 20) % ${units} as u, hash(i * 31 + 1) % 100 as c, hash(i * 31 + 2) % 100 as f, hash(i * 31 + 3) as o,
          ${noise.join(', ')} from range(${count}) t (i))`;
}

/** The same ballots as rows of PostgreSQL's table, without their ids' index. */
export function ballotsAsCsv(file: string): string {
  const bytes = highest.map((_, slot) => `'0' || q${slot}`).join(' || ');
  return `copy (select unit_code, md5(rowid::varchar) as id, period_id, null as week, channel, field_code, official_code,
    '${form.id}' as form_id, ${form.version} as form_version, '\\x' || ${bytes} as answers, possible_repeat, null as batch_code from ballot)
    to '${file}' (format csv, header false)`;
}

const groupBy = 'unit_code, period_id, field_code';

/**
 * The counts of every answer to every question by office, period and field, in the fastest way found: each answer adds one
 * in ten bits of its own to a sum (below 1,024 ballots a group; two sums where there are more than five answers). Without
 * possible repeats, which the index leaves out.
 */
export function countAnswers(table: string): string {
  const packed = highest.flatMap((most, slot) =>
    most <= 5
      ? [`sum(1::bigint << (q${slot} * 10)) as p${slot}`]
      : [
          `sum(case when q${slot} < 5 then 1::bigint << (q${slot} * 10) else 0 end) as p${slot}`,
          `sum(case when q${slot} >= 5 then 1::bigint << ((q${slot} - 5) * 10) else 0 end) as p${slot}b`,
        ],
  );
  return `select ${groupBy}, count(*) as ballots, ${packed.join(', ')} from ${table} where not possible_repeat group by ${groupBy}`;
}

/** The least that can be asked of a scan: the sum of every question by office, period and field. Gives means, no counts. */
export function sumAnswers(table: string): string {
  const sums = highest.map((_, slot) => `sum(q${slot})`).join(', ');
  return `select ${groupBy}, count(*) as ballots, ${sums} from ${table} where not possible_repeat group by ${groupBy}`;
}

/**
 * The work of a recount, so that the two can be set side by side: counts of the whole office and by field, channel and
 * official, possible repeats apart, and the sums that intervals of factors need (`alikenessCells`). Twelve bits an answer;
 * "no answer" is what the ballots leave over.
 */
export function countLikeARecount(table: string): string {
  const packed = (answer: string) => `sum(((1::bigint << ((${answer}) * 12)) >> 12)::bigint)`;
  const answers = highest.flatMap((most, slot) =>
    most <= 5
      ? [packed(`q${slot}::int`)]
      : [packed(`case when q${slot} <= 5 then q${slot}::int else 0 end`), packed(`greatest(q${slot}::int - 5, 0)`)],
  );
  const factors = tallyLayout(form).factors.map(({ first, end, satisfiedFrom }, factor) => {
    const added = (of: (slot: string) => string) =>
      Array.from({ length: end - first }, (_, at) => of(`q${first + at}`)).join(' + ');
    const [m, a, s] = [`m${factor}`, `a${factor}`, `s${factor}`];
    const columns = `${added((slot) => `(${slot} > 0)::int`)} as ${m},
      ${added((slot) => `(${slot} >= ${satisfiedFrom})::int`)} as ${a}, ${added((slot) => `${slot}::int`)} as ${s}`;
    const terms = [`(${m} > 0)::int`, `${m} * ${m}`, `${a} * ${m}`, `${a} * ${a}`, `${s} * ${m}`, `${s} * ${s}`];
    return { columns, sums: terms.map((term) => `sum(${term})`).join(', ') };
  });
  const key = 'unit_code, period_id, possible_repeat';
  const sets = ['', ', field_code', ', channel', ', official_code'].map((cut) => `(${key}${cut})`);
  return `select ${key}, grouping(field_code, channel, official_code) as cut, coalesce(field_code, channel, official_code, '') as code,
      count(*) as ballots, ${factors.map(({ sums }) => sums).join(', ')}, ${answers.join(', ')}
    from (select *, ${factors.map(({ columns }) => columns).join(', ')} from ${table}) t
    group by grouping sets (${sets.join(', ')})`;
}

/** How most people would write `countAnswers`. */
export function countPlainly(table: string): string {
  const filtered = highest.flatMap((most, slot) =>
    Array.from({ length: most + 1 }, (_, answer) => `count(*) filter (where q${slot} = ${answer})`),
  );
  return `select ${groupBy}, count(*) as ballots, ${filtered.join(', ')} from ${table} where not possible_repeat group by ${groupBy}`;
}

/** The counts out of a row of `countAnswers`, cell by cell: per slot no answer, then every answer. */
export function unpacked(row: readonly unknown[]): number[] {
  const cells: number[] = [];
  let at = 4;
  for (const most of highest) {
    const first = BigInt(row[at] as string);
    const second = most <= 5 ? 0n : BigInt(row[at + 1] as string);
    at += most <= 5 ? 1 : 2;
    for (let answer = 0; answer <= most; answer += 1) {
      const from = most <= 5 || answer < 5 ? first >> BigInt(answer * 10) : second >> BigInt((answer - 5) * 10);
      cells.push(Number(from & 1023n));
    }
  }
  return cells;
}
