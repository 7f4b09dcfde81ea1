import { Inject, Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type pg from 'pg';
import { type LoanId, tenantOf } from '@mora/kernel';
import { type Actor, CLOCK, type Clock, CONFIG, DATABASE, Problem } from '@mora/runtime';
import type { NegotiationConfig } from '../../config.js';
import type { FigureSet } from '../../domain/assessment/types.js';
import { authorityOf } from '../../domain/approvals/authority.js';
import { canonicalJson } from '../../domain/offers/canonical.js';
import type { OfferCommand } from '../../domain/offers/commands.js';
import { disclosureIdOf, type DisclosurePack } from '../../domain/offers/disclosure.js';
import { packNow } from '../../domain/offers/show.js';
import { pricedNow, type Scene } from '../../domain/offers/step.js';
import type { Wish } from '../../domain/menu/nearest.js';
import type { Position } from '../../domain/menu/types.js';
import type { Offer } from '../../domain/offers/types.js';
import type { Hidden, Tier } from '../../domain/words.js';
import { BankDays } from '../../handlers/loan/bank-days.js';
import { NegotiationCommands } from '../../handlers/loan/loan-commands.js';
import { reading } from '../../persistence/loan/reading.js';
import { entriesOf } from '../../persistence/offers/authority.register.js';
import { NEGOTIATION_POLICIES, type PolicyBook } from '../../policies/load.js';
import { Figures } from '../../vault/figures.js';
import type { LoanSeen } from '../loan/loans.js';
import { refusal, requireAllowed } from '../refusals.js';
import { minorOf } from '../assessment/amounts.js';
import { isForBorrowers } from './for-borrowers.js';
import type { WishDto } from './sheets.dto.js';
import { sheetOf } from './sheets.js';

/** Figures, opened for one command, and the assessment that they are of. */
export type Means = Readonly<{ figures: Hidden<FigureSet>; assessmentId: string }>;

/** What the doors of offers have in common. */
@Injectable()
export class OfferDoor {
  private readonly days: BankDays;

  constructor(
    private readonly figures: Figures,
    private readonly commands: NegotiationCommands,
    @Inject(DATABASE) private readonly pool: pg.Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(NEGOTIATION_POLICIES) private readonly policies: PolicyBook,
    @Inject(CONFIG) { TIME_ZONE }: Pick<NegotiationConfig, 'TIME_ZONE'>,
  ) {
    this.days = new BankDays(TIME_ZONE);
  }

  /** One command; `said` is what came from outside. Throws the problem with the reason where it is not taken. */
  async take(loan: LoanId, command: OfferCommand, key: string, by: Actor, said: object): Promise<void> {
    requireAllowed(await this.commands.take(loan, command, key, by, { kind: command.kind, ...said }));
  }

  /**
   * The figures that a command is judged by. That somebody has looked is committed first, so it is asked before whether
   * the lane is up to date at all. Throws the problems 409, 422 and 503.
   */
  async meansOf({ loan, now }: LoanSeen, actor: Actor): Promise<Means> {
    if (await this.commands.catchingUp(loan)) {
      throw new Problem(503, 'catching-up', 'The loan is not known up to yesterday yet; ask again in a moment.');
    }
    const { current } = now.state.parts.assessment;
    if (current === null) throw new Problem(409, 'not-assessed', 'The household has not been assessed yet.');
    const figures = await this.figures.open(loan, current.assessmentId, actor);
    if (figures === null) throw new Problem(422, 'assessment-stale', 'Another assessment is in force by now.');
    return { figures, assessmentId: current.assessmentId };
  }

  /** How high somebody's authority is today, by the register and by the role. Throws the problem 422 where they have none. */
  async tierOf({ loan, now }: LoanSeen, { subject, roles }: Actor): Promise<Tier> {
    const on = now.openDay ?? this.days.dateOf(this.clock.now());
    const entries = await entriesOf(reading(this.pool), tenantOf(loan), subject, on);
    const { tierOfRole } = this.policies.on(on).approvals;
    const byRole = roles.includes('supervisor') ? tierOfRole.supervisor : tierOfRole.negotiator;
    const tier = authorityOf(entries, byRole, on);
    if (tier === 'none') throw refusal('tier-too-low', 'Compliance has taken the authority away.');
    return tier;
  }

  /** How the loan stands now, for terms that leave something to it. Throws the problem 409. */
  positionOf(seen: LoanSeen): Position {
    const priced = pricedNow(this.sceneOf(seen));
    if (typeof priced === 'string') throw new Problem(409, priced, 'The loan cannot be priced as it stands.');
    return priced.position;
  }

  /** The pack of an offer as the lane would find it now, with its id and hash. Throws the problems 404, 409 and 422. */
  packOf(seen: LoanSeen, offerId: string): Readonly<{ pack: DisclosurePack; disclosureId: string; sha256: string }> {
    const pack = packNow(this.offerOf(seen, offerId), this.sceneOf(seen));
    if (typeof pack === 'string') throw refusal(pack);
    const sha256 = createHash('sha256').update(canonicalJson(pack)).digest('hex');
    return { pack, disclosureId: disclosureIdOf(pack), sha256 };
  }

  /** Throws the problem 404. What the bank has not agreed on yet is not there for a borrower. */
  offerOf({ now, via }: LoanSeen, offerId: string): Offer {
    const offer = now.state.parts.offers.offers.find((one) => one.offerId === offerId);
    if (offer === undefined || (via === 'portal' && !isForBorrowers(offer))) {
      throw new Problem(404, 'no-such-offer', 'There is no such offer.');
    }
    return offer;
  }

  /** What the borrower asks for in place of an offer: one thing. Throws the problems 400 and 409. */
  wishOf(seen: LoanSeen, { largest, months, sheet }: WishDto): Wish {
    const given = [largest, months, sheet].filter((one) => one !== undefined).length;
    if (given !== 1) throw new Problem(400, 'request-invalid', 'One of largest, months and sheet is said.');
    const { currency, nextDueOn } = this.positionOf(seen);
    if (sheet !== undefined) return { sheet: sheetOf(sheet, currency, nextDueOn) };
    return largest === undefined ? { months: months ?? 1 } : { largest: minorOf(largest, currency) };
  }

  private sceneOf({ loan, now }: LoanSeen): Scene {
    const { openDay, state } = now;
    if (openDay === null) throw new Problem(503, 'starting', 'No day is open yet; ask again in a moment.');
    const instant = this.clock.now();
    const { endOf } = this.days;
    return {
      view: { loanId: loan, parts: state.parts, policies: this.policies.on(openDay), eventId: 'looked-at' },
      at: { now: instant, openDay, knownUpTo: {}, today: this.days.dateOf(instant), endOf },
    };
  }
}
