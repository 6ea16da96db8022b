import { hash, type Options, verify } from '@node-rs/argon2';
import { normalPassword } from './account';

/** OWASP password storage: argon2id, 19 MiB, 2 rounds, 1 lane; some 30 ms on the machine of a commune. */
// Algorithm 2 is argon2id; the package's enum is ambient and cannot be named here.
const options: Options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export async function hashPassword(password: string): Promise<string> {
  return hash(normalPassword(password), options);
}

/** Without a hash (no such person) the same time is spent, so that the answer's delay tells nothing. */
export async function verifyPassword(stored: string | undefined, password: string): Promise<boolean> {
  const matches = await verify(stored ?? (await decoy()), normalPassword(password), options);
  return matches && stored !== undefined;
}

let decoyHash: Promise<string> | undefined;

function decoy(): Promise<string> {
  decoyHash ??= hash('decoy', options);
  return decoyHash;
}
