import { addDays, type CalendarDate } from '@mora/kernel';
import type { Proof } from '../assessment/types.js';
import { dayOf, instalments, LOAN, LoanStory, owed, POLICIES, registered, scheduled } from '../loan/fixtures.js';
import type { LoanEvent } from '../loan/event.js';
import type { Inner, LoanView, Said, Step, Write, Via } from '../loan/part.js';
import { elsewherePart } from '../loan/parts/elsewhere.js';
import { ledgerPart } from '../loan/parts/ledger.js';
import type { LoanState } from '../loan/state.js';
import type { Built } from '../menu/types.js';
import type { Offer } from '../offers/types.js';
import { roundPart } from '../round/part.js';
import type { Instalment, Kind, LaneAt, Outcome } from '../words.js';
import { plansPart } from './part.js';
import type { Plan, PlansPart } from './types.js';

export const ROUND = 'r-1';
export const FIRST_DUE = dayOf(10);
/** Three instalments of 1000, thirty days apart. */
export const ROWS = instalments(3, FIRST_DUE, 1_000);
/** What was paid before. */
export const BEFORE = 500;

const built = (over: Partial<Built>): Built => ({
  kind: 'built',
  instalments: ROWS,
  totals: owed(3_000),
  oldTotals: owed(3_000),
  costDelta: 0,
  waived: owed(0),
  capped: owed(0),
  capitalised: 0,
  fund: 0,
  rate: '0.1080',
  endOn: dayOf(70),
  months: 1,
  largest: 1_000,
  heavier: false,
  forms: ['deferred-plan'],
  settlesFor: null,
  warnings: [],
  ...over,
});

type Wanted = Readonly<{ id?: string; kinds?: readonly Kind[]; built?: Partial<Built>; proofDays?: number }>;

export function anOffer({ id = 'o-1', kinds = ['spread'], built: over = {}, proofDays }: Wanted = {}): Offer {
  const fund = { kind: 'hardship-fund', fund: 1, purpose: 'serious-illness', instalments: 1 } as const;
  return {
    offerId: id,
    roundId: ROUND,
    source: 'policy',
    proposer: 'policy',
    sheet: {
      terms: proofDays === undefined ? [] : [{ ...fund, proofDays }],
      waive: { interest: 0, fee: 0, penalty: 0 },
      firstDueOn: FIRST_DUE,
      beside: false,
    },
    kinds,
    built: built(over),
    affords: 'yes',
    tier: 'T1',
    rank: 1,
    state: 'accepted',
    disclosureId: `d-of-${id}`,
    sha256: null,
    restDays: null,
    review: null,
    acknowledgedOn: dayOf(0),
    madeOn: dayOf(0),
    validUntil: null,
    resumes: 0,
    votes: [],
    consents: [],
    basedOn: { version: 1, principal: 3_000, open: 3_000, assessmentId: 'a-1' },
    planId: `plan-of-${id}`,
  };
}

/** The plans of one loan, with the ledger and what is heard of elsewhere; the rest of the loan stands still. */
export class PlanStory {
  parts: LoanState['parts'];
  openDay: CalendarDate = dayOf(0);
  said: Said[] = [];
  told: Inner[] = [];
  writes: Write[] = [];
  refused: string | null = null;
  private paid = 0;

  constructor() {
    const story = new LoanStory().take(registered, scheduled(1, instalments(4, dayOf(-80), 875)));
    story.take({
      kind: 'payment',
      paymentId: 'before',
      currency: 'CNY',
      minor: BEFORE,
      valueDate: dayOf(-80),
      portions: null,
    });
    const open = { ...roundOf(ROUND), episodeId: 'e-1' };
    this.parts = { ...story.parts, round: { ...roundPart.start, open } };
  }

  get view(): LoanView {
    return { loanId: LOAN, parts: this.parts, policies: POLICIES, eventId: 'e' };
  }

  get plan(): Plan {
    const plan = this.parts.plans.plans.at(-1);
    if (plan === undefined) throw new Error('there is no plan');
    return plan;
  }

  get requestId(): string {
    return this.plan.request?.requestId ?? '';
  }

  /** The ids of the types that were said, since the last look. */
  heard(): string[] {
    const types = this.said.map(({ type, ask }) => (ask === true ? `ask ${type}` : type));
    this.said = [];
    return types;
  }

  /** What was said of one type. */
  all<D = Record<string, unknown>>(type: string): D[] {
    return this.said.filter((one) => one.type === type).map(({ data }) => data as D);
  }

