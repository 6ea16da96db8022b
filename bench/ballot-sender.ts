import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { answerSlots } from '../src/survey/questionnaire';
import { questionnaireA } from '../src/survey/built-in-questionnaires';

/** The living example's open survey: a whole form A of the fourth quarter. */
export const surveyed = { unit: 'QNG-HT', period: '2025-Q4', form: 'A', version: 1, office: 'huong-tra' } as const;

const ratingIds = answerSlots(questionnaireA)
  .filter((slot) => slot.kind === 'rating')
  .map((slot) => slot.questionId);

export interface SentBallot {
  readonly id: string;
  /** The answers as bytes of the rated slots: what the database must hold. */
  readonly ratings: string;
  readonly body: string;
}

/** Ballot number n answers with n written in base 5, so that every ballot of a run differs. */
export function ballotNumber(n: number): SentBallot {
  const ratings = ratingIds.map((_id, place) => 1 + (Math.floor(n / 5 ** place) % 5));
  const id = randomBytes(16).toString('hex');
  const answers = Object.fromEntries(ratingIds.map((questionId, place) => [questionId, ratings[place]]));
  const { unit, period, form, version } = surveyed;
  return {
    id,
    ratings: Buffer.from(ratings).toString('hex'),
    body: JSON.stringify({ id, unit, period, form, version, answers }),
  };
}

export const ratedSlots = ratingIds.length;

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** One kept-alive connection over a bare socket: the sender shall cost as little as it can beside the server it measures. */
export class BallotConnection {
  private socket: Socket | undefined;
  private received = '';
  private waiting: { done: (answer: Answer) => void; failed: (error: Error) => void } | undefined;

  constructor(
    private readonly host: string,
    private readonly port: number,
  ) {}

  async send(body: string): Promise<Answer> {
    const socket = this.socket ?? (await this.open());
    return new Promise((done, failed) => {
      this.waiting = { done, failed };
      socket.write(
        `POST /api/ballots HTTP/1.1\r\nHost: ${this.host}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      );
    });
  }

  close(): void {
    this.socket?.destroy();
    this.socket = undefined;
  }

  private open(): Promise<Socket> {
    return new Promise((done, failed) => {
      const socket = connect({ host: this.host, port: this.port, noDelay: true });
      socket.setEncoding('utf8');
      socket.once('connect', () => {
        this.socket = socket;
        done(socket);
      });
      const lose = (error: Error): void => {
        this.socket = undefined;
        this.received = '';
        const waiting = this.waiting;
        this.waiting = undefined;
        waiting?.failed(error);
        failed(error);
      };
      socket.on('error', lose);
      socket.on('close', () => lose(new Error('closed')));
      socket.on('data', (text: string) => this.take(text));
    });
  }

  private take(text: string): void {
    this.received += text;
    const end = this.received.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = this.received.slice(0, end);
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
    const body = this.received.slice(end + 4);
    if (Buffer.byteLength(body) < length) return;
    this.received = '';
    const waiting = this.waiting;
    this.waiting = undefined;
    waiting?.done({ status: Number(head.slice(9, 12)), body });
  }
}
