import type { CalendarDate } from '@mora/kernel';
import type { Behaviour, Person } from '@mora/ledger-simulator';
import { type Overdue, ownedBy } from '../overdue.js';
import { TENANT } from '../tenant.js';
import { look, type NegotiationDoors, say, type Who } from './doors.js';
import { statementOf } from './statement.js';

const CHEN: Who = { subject: 'chen', role: 'negotiator' };
/** They approve what others have made; the highest tier needs both. */
const WU: Who = { subject: 'wu', role: 'supervisor' };
const ZHAO: Who = { subject: 'zhao', role: 'supervisor' };
const SUPERVISORS = [WU, ZHAO];
const COMPLIANCE: Who = { subject: 'qian', role: 'compliance' };
const WORK_PAGE = 1_000;
const LOANS = `${TENANT}:L-`;
const MANY = 1_000_000;
/** Of a thousand offers that a borrower is shown. */
const TAKES = 700;
const DECLINES = 200;

/** What a borrower says to an offer. */
type Reply = 'takes' | 'declines' | 'lets-it-lie';
export type Replies = (loan: string, openedOn: CalendarDate) => Reply;

const replyBy = (luck: number): Reply =>
  luck < TAKES ? 'takes' : luck < TAKES + DECLINES ? 'declines' : 'lets-it-lie';
const inEachRound =
  (behaviour: Behaviour): Replies =>
  (loan, openedOn) =>
    replyBy(behaviour.lasts('answer', loan, openedOn, 0, 999));
/** Whoever has declined once declines each time, so that in a few weeks somebody has nothing left but the court. */
export const alwaysTheSame =
  (behaviour: Behaviour, opensOn: CalendarDate): Replies =>
  (loan) =>
    replyBy(behaviour.lasts('answer', loan, opensOn, 0, 999));

type Work = Readonly<{ items: readonly Readonly<{ loanId: string }>[] }>;
type Offer = Readonly<{ offerId: string; state: string; rank: number; disclosureId: string | null }>;
type Plan = Readonly<{ planId: string; state: string }>;
type Round = Readonly<{ state: string; credit: string | null; service: string | null; openedOn: CalendarDate }>;
type Standing = Readonly<{
  round: Round | null;
  assessment: Readonly<{ state: string; validUntil: CalendarDate }> | null;
  offers: readonly Offer[];
  plan: Plan | null;
}>;

const OPEN = ['draft', 'approved', 'disclosed', 'acknowledged'];

/** Says who may approve what, once; the same again changes nothing. */
export async function nameApprovers(doors: NegotiationDoors, from: CalendarDate): Promise<void> {
  for (const { subject } of SUPERVISORS)
    await say(doors, 'PUT', `/v1/authorities/${subject}`, { tier: 'T4', from }, COMPLIANCE);
}

/**
 * A day of the people who negotiate: so many loans at most, others on another day, so that one that gets nowhere keeps
 * none from its turn. Of cards the ledger tells no schedule, so that there is nothing to agree on.
 */
export async function letThemNegotiate(
  doors: NegotiationDoors,
  behaviour: Behaviour,
  people: readonly Person[],
  on: CalendarDate,
  mostLoans: number,
  replies: Replies = inEachRound(behaviour),
): Promise<void> {
  const { status, body } = await look<Work>(doors, `/v1/work?limit=${WORK_PAGE}`, CHEN);
  if (status !== 200) return;
  const loans = new Set(body.items.map(({ loanId }) => loanId).filter((loan) => loan.startsWith(LOANS)));
  const luck = (loan: string): number => behaviour.lasts('desk', loan, on, 0, MANY);
  const chosen = [...loans].toSorted((a, b) => luck(a) - luck(b)).slice(0, mostLoans);
  for (const one of ownedBy(chosen, people)) await new Desk(doors, behaviour, one, on, replies).work();
}