  offer(offer: Offer = anOffer(), via: Via = 'portal'): this {
    const taken = { kind: 'offer-taken', offer, planId: offer.planId ?? '', via, by: 'w' } as const;
    return this.took(plansPart.hear?.(this.parts.plans, taken, this.view, this.at) ?? { part: this.parts.plans });
  }

  /** A paper of the borrower's, as the bank has found it. */
  paper(sha256: string, over: Partial<Proof> = {}): this {
    const proof: Proof = {
      ...{ docId: `doc-${sha256.slice(0, 4)}`, kind: 'invoice', sha256, type: 'pdf', state: 'verified' },
      ...{ givenBy: 'chen', verifiedBy: 'li', expiresOn: null, givenOn: this.openDay, ...over },
    };
    const { assessment } = this.parts;
    this.parts = { ...this.parts, assessment: { ...assessment, proofs: [...assessment.proofs, proof] } };
    return this;
  }

  /** The negotiation ends without its plan. */
  roundOver(outcome: Outcome): this {
    this.parts = { ...this.parts, round: { ...this.parts.round, open: null } };
    const over = { kind: 'round-over', roundId: ROUND, outcome, on: this.openDay, legal: null } as const;
    return this.took(plansPart.hear?.(this.parts.plans, over, this.view, this.at) ?? { part: this.parts.plans });
  }

  on(event: LoanEvent): this {
    const ledger = ledgerPart.on(this.parts.ledger, event, this.view, this.at).part;
    this.parts = { ...this.parts, ledger };
    const elsewhere = elsewherePart.on(this.parts.elsewhere, event, this.view, this.at).part;
    this.parts = { ...this.parts, elsewhere };
    return this.took(plansPart.on(this.parts.plans, event, this.view, this.at));
  }

  pay(minor: number, on: CalendarDate = this.openDay, paymentId = `p-${(this.paid += 1)}`): this {
    return this.on({ kind: 'payment', paymentId, currency: 'CNY', minor, valueDate: on, portions: null });
  }

  reverse(paymentId: string, minor = 0): this {
    return this.on({ kind: 'reversal', paymentId, minor, on: this.openDay });
  }

  /** The ledger books the rows behind what was paid before. */
  book(rows: readonly Instalment[] = ROWS, requestId: string | null = this.requestId): this {
    const paid = { number: 0, dueOn: dayOf(-80), ...owed(BEFORE) };
    return this.on(scheduled(2, [paid, ...rows], requestId));
  }

  active(): this {
    return this.offer().book();
  }

  close(days = 1): this {
    for (let n = 0; n < days; n += 1) {
      const day = this.openDay;
      this.on({ kind: 'day-closed', day });
      this.openDay = addDays(day, 1);
    }
    return this;
  }

  /** Closes days up to this one. */
  closeTo(day: CalendarDate): this {
    while (this.openDay <= day) this.close();
    return this;
  }

  /** The negotiation ends with the plan that it led to. */
  private agreed(): void {
    const closed = [{ roundId: ROUND, episodeId: 'e-1', outcome: 'agreed', on: this.openDay } as const];
    this.parts = { ...this.parts, round: { open: null, closed } };
  }

  get at(): LaneAt {
    return { now: 0, openDay: this.openDay, knownUpTo: {}, today: this.openDay, endOf: (day) => Date.parse(day) };
  }

  private took(step: Step<PlansPart>): this {
    this.refused = step.refuse?.because ?? null;
    if (step.refuse !== undefined) return this;
    this.parts = { ...this.parts, plans: step.part };
    this.said.push(...(step.said ?? []));
    this.told.push(...(step.tell ?? []));
    if (step.tell?.some(({ kind }) => kind === 'plan-active') === true) this.agreed();
    this.writes.push(...(step.writes ?? []));
    return this;
  }
}

/** A plan as it is after its offer was taken. */
export const aPlan = (): Plan => new PlanStory().offer().plan;

const roundOf = (roundId: string): NonNullable<LoanState['parts']['round']['open']> => ({
  roundId,
  episodeId: null,
  state: 'awaiting',
  by: 'policy',
  because: 'spec',
  reason: null,
  credit: null,
  service: null,
  responsible: null,
  openedOn: dayOf(0),
  dueOn: dayOf(20),
  selfService: false,
  holds: [],
  held: [],
  appointments: [],
  noShows: 0,
  legal: null,
  closing: null,
  late: false,
  policy: null,
});
