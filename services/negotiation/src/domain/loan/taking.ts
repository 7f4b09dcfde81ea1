import { type CalendarDate, earliest, invariant, type LoanId } from '@mora/kernel';
import type { NegotiationPolicies } from '../policies.js';
import type { LaneAt, TimerSet } from '../words.js';
import { PART_NAMES, PARTS } from './all-parts.js';
import { dated } from '../notices/ask-notice.js';
import { COMMANDS } from './command-kinds.js';
import type { LoanEvent } from './event.js';
import type { Inner, LoanView, Part, PartName, Said, Step, Write } from './part.js';
import { noticesAsked } from './parts/notices.js';
import type { LoanState } from './state.js';
import { waitsOf } from './waits.js';

/** Parts that answer each other longer than this are wrong. */
const DEPTH = 4;

/** One event on its way through the parts. */
export class Taking implements LoanView {
  parts: LoanState['parts'];
  refused: NonNullable<Step<unknown>['refuse']> | null = null;
  readonly said: Said[] = [];
  readonly timers: TimerSet[] = [];
  readonly clear: string[] = [];
  private readonly writes: Write[] = [];
  private told: Inner[] = [];
  private reviews: LoanState['reviews'];
  private readonly isCommand: boolean;

  constructor(
    private readonly state: LoanState,
    private readonly event: LoanEvent,
    private readonly at: LaneAt,
    readonly policies: NegotiationPolicies,
    readonly eventId: string,
  ) {
    this.parts = state.parts;
    this.isCommand = COMMANDS.has(event.kind);
    this.reviews = event.kind === 'day-closed' ? stillToCome(state.reviews, event.day) : state.reviews;
  }

  get loanId(): LoanId {
    return this.state.loanId;
  }

  /** Every part takes the event; then each hears what was told, in the order of telling, until nothing more is. */
  goRound(): void {
    for (const name of PART_NAMES) this.give(name, (part) => part.on(this.parts[name], this.event, this, this.at));
    this.hearOut();
  }

  /** What one part tells, and all that follows from it. */
  hear(inner: Inner): void {
    this.told.push(inner);
    this.hearOut();
  }

  private hearOut(): void {
    for (let depth = 0; this.told.length > 0 && this.refused === null; depth += 1) {
      invariant(depth < DEPTH, `parts tell each other without end: ${this.told.map(({ kind }) => kind).join()}`);
      const all = this.told;
      this.told = [];
      for (const inner of all) this.deliver(inner);
    }
  }

  /** The loan behind the event. */
  next(): LoanState {
    const { state } = this;
    const elsewhere = noticesAsked(this.parts.elsewhere, this.said);
    const parts = elsewhere === this.parts.elsewhere ? this.parts : { ...this.parts, elsewhere };
    return {
      loanId: state.loanId,
      parts,
      reviews: this.reviews,
      reviewOn: this.reviews === state.reviews ? state.reviewOn : firstOf(Object.values(this.reviews)),
      waits: parts === state.parts ? state.waits : waitsOf(parts),
      writes: this.writes.length === 0 ? state.writes : [...state.writes, ...this.writes],
    };
  }

  private deliver(inner: Inner): void {
    for (const name of PART_NAMES) {
      this.give(name, (part) => part.hear?.(this.parts[name], inner, this, this.at) ?? null);
    }
  }

  private give<K extends PartName>(
    name: K,
    ask: (part: Part<LoanState['parts'][K]>) => Step<LoanState['parts'][K]> | null,
  ): void {
    if (this.refused !== null) return;
    const step = ask(PARTS[name]);
    if (step === null) return;
    if (step.refuse !== undefined) {
      this.refused = step.refuse;
      return;
    }
    if (step.part !== this.parts[name]) this.parts = { ...this.parts, [name]: step.part };
    if (step.said !== undefined)
      this.said.push(...step.said.map((said) => dated(said, this.isCommand, this.at.openDay)));
    if (step.writes !== undefined) this.writes.push(...step.writes.map((write) => this.signed(write)));
    if (step.timers !== undefined) this.timers.push(...step.timers);
    if (step.clear !== undefined) this.clear.push(...step.clear);
    if (step.reviewOn !== undefined) this.review(name, step.reviewOn);
    if (step.tell !== undefined) this.told.push(...step.tell);
  }

  /** What is told of a loan's course bears the loan and the day, whoever tells it. */
  private signed({ table, row }: Write): Write {
    return { table, row: table === 'timeline' ? { loanId: this.loanId, on: this.at.openDay, ...row } : row };
  }

  /** The earliest of what a part asks for; at a close all that it had asked for up to this day is over. */
  private review(name: PartName, on: CalendarDate): void {
    const known = this.reviews[name];
    const day = known === undefined ? on : earliest(known, on);
    if (day !== known) this.reviews = { ...this.reviews, [name]: day };
  }
}

const stillToCome = (reviews: LoanState['reviews'], day: CalendarDate): LoanState['reviews'] => {
  const kept = Object.entries(reviews).filter(([, on]) => on > day);
  return kept.length === Object.keys(reviews).length ? reviews : Object.fromEntries(kept);
};

const firstOf = (days: readonly CalendarDate[]): CalendarDate | null =>
  days.reduce<CalendarDate | null>((first, day) => (first === null ? day : earliest(first, day)), null);
