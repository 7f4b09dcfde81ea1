import { addMonths, calendarDate } from '@mora/kernel';
import type { FigureSet } from '../assessment/types.js';
import type { LoanEvent } from '../loan/event.js';
import { dayOf, linked, LoanStory, POLICIES, registered, scheduled, START, started, WANG } from '../loan/fixtures.js';
import type { NegotiationPolicies } from '../policies.js';
import type { Hidden, Instalment, Verdict } from '../words.js';
import type { OfferCommand } from './commands.js';
import { disclosureIdOf } from './disclosure.js';
import { packNow } from './show.js';
import type { Offer } from './types.js';

export const ASSESSED = 'a-1';
export const SHA = 'ab'.repeat(32);

/** Of a household that has something left every month. */
export const FIGURES: FigureSet = {
  assessmentId: ASSESSED,
  capacity: 200_000,
  stressed: 160_000,
  liquid: 50_000,
  later: null,
};
export const hidden = <T>(value: T): Hidden<T> => ({ reveal: () => value });

type Command<K extends OfferCommand['kind']> = Extract<OfferCommand, { kind: K }>;

type Vote = Extract<OfferCommand, { kind: 'approve' | 'refuse' }>;

export const propose = (over: Partial<Command<'propose'>> = {}): LoanEvent => ({
  kind: 'propose',
  sheets: 'menu',
  figures: hidden(FIGURES),
  assessmentId: ASSESSED,
  by: 'chen',
  via: 'staff',
  legalGraceDays: null,
  ...over,
});

/** 24 instalments of 1,000.00 and a falling interest; the two that lie before the start are unpaid. */
const ROWS: readonly Instalment[] = Array.from({ length: 24 }, (_, n) => ({
  number: n + 1,
  dueOn: addMonths(calendarDate('2026-01-20'), n),
  principal: 100_000,
  interest: 900 * (24 - n),
  fee: 0,
  penalty: 0,
}));

/** A loan of 24 instalments, two of them overdue, in a negotiation, and its borrower assessed. */
export class OfferStory extends LoanStory {
  constructor(policies: NegotiationPolicies = POLICIES, verdict: Verdict = 'short-term', rows = ROWS) {
    super(policies);
    this.take(registered, linked(), scheduled(1, rows));
    const overdue = { principal: 200_000, interest: 42_300, fee: 0, penalty: 3_000 };
    this.take(started(START, { daysPastDue: 41, oldestUnpaidOn: calendarDate('2026-01-20'), overdue }));
    this.take({ kind: 'open', because: 'asked', reason: 'illness', by: 'wang', who: 'staff', legal: null });
    // Without a team the negotiation would soon be held for the bank's own delay.
    this.take({ kind: 'assign', credit: 'chen', service: 'wang', responsible: 'wang', by: 'wu' });
    this.assessed(verdict);
  }

  /** What the assessment concludes, without an amount. */
  assessed(verdict: Verdict, over: Partial<NonNullable<LoanStory['parts']['assessment']['current']>> = {}): this {
    const current = {
      assessmentId: ASSESSED,
      personId: WANG,
      verdict,
      validUntil: dayOf(60),
      region: 'cn-shanghai',
      difficulty: 'cash-flow' as const,
      beyondMeans: false,
      state: 'current' as const,
      ...over,
    };
    if (this.state === null) throw new Error('nothing is known of the loan');
    const { parts } = this.state;
    this.state = { ...this.state, parts: { ...parts, assessment: { ...parts.assessment, current } } };
    return this;
  }

  get offers(): readonly Offer[] {
    return this.parts.offers.offers;
  }

  offer(nth = 0): Offer {
    const offer = this.offers[nth];
    if (offer === undefined) throw new Error(`there is no offer ${nth}`);
    return offer;
  }

  of(kind: string): Offer {
    const offer = this.offers.find(({ kinds }) => kinds.join('+') === kind);
    if (offer === undefined) throw new Error(`no offer is ${kind}`);
    return offer;
  }

  approve(nth = 0, by = 'wu', over: Partial<Vote> = {}): this {
    return this.take({ kind: 'approve', offerId: this.offer(nth).offerId, because: 'fits', by, tier: 'T4', ...over });
  }

  packIdOf(nth = 0): string {
    const pack = packNow(this.offer(nth), this.scene);
    return typeof pack === 'string' ? pack : disclosureIdOf(pack);
  }

  disclose(nth = 0): this {
    const { offerId } = this.offer(nth);
    const disclosureId = this.packIdOf(nth);
    return this.take({ kind: 'disclose', offerId, disclosureId, sha256: SHA, by: 'wang', via: 'staff' });
  }

  acknowledge(nth = 0): this {
    const { offerId, disclosureId } = this.offer(nth);
    return this.take({ kind: 'acknowledge', offerId, disclosureId: disclosureId ?? 'none', by: 'P-1', via: 'portal' });
  }

  accept(nth = 0, over: Partial<Command<'accept'>> = {}): this {
    const { offerId, disclosureId } = this.offer(nth);
    const figures = { figures: hidden(FIGURES), assessmentId: ASSESSED };
    const borrower = { by: 'P-1', via: 'portal' } as const;
    return this.take({
      kind: 'accept',
      offerId,
      disclosureId: disclosureId ?? 'none',
      ...figures,
      ...borrower,
      ...over,
    });
  }

  /** What a command of this moment would look at. */
  get scene() {
    const { openDay, policies } = this;
    const endOf = (day: string): number => Date.parse(day) + 24 * 3_600_000 - 1;
    return {
      view: { loanId: this.state?.loanId ?? ('none:none' as never), parts: this.parts, policies, eventId: 'look' },
      at: { now: Date.parse(openDay), openDay, knownUpTo: this.knownUpTo, today: openDay, endOf },
    };
  }
}
