import type { CalendarDate } from '@mora/kernel';
import type { Behaviour } from '@mora/ledger-simulator';
import type { Difference, Income, Pack, Stated } from '../negotiation-checker/book.js';
import { TENANT } from '../tenant.js';
import { type Answer, look, type NegotiationDoors, say, type Who } from './doors.js';
import type { Household, Told } from './household.js';

/** Those of the bank: who negotiates, who looks at papers, and who may approve how much. */
export const CHEN: Who = { subject: 'chen', role: 'negotiator' };
export const LI: Who = { subject: 'li', role: 'negotiator' };
export const WU: Who = { subject: 'wu', role: 'supervisor' };
export const ZHAO: Who = { subject: 'zhao', role: 'supervisor' };
export const SUN: Who = { subject: 'sun', role: 'supervisor' };
export const HE: Who = { subject: 'he', role: 'supervisor' };
const QIAN: Who = { subject: 'qian', role: 'compliance' };
export const LAW: Who = { subject: 'fang', role: 'legal' };

/** Who approves a tier, the highest by two. */
export const APPROVERS: Readonly<Record<string, readonly Who[]>> = { T1: [WU], T2: [WU], T3: [ZHAO], T4: [SUN, HE] };

export async function nameTiers(doors: NegotiationDoors, from: CalendarDate): Promise<void> {
  for (const [{ subject }, tier] of [
    [ZHAO, 'T3'],
    [SUN, 'T4'],
    [HE, 'T4'],
  ] as const) {
    const { status } = await say(doors, 'PUT', `/v1/authorities/${subject}`, { tier, from }, QIAN);
    if (status !== 200) throw new Error(`${subject} is given no authority: ${status}`);
  }
}

/** Everything that a negotiation of this run goes by, and what the run keeps of it for the checker. */
export type Cast = Readonly<{
  doors: NegotiationDoors;
  behaviour: Behaviour;
  homes: ReadonlyMap<string, Household>;
  stated: Map<string, Stated>;
  packs: Map<string, Pack>;
  differences: Map<string, Difference>;
  /** What each borrower has said of itself last. */
  told: Map<string, Told>;
  /** How well the wage of each is proved, and the last day on which it is. */
  proved: Map<string, Proved>;
  /** For whom nothing was found, and when somebody looks again. */
  looksAgain: Map<string, CalendarDate>;
  /** Negotiations in which the bank has refused an offer. */
  refusedOnce: Set<string>;
  /** What was refused, by what was asked for. */
  refused: string[];
}>;

export type Proved = Readonly<{ proof: Income['proof']; until: CalendarDate }>;

export type Offer = Readonly<{
  offerId: string;
  kinds: readonly string[];
  state: string;
  tier: string;
  rank: number;
  disclosureId: string | null;
}>;
export type Round = Readonly<{
  state: string;
  credit: string | null;
  reasonForDelinquency: string | null;
  openedOn: CalendarDate;
  appointments: readonly Readonly<{ appointmentId: string; at: string; outcome: string | null }>[];
}>;
export type Assessment = Readonly<{ assessmentId: string; state: string; verdict: string; validUntil: CalendarDate }>;
export type Standing = Readonly<{
  product: string | null;
  round: Round | null;
  closed: readonly Readonly<{ outcome: string; on: CalendarDate }>[];
  holds: readonly Readonly<{ holdId: string; kind: string }>[];
  episode: Readonly<{ daysPastDue: number; overdue: string | null }> | null;
  assessment: Assessment | null;
  documentsWanted: readonly string[];
  offers: readonly Offer[];
  plan: Readonly<{ planId: string; kinds: readonly string[]; state: string; activeFrom: CalendarDate | null }> | null;
}>;

/** A loan at the door of negotiation, on a day. */
export class AtLoan {
  readonly borrower: Who;
  /** Why what was told last was not taken; null where it was. */
  because: string | null = null;

  constructor(
    readonly cast: Cast,
    readonly loan: string,
    readonly home: Household,
    readonly on: CalendarDate,
  ) {
    this.borrower = { subject: home.terms.party, role: 'borrower' };
  }

  get person(): string {
    return `${TENANT}:${this.home.terms.party}`;
  }

  async standing(): Promise<Standing | null> {
    const { status, body } = await this.look<Standing>('', CHEN);
    return status === 200 ? body : null;
  }

  look<T>(path: string, who: Who): Promise<Answer<T>> {
    return look<T>(this.cast.doors, this.at(path), who);
  }

  /** Null where it is not taken; why is counted, by what it was about. */
  async tell<T extends object>(path: string, body: object, who: Who = CHEN, about = ''): Promise<T | null> {
    return this.asked<T>(`${path}${about}`, await say<T>(this.cast.doors, 'POST', this.at(path), body, who));
  }

  async put<T extends object>(path: string, body: object, who: Who): Promise<T | null> {
    return this.asked<T>(path, await say<T>(this.cast.doors, 'PUT', this.at(path), body, who));
  }

  private asked<T>(path: string, { status, body }: Answer<T>): T | null {
    this.because = status < 300 ? null : reasonIn(body);
    if (this.because === null) return body;
    const what = path.replace(/[0-9a-f]{32}/g, '*');
    this.cast.refused.push(`${what}: ${this.because}`);
    return null;
  }

  private at(path: string): string {
    return `/v1/loans/${encodeURIComponent(this.loan)}${path === '' ? '' : `/${path}`}`;
  }
}

const reasonIn = (body: unknown): string => (body as Readonly<{ reason?: string }>).reason ?? '';
