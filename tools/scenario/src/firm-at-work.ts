import { addDays, calendarDate, type CalendarDate, daysBetween } from '@mora/kernel';
import type { Behaviour } from '@mora/ledger-simulator';
import { whoOf } from './borrowers.js';
import type { Grant } from './checker/book.js';
import { localAt } from './checker/local.js';
import type { Overdue } from './overdue.js';
import { ask, type Doors, textAt, type Who } from './requests.js';
import { CODES } from './staff.js';

type Placed = Readonly<{ loan: string; allowances: readonly Readonly<{ contacts: readonly string[] }>[] }>;
type Line = Readonly<Record<string, unknown>>;
/** A contact that the firm may make on one day of the borrower's, and of which it has not reported anything yet. */
type Open = Readonly<{ contact: string; on: CalendarDate; one: Overdue }>;

/** A firm's people are at work in the afternoon where the borrower lives: what was granted holds from noon on. */
const WORK: readonly [from: string, to: string] = ['12:00', '20:00'];
const CHANNELS = ['agency-message', 'agency-visit', 'agency-call'] as const;
/** Two go on a visit and record it; what a firm writes are the bank's words. */
const HOW = {
  'agency-message': { template: 'sms-again' },
  'agency-visit': { visitors: 2, recording: true },
  'agency-call': {},
};
const GRANT_OF_THOUSAND = 350;
const ONLINE_OF_THOUSAND = 80;
const GIVEN_BACK_OF_THOUSAND = 250;
const MOST_CONTACTS = 4;
/** Calls of a firm have luck of their own. */
const FIRM = 20;

/**
 * One outside firm. It fetches its file, makes the contacts that were granted for today, asks for others just before it
 * makes them, gives back what it cannot use any more, and reports all of that in one file.
 */
export class FirmAtWork {
  readonly grants: Grant[] = [];
  private readonly who: Who;
  private readonly path: string;
  private open: readonly Open[] = [];
  private placed: readonly Placed[] = [];

  constructor(
    private readonly world: Doors,
    private readonly behaviour: Behaviour,
    private readonly agencyId: string,
  ) {
    this.who = { subject: `somebody-of-${agencyId}`, role: 'agency', agency: agencyId };
    this.path = `/v1/agencies/${agencyId}`;
  }

