import { createHash } from 'node:crypto';
import type { RunningIssuer } from '@mora/dev-issuer';
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

/** One loan at the door of the law, with what it did not take and why. */
export class AtLaw {
  constructor(
    private readonly doors: LegalDoors,
    readonly loan: string,
    private readonly refused: string[],
  ) {}

  /** Null where there is nothing, or nothing yet. */
  async look<T>(path: string, who: Who): Promise<T | null> {
    const { status, body } = await this.ask<T>(path, who, {});
    return status === 200 ? body : null;
  }

  /** Null where it is not taken. */
  async tell<T extends object>(path: string, json: object, who: Who): Promise<T | null> {
    const text = JSON.stringify(json);
    const key = createHash('sha256')
      .update(`${who.subject}|${this.loan}|${path}|${text}|${this.doors.clock.now()}`)
      .digest('hex')
      .slice(0, 32);
    const headers = { 'content-type': 'application/json', 'idempotency-key': key };
    const { status, body } = await this.ask<T>(path, who, { method: 'POST', headers, body: text });
    if (status < 300) return body;
    const reason = (body as Readonly<{ reason?: string }> | null)?.reason ?? String(status);
    this.refused.push(`${path.replace(/[0-9a-f]{32}/g, '*')}: ${reason}`);
    return null;
  }

  private async ask<T>(
    path: string,
    who: Who,
    { headers, ...asked }: Readonly<{ method?: string; headers?: Record<string, string>; body?: string }>,
  ): Promise<Answer<T>> {
    const url = `${this.doors.urls['legal-escalation']}/v1/loans/${encodeURIComponent(this.loan)}/${path}`;
    const response = await fetch(url, { ...asked, headers: { ...headers, ...(await tokenOf(this.doors, who)) } });
    const text = await response.text();
    if (!ANSWERS.includes(response.status)) throw new Error(`${path} answers ${response.status}: ${text}`);
    return { status: response.status, body: JSON.parse(text) as T };
  }
}
