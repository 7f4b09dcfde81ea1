import { createHash } from 'node:crypto';
import type { RunningIssuer } from '@mora/dev-issuer';
import { type Asked, http } from '../http.js';
import { tokenOf, type Who } from '../requests.js';

/** Where legal escalation is, how to get in, and what time it is there. */
export type LegalDoors = Readonly<{
  clock: Readonly<{ now: () => number }>;
  issuer: RunningIssuer;
  urls: Readonly<{ 'legal-escalation': string }>;
}>;

export type Answer<T> = Readonly<{ status: number; body: T }>;

/** No is an answer of Mora, and so is that it must know more first; anything else is a fault of somebody's. */
const ANSWERS = [200, 201, 403, 404, 409, 422, 503];

/** The bank's own people at the doors of the law, with what was not taken and why. */
export class LawDoors {
  readonly refused: string[] = [];

  constructor(private readonly doors: LegalDoors) {}

  /** Null where there is nothing, or nothing yet. */
  async look<T>(path: string, who: Who): Promise<T | null> {
    const { status, body } = await this.ask<T>(path, who, {});
    return status === 200 ? body : null;
  }

  /** Null where it is not taken. `name` is what it is counted under where it is refused. */
  async tell<T extends object>(path: string, json: object, who: Who, name = path): Promise<T | null> {
    const text = JSON.stringify(json);
    const key = createHash('sha256')
      .update(`${who.subject}|${path}|${text}|${this.doors.clock.now()}`)
      .digest('hex')
      .slice(0, 32);
    const headers = { 'content-type': 'application/json', 'idempotency-key': key };
    const { status, body } = await this.ask<T>(path, who, { method: 'POST', headers, body: text });
    if (status < 300) return body;
    const { reason, detail } = (body ?? {}) as Readonly<{ reason?: string; detail?: string }>;
    const why = [reason ?? String(status), ...(reason === 'not-eligible' && detail !== undefined ? [detail] : [])];
    this.refused.push(`${name.replace(/[0-9a-f]{32}/g, '*')}: ${why.join(' ')}`);
    return null;
  }

  /** The same doors for one loan, by paths below it. */
  at(loan: string): AtLaw {
    const below = `/v1/loans/${encodeURIComponent(loan)}/`;
    return {
      loan,
      look: (path, who) => this.look(`${below}${path}`, who),
      tell: (path, json, who) => this.tell(`${below}${path}`, json, who, path),
    };
  }

  private async ask<T>(path: string, who: Who, { headers, ...asked }: Asked): Promise<Answer<T>> {
    const url = `${this.doors.urls['legal-escalation']}${path}`;
    const token = await tokenOf(this.doors, who);
    const { status, text } = await http(url, { ...asked, headers: { ...headers, ...token } });
    if (!ANSWERS.includes(status)) throw new Error(`${path} answers ${status}: ${text}`);
    return { status, body: JSON.parse(text) as T };
  }
}

/** One loan at the door of the law. */
export type AtLaw = Readonly<{
  loan: string;
  look: <T>(path: string, who: Who) => Promise<T | null>;
  tell: <T extends object>(path: string, json: object, who: Who) => Promise<T | null>;
}>;