/** One loan on the desk. What Mora refuses is left for another day. */
class Desk {
  constructor(
    private readonly doors: NegotiationDoors,
    private readonly behaviour: Behaviour,
    private readonly one: Overdue,
    private readonly on: CalendarDate,
    private readonly replies: Replies,
  ) {}

  async work(): Promise<void> {
    const { status, body } = await look<Standing>(this.doors, this.at(), CHEN);
    if (status !== 200) return;
    if (body.plan !== null) await this.seeToPlan(body.plan);
    const { round } = body;
    if (round === null || round.state === 'awaiting') return;
    if (round.credit === null || round.service === null) {
      await this.tell('assign', { credit: 'chen', service: 'li', responsible: 'li' }, WU);
    }
    const { assessment } = body;
    if (assessment?.state !== 'current' || assessment.validUntil < this.on) await this.assess();
    const open = body.offers.filter(({ state }) => OPEN.includes(state));
    if (open.length > 0) return this.answer(round, open);
    const made = await this.tell<{ offers: readonly Offer[] }>('offers/menu', {}, CHEN);
    if (made !== null) await this.answer(round, made.offers);
  }

  /** A ledger that would not book is asked once more; where it has booked otherwise, its schedule is shown and taken. */
  private async seeToPlan({ planId, state }: Plan): Promise<void> {
    const path = `plans/${planId}/settle-difference`;
    if (state === 'rejected' || state === 'timed-out') {
      await this.tell(path, { take: 'ask-again', because: 'ledger-was-asked' }, CHEN);
    }
    if (state !== 'differs') return;
    const { body } = await look<{ difference: { disclosureId: string } | null }>(
      this.doors,
      this.at(`plans/${planId}`),
      CHEN,
    );
    const disclosureId = body.difference?.disclosureId;
    if (disclosureId === undefined) return;
    await this.tell(`plans/${planId}/acknowledge-difference`, { disclosureId }, this.borrower);
    for (const who of SUPERVISORS) await this.tell(path, { take: 'ledger', disclosureId, because: 'shown' }, who);
  }

  private get borrower(): Who {
    return { subject: this.one.person.party, role: 'borrower' };
  }

  private async assess(): Promise<void> {
    const { loan, person } = this.one;
    const statement = statementOf(this.behaviour, loan, this.on);
    const body = { person: `${TENANT}:${person.party}`, statement, proofs: [] };
    await say(this.doors, 'PUT', this.at('statement'), body, CHEN);
  }

  /** The best offer is approved by somebody else and shown; the borrower takes it, declines all, or lets it lie. */
  private async answer({ openedOn }: Round, offers: readonly Offer[]): Promise<void> {
    const [best] = offers.toSorted((a, b) => a.rank - b.rank);
    if (best === undefined) return;
    const { loan } = this.one;
    const { borrower } = this;
    const path = `offers/${best.offerId}`;
    if (best.state === 'draft') {
      for (const who of SUPERVISORS) await this.tell(`${path}/approve`, { because: 'fits' }, who);
    }
    const shown = await this.tell<{ disclosureId: string }>(`${path}/disclose`, {}, CHEN);
    const disclosureId = shown?.disclosureId ?? best.disclosureId;
    if (disclosureId === null) return;
    const reply = this.replies(loan, openedOn);
    if (reply === 'lets-it-lie') return;
    if (reply === 'declines') {
      await this.tell('offers/all/reject', { because: 'too-much' }, borrower);
      return;
    }
    await this.tell(`${path}/acknowledge`, { disclosureId }, borrower);
    await this.tell(`${path}/accept`, { disclosureId }, borrower);
  }

  /** Null where it is not taken. */
  private async tell<T extends object>(path: string, body: object, who: Who = CHEN): Promise<T | null> {
    const answer = await say<T>(this.doors, 'POST', this.at(path), body, who);
    return answer.status < 300 ? answer.body : null;
  }

  private at(path = ''): string {
    return `/v1/loans/${encodeURIComponent(this.one.loan)}${path === '' ? '' : `/${path}`}`;
  }
}
