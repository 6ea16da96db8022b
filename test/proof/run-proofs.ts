import { parseArgs } from 'node:util';
import { type Claim, effortOf, holds, type Proof } from './proof';

const help = `npm run proof -- [NAME …] [--effort 1] [--seed 1] [--json]
  NAME      only these proofs (test/proof/NAME.proof.ts); all without it
  --effort  part of the full repetitions, above 0
  --seed    of all chance; the same seed gives the same figures
  --json    one line of JSON for each proof`;

export interface NamedProof {
  readonly name: string;
  readonly proof: Proof;
}

/** Runs the named proofs one after the other; how many claims did not hold. */
export async function runProofs(
  proofs: readonly NamedProof[],
  args: readonly string[],
  print: (line: string) => void,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      effort: { type: 'string', default: '1' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  const unknown = positionals.filter((name) => !proofs.some((proof) => proof.name === name));
  const part = Number(values.effort);
  const seed = Number(values.seed);
  const names = proofs.map(({ name }) => name).join(', ');
  if (values.help || unknown.length > 0 || !(part > 0) || !Number.isSafeInteger(seed)) {
    print(`${help}\nThere are: ${names}`);
    return values.help ? 0 : 1;
  }
  const wanted = proofs.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  let failures = 0;
  for (const { name, proof } of wanted) {
    const began = performance.now();
    const claims: Claim[] = [];
    for await (const claim of proof.run(effortOf(seed, part))) claims.push(claim);
    const seconds = (performance.now() - began) / 1000;
    // A proof that claims nothing proves nothing.
    failures += claims.length === 0 ? 1 : claims.filter((claim) => !holds(claim)).length;
    const report = {
      name,
      says: proof.says,
      seconds,
      claims: claims.map((claim) => ({ ...claim, holds: holds(claim) })),
    };
    if (values.json) print(JSON.stringify(report));
    else for (const line of forPeople(report)) print(line);
  }
  print(values.json ? JSON.stringify({ failures }) : failures === 0 ? 'Every claim holds.' : `${failures} DO NOT HOLD`);
  return failures;
}

function forPeople(report: {
  readonly name: string;
  readonly says: string;
  readonly seconds: number;
  readonly claims: readonly (Claim & { readonly holds: boolean })[];
}): string[] {
  const figure = (value: number) => value.toPrecision(4);
  return [
    `${report.name}: ${report.says} (${report.seconds.toFixed(1)} s)`,
    ...report.claims.map(
      (claim) =>
        `  ${claim.holds ? 'ok    ' : 'FAILED'} ${claim.says}: ${figure(claim.measured)} in ${figure(claim.low)} … ${figure(claim.high)}`,
    ),
    ...(report.claims.length === 0 ? ['  FAILED no claims'] : []),
  ];
}
