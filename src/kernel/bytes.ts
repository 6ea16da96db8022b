import { createHash, randomBytes } from 'node:crypto';

export function sha256(data: Uint8Array | string): Buffer {
  return createHash('sha256').update(data).digest();
}

export function sha256Hex(data: Uint8Array | string): string {
  return sha256(data).toString('hex');
}

/** A random id without order or time: 128 bits, 32 lower-case hex digits. */
export function randomId(): string {
  return randomBytes(16).toString('hex');
}
