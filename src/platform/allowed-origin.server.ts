import { hostname, networkInterfaces } from 'node:os';
import type { Config } from './config';

/**
 * May a form be posted from this page? Yes from the public URL; yes from the very address the request came to, if that is
 * localhost or one of the machine's own; nothing else. A request without `Origin` is not from a browser's page, unless the browser says so itself.
 */
export function isAllowedOrigin(config: Pick<Config, 'publicUrl'>, headers: Headers): boolean {
  const origin = headers.get('origin');
  if (origin === null) return [null, 'same-origin', 'none'].includes(headers.get('sec-fetch-site'));
  // A strict referrer policy turns the origin of one's own pages into `null`; the browser's own word then decides.
  if (origin === 'null') return headers.get('sec-fetch-site') === 'same-origin';
  const parsed = parseUrl(origin);
  if (!parsed) return false;
  if (parsed.origin === parseUrl(config.publicUrl)?.origin) return true;
  return parsed.host === headers.get('host')?.toLowerCase() && isOwnName(parsed.hostname);
}

function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

function isOwnName(name: string): boolean {
  const bare = name.replace(/^\[|\]$/g, '').toLowerCase();
  return bare === 'localhost' || bare === hostname().toLowerCase() || ownAddresses().includes(bare);
}

/** Every address of this machine, loopback included. Asked anew each time: a laptop changes networks. */
export function ownAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .map((entry) => entry.address.toLowerCase());
}
