import { createHash } from 'node:crypto';

/** One state change, as a room declares it in its `events.ts`. `body` holds flat facts; never an answer, never a citizen. */
export interface LogEvent {
  readonly unitCode: string;
  readonly type: string;
  readonly subject: string;
  readonly actor: string;
  readonly at: Date;
  readonly body: Readonly<Record<string, string | number | boolean | null>>;
}

/** Keys sorted by code unit, UTF-8, no spaces: one event has one encoding (docs/formats/log.md). */
export function encodeBody(body: LogEvent['body']): Buffer {
  const keys = Object.keys(body).sort();
  return Buffer.from(`{${keys.map((key) => `${JSON.stringify(key)}:${JSON.stringify(body[key])}`).join(',')}}`, 'utf8');
}

/** Length-prefixed fields in fixed order: unit, type, subject, actor, instant (ISO 8601, UTC), body (docs/formats/log.md). */
export function encodeEntry(event: LogEvent): Buffer {
  const fields = [event.unitCode, event.type, event.subject, event.actor, event.at.toISOString()].map((text) =>
    Buffer.from(text, 'utf8'),
  );
  return Buffer.concat(
    [...fields, encodeBody(event.body)].flatMap((field) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(field.length);
      return [length, field];
    }),
  );
}

/** RFC 6962 leaf hash: SHA-256 of 0x00 and the entry. */
export function leafHash(entry: Uint8Array): Buffer {
  return createHash('sha256').update(Uint8Array.of(0)).update(entry).digest();
}
