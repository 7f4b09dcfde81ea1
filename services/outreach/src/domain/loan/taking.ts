import { type CalendarDate, earliest, type LoanId } from '@mora/kernel';
import type { TimerSet } from '../words.js';
import { PARTS } from './all-parts.js';
import { withdrawn } from './planned-step.js';
import type { LoanEvent } from './event.js';
import { flagsOf } from './flags.js';
import type { LoanAt, LoanPolicies, LoanView, PartName, Said, Step, Write } from './part.js';
import { waitsFor } from './parts/elsewhere.js';
import { firstOf } from './parts/ladder.js';
import { versionsOf } from './slices.js';
import type { LoanState } from './state.js';
import { tell } from './tellings.js';

/** What changes no plan: money that comes is told by the other spine stream where it changes anything. */
const PLANLESS: ReadonlySet<LoanEvent['kind']> = new Set([
  'payment',
  'reversal',
  'day-closed',
  'timer',
  'claim-notice',
  'placement-proposed',
]);
const LOOKED_AT: ReadonlySet<PartName> = new Set<PartName>(['elsewhere', 'says', 'promises', 'placement', 'work']);

const FOLLOWING: readonly PartName[] = ['placement', 'work'];

/** One event on its way through the parts. */
export class Taking implements LoanView {
  parts: LoanState['parts'];
  refused: NonNullable<Step<unknown>['refuse']> | null = null;
  readonly said: Said[] = [];
  readonly timers: TimerSet[] = [];
  readonly clear: string[] = [];
  private readonly writes: Write[] = [];
  private readonly stops: string[] = [];
  private readonly follows: LoanEvent[] = [];
  private reviews: LoanState['reviews'];
  private slices: LoanState['slices'];

  constructor(
    private readonly state: LoanState,
    private readonly event: LoanEvent,
    private readonly at: LoanAt,
    readonly policies: LoanPolicies,
    readonly eventId: string,
  ) {
    this.parts = state.parts;
    this.slices = state.slices;
    this.reviews = event.kind === 'day-closed' ? stillToCome(state.reviews, event.day) : state.reviews;
  }

  get loanId(): LoanId {
    return this.state.loanId;
  }

  get flags() {
    return flagsOf(this.parts, this.slices);
  }

  get stopped(): boolean {
    return this.state.stopped;
  }

  get versions() {
    return versionsOf(this.slices);
  }

  give<K extends PartName>(name: K, event: LoanEvent = this.event): void {
    if (this.refused !== null) return;
    if (name === 'ladder') this.tell();
    const before = this.parts[name];
    const step = PARTS[name].on(before, event, this, this.at);
    if (step.refuse !== undefined) {
      this.refused = step.refuse;
      return;
    }
    if (step.part !== before) {
      this.parts = { ...this.parts, [name]: step.part };
      if (LOOKED_AT.has(name) && !PLANLESS.has(event.kind)) this.review('ladder', this.at.openDay);
    }
    if (step.said !== undefined) this.said.push(...step.said);
    if (step.writes !== undefined) this.writes.push(...step.writes);
    if (step.timers !== undefined) this.timers.push(...step.timers);
    if (step.clear !== undefined) this.clear.push(...step.clear);
    if (step.reviewOn !== undefined) this.review(name, step.reviewOn);
    if (step.stop !== undefined && step.stop !== null) this.stops.push(step.stop);
    if (step.follows !== undefined) this.follows.push(...step.follows);
  }

  /** What the ladder proposes is for parts that have taken the event before it. */
  follow(): void {
    for (const event of this.follows) for (const name of FOLLOWING) this.give(name, event);
  }

  /** The loan behind the event; what is taken back is said last. */
  next(): LoanState {
    const { state, event } = this;
    this.withdraw();
    return {
      loanId: state.loanId,
      parts: this.parts,
      slices: this.slices,
      reviews: this.reviews,
      reviewOn: this.reviews === state.reviews ? state.reviewOn : firstOf(Object.values(this.reviews)),
      stopped: event.kind === 'day-closed' ? false : state.stopped || this.stops.length > 0,
      waits: waitsFor(this.parts.elsewhere),
      writes: this.writes.length === 0 ? state.writes : [...state.writes, ...this.writes],
    };
  }

  /** The strategy has nothing to tell but what it wants: that is asked for behind the facts it rests on, and names them. */
  private tell(): void {
    const { slices, said } = tell(this.state, this.parts, this.event, this.at.openDay);
    this.slices = slices;
    this.said.push(...said);
  }

  /** The earliest of what a part asks for; at a close all that it had asked for up to this day is over. */
  private review(name: PartName, on: CalendarDate): void {
    const known = this.reviews[name];
    const day = known === undefined ? on : earliest(known, on);
    if (day !== known) this.reviews = { ...this.reviews, [name]: day };
  }

  /**
   * Takes back what the strategy had wanted this morning, with every reason that comes, even after the first: so what is
   * said of one spine stream does not depend on the other. What another service wants is not the strategy's to withdraw.
   */
  private withdraw(): void {
    if (this.stops.length === 0) return;
    const open = this.parts.ladder.rungs.filter(({ state }) => state === 'open');
    for (const because of this.stops) this.said.push(...open.map((rung) => withdrawn(rung, this, because)));
  }
}

const stillToCome = (reviews: LoanState['reviews'], day: CalendarDate): LoanState['reviews'] => {
  const kept = Object.entries(reviews).filter(([, on]) => on > day);
  return kept.length === Object.keys(reviews).length ? reviews : Object.fromEntries(kept);
};
