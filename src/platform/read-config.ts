import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '../kernel/result';
import type { Config } from './config';

export type ConfigProblem =
  | { readonly type: 'unknown-flag'; readonly detail: string }
  | { readonly type: 'bad-port'; readonly value: string }
  | { readonly type: 'bad-public-url'; readonly value: string }
  | { readonly type: 'bad-database-url' }
  | { readonly type: 'tls-half-given' };

/** Every flag of `serve`; `docs/configuration.md` lists them with their environment names. */
export const configFlags = {
  port: { type: 'string' },
  host: { type: 'string' },
  data: { type: 'string' },
  'public-url': { type: 'string' },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
  'trust-proxy': { type: 'boolean' },
  'accept-clock': { type: 'boolean' },
  demo: { type: 'boolean' },
} as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** Flags win over environment, environment over defaults. */
export function readConfig(args: readonly string[], environment: Environment): Result<Config, ConfigProblem> {
  let flags: { [name in keyof typeof configFlags]?: string | boolean };
  try {
    flags = parseArgs({ args: [...args], options: configFlags, strict: true }).values;
  } catch (error) {
    return fail({ type: 'unknown-flag', detail: (error as Error).message });
  }
  const given = (flag: keyof typeof configFlags, variable: string): string | undefined =>
    (flags[flag] as string | undefined) ?? (environment[variable] || undefined);
  const isSet = (flag: keyof typeof configFlags, variable: string): boolean =>
    flags[flag] === true || environment[variable] === '1';

  const demo = isSet('demo', 'HAILONG_DEMO');
  const portText = given('port', 'PORT') ?? '8080';
  const port = Number(portText);
  if (!/^\d+$/.test(portText) || port > 65_535) return fail({ type: 'bad-port', value: portText });
  const certFile = given('tls-cert', 'TLS_CERT');
  const keyFile = given('tls-key', 'TLS_KEY');
  if ((certFile === undefined) !== (keyFile === undefined)) return fail({ type: 'tls-half-given' });
  const tls = certFile !== undefined && keyFile !== undefined ? { certFile, keyFile } : undefined;
  const publicUrl = readPublicUrl(given('public-url', 'PUBLIC_URL'), tls ? 'https' : 'http', port);
  if (!publicUrl.ok) return publicUrl;
  // The living example never touches real data: not even an external database that the environment names.
  const databaseUrl = demo ? undefined : environment['DATABASE_URL'] || undefined;
  if (databaseUrl !== undefined && !/^postgres(ql)?:\/\//.test(databaseUrl)) return fail({ type: 'bad-database-url' });
  return ok({
    port,
    host: given('host', 'HOST') ?? '0.0.0.0',
    dataDir: given('data', 'HAILONG_DATA') ?? (demo ? 'data-demo' : 'data'),
    publicUrl: publicUrl.value,
    databaseUrl,
    tls,
    trustProxy: isSet('trust-proxy', 'TRUST_PROXY'),
    acceptClock: isSet('accept-clock', 'HAILONG_ACCEPT_CLOCK'),
    demo,
  });
}

function readPublicUrl(given: string | undefined, protocol: string, port: number): Result<string, ConfigProblem> {
  const usual = protocol === 'https' ? 443 : 80;
  if (given === undefined) return ok(`${protocol}://localhost${port === usual ? '' : `:${port}`}`);
  if (!/^https?:\/\/[^/?#\s]+\/?$/.test(given)) return fail({ type: 'bad-public-url', value: given });
  return ok(given.replace(/\/$/, ''));
}