  /** Answers whether there was anything to report. */
  async contact(owners: ReadonlyMap<string, Overdue>): Promise<boolean> {
    const file = await textAt(this.world, `${this.path}/placements.ndjson`, this.who);
    this.placed = file.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Placed]));
    const lines = this.underAllowances();
    for (const { loan } of this.placed) {
      const one = owners.get(loan);
      if (one !== undefined && this.isAtWork(one)) lines.push(...(await this.online(one)));
    }
    await this.report(lines);
    return lines.length > 0;
  }

  /**
   * For the days to come, a contact a day. Where something is left of an earlier grant nothing is asked for. Answers
   * whether anything was.
   */
  async askForMore(owners: ReadonlyMap<string, Overdue>): Promise<boolean> {
    let hasAsked = false;
    for (const { loan } of this.placed) {
      const one = owners.get(loan);
      if (one === undefined || !this.isAtWork(one) || this.open.some((left) => left.one.loan === loan)) continue;
      const today = this.todayOf(one);
      if (!this.behaviour.happens('grant', loan, today, GRANT_OF_THOUSAND)) continue;
      await this.askFor(one, today);
      hasAsked = true;
    }
    return hasAsked;
  }

  private async askFor(one: Overdue, today: CalendarDate): Promise<void> {
    const count = this.behaviour.lasts('grant', one.loan, today, 1, MOST_CONTACTS);
    const days = { from: addDays(today, 1), until: addDays(today, count) };
    const json = { loan: one.loan, ...whoOf(one.person), channel: 'agency-call', count, ...days };
    const { status, body } = await this.post<Granted>('/allowances', json);
    if (status !== 200) return;
    const { allowanceId, granted, contacts } = body;
    this.grants.push({ allowanceId, agencyId: this.agencyId, loan: one.loan, count, granted, ...days });
    this.open = [...this.open, ...contacts.map((contact, n) => ({ contact, one, on: addDays(days.from, n) }))];
  }

  /** Each on its own day. What stands in the file no more is given back, and so are some others. */
  private underAllowances(): Line[] {
    const listed = new Set(this.placed.flatMap(({ allowances }) => allowances.flatMap(({ contacts }) => contacts)));
    const lines: Line[] = [];
    const left: Open[] = [];
    for (const open of this.open) {
      const { contact, one, on } = open;
      const days = daysBetween(this.todayOf(one), on);
      const isNow = days === 0 && this.isAtWork(one);
      const isGivenBack = isNow && this.behaviour.happens('given-back', one.loan, on, GIVEN_BACK_OF_THOUSAND);
      if (!listed.has(contact) || days < 0 || isGivenBack)
        lines.push(this.lineOf(one, contact, { result: 'returned' }));
      else if (isNow) lines.push(this.used(one, contact, 'agency-call'));
      else left.push(open);
    }
    this.open = left;
    return lines;
  }

  private async online(one: Overdue): Promise<readonly Line[]> {
    const today = this.todayOf(one);
    const channel = CHANNELS.find((way) => this.behaviour.happens(way, one.loan, today, ONLINE_OF_THOUSAND));
    if (channel === undefined) return [];
    const how = HOW[channel];
    const json = { loan: one.loan, ...whoOf(one.person), channel, ...how };
    const { status, body } = await this.post<{ outcome: string; decisionId: string }>('/ask', json);
    return status === 200 && body.outcome === 'allowed' ? [this.used(one, body.decisionId, channel)] : [];
  }

  private used(one: Overdue, contact: string, channel: (typeof CHANNELS)[number]): Line {
    const today = this.todayOf(one);
    const made = { result: 'used', channel, at: new Date(this.world.clock.now()).toISOString() };
    const came = (outcome: string, answered: boolean, conversation: boolean, more: object = {}): Line =>
      this.lineOf(one, contact, { ...made, outcome, answered, conversation, ...more });
    if (channel === 'agency-message') return came('sent', false, false);
    if (channel === 'agency-visit') {
      const isMet = this.behaviour.onVisit(one.loan, today) === 'met';
      return came(isMet ? 'met-person' : 'not-at-home', isMet, isMet, { visitors: 2, recorded: true });
    }
    const outcome = this.behaviour.onCall(one.loan, today, FIRM);
    const hasTalked = outcome !== 'no-answer' && outcome !== 'wrong-person';
    const said = outcome === 'opt-out' ? { optOut: 'all' } : outcome === 'dispute' ? { complaint: 'tone' } : {};
    return came(CODES[outcome], outcome !== 'no-answer', hasTalked, said);
  }

  private async report(lines: readonly Line[]): Promise<void> {
    if (lines.length === 0) return;
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    const asking = { method: 'POST', path: `${this.path}/contacts`, text, type: 'application/x-ndjson' } as const;
    const { body } = await ask<Answers>(this.world, asking, this.who);
    const wrong = body.answers.find(({ outcome }) => outcome !== 'taken');
    if (wrong !== undefined) throw new Error(`a line of ${this.agencyId} is ${wrong.outcome}: ${wrong.reason}`);
  }

  private isAtWork({ person }: Overdue): boolean {
    const { time } = localAt(person.home.timeZone, this.world.clock.now());
    return time >= WORK[0] && time < WORK[1];
  }

  private lineOf({ loan, person }: Overdue, contact: string, more: object): Line {
    return { line: contact, loan, ...whoOf(person), contact, ...more };
  }

  private todayOf({ person }: Overdue): CalendarDate {
    return calendarDate(localAt(person.home.timeZone, this.world.clock.now()).date);
  }

  private post<T>(path: string, json: object) {
    const text = JSON.stringify(json);
    return ask<T>(
      this.world,
      { method: 'POST', path: `${this.path}${path}`, text, type: 'application/json' },
      this.who,
    );
  }
}

type Granted = Readonly<{ allowanceId: string; granted: number; contacts: readonly string[] }>;
type Answers = Readonly<{ answers: readonly Readonly<{ outcome: string; reason?: string }>[] }>;
