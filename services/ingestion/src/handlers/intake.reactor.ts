import { Injectable } from '@nestjs/common';
import { LEDGER_STREAM, LOAN_STREAM, loanSubjectHeld, loanSubjectReleased } from '@mora/contracts';
import { invariant } from '@mora/kernel';
import type { At, Decided, DoorReactor, DoorReading, DoorRecord, Outcome, Tx } from '@mora/runtime';
import { isEarly } from '../domain/early.js';
import { type Decision, expireGap, skipGap, take } from '../domain/take.js';
import type { Terms } from '../domain/terms.js';
import { Alarms } from '../intake/alarms.js';
import { FirstDay } from '../intake/first-day.js';
import { isBrokenClose, readDoorRecord } from '../intake/read-door.js';
import { IntakeRepository } from '../persistence/intake.repository.js';
import { Sources } from '../sources/sources.js';
import { announcementOf } from './announce.js';
import { type Arrived, type IntakeEvent, type IntakeState, untouched } from './intake-event.js';

const GAP = 'sequence-gap';
const GAP_EXPIRED = 'sequence-gap-expired';

/** Ledger records in, facts of loans out; days are counted and closes noted on the way. */
@Injectable()
export class IntakeReactor implements DoorReactor<IntakeState, IntakeEvent> {
  readonly name = 'ingestion';
  readonly space = 'loan';
  readonly publishes = LOAN_STREAM;
  readonly spine = [];
  readonly informing = [];
  readonly accepts = [];
  readonly doors = [LEDGER_STREAM];
  readonly holds = { held: loanSubjectHeld, released: loanSubjectReleased };

  constructor(
    private readonly intake: IntakeRepository,
    private readonly sources: Sources,
    private readonly firstDay: FirstDay,
    private readonly alarms: Alarms,
  ) {}

  readDoor(record: DoorRecord): DoorReading<IntakeEvent> {
    const reading = readDoorRecord(record, this.sources);
    if (reading.kind === 'read' && reading.event.kind === 'booked')
      this.firstDay.require(reading.event.booked.bookedOn);
    if (reading.kind === 'unreadable' && isBrokenClose(record)) {
      this.alarms.raise('day-incomplete', { partition: record.partition, reason: reading.because });
    }
    return reading;
  }

  load(tx: Tx, subjects: readonly string[]) {
    return this.intake.load(tx, subjects);
  }

  decide(known: IntakeState | null, event: IntakeEvent, at: At): Outcome<IntakeState> {
    const state = known ?? untouched;
    switch (event.kind) {
      case 'booked':
        return this.booked(state, event, at);
      case 'closed': {
        const closes = [...state.closes, { ...event, openDay: at.openDay }];
        return { kind: 'decided', next: { ...state, closes }, announce: [] };
      }
      case 'gap-expired':
        invariant(state.loan !== null, 'a gap is of a loan that is known');
        return this.outcome(state, expireGap(state.loan), at);
      case 'gap-skipped':
        return this.skipped(state, at);
    }
  }

  save(tx: Tx, changed: ReadonlyMap<string, IntakeState>, partitionOf: (subject: string) => number) {
    return this.intake.save(tx, changed, partitionOf);
  }

  onTimer(): IntakeEvent {
    this.alarms.raise(GAP_EXPIRED);
    return { kind: 'gap-expired' };
  }

  private booked(state: IntakeState, event: Arrived, at: At): Outcome<IntakeState> {
    const { booked, control, door, waited } = event;
    const arrival = { bookedOn: booked.bookedOn, waited, othersWaitFor: state.waitsFor };
    if (isEarly(arrival, at.openDay)) return waitForDay(state, event);
    const decision = take(state.loan, booked, { openDay: at.openDay, terms: this.termsOf(booked.source) });
    const outcome = this.outcome(state, decision, at);
    if (outcome.kind === 'refused') return outcome;
    const counted = [...state.counted, { source: booked.source, day: booked.bookedOn, door, control }];
    return { ...outcome, next: { ...outcome.next, counted } };
  }

  private skipped(state: IntakeState, at: At): Outcome<IntakeState> {
    if (state.loan === null) return { kind: 'refused', because: 'no-gap', detail: 'no such loan is known' };
    const terms = this.termsOf(state.loan.source);
    return this.outcome(state, skipGap(state.loan, { openDay: at.openDay, terms }), at);
  }

  private outcome(state: IntakeState, decision: Decision, at: At): Outcome<IntakeState> {
    if (decision.kind === 'refused') return decision;
    const { next: loan, said, gap } = decision;
    const decided: Decided<IntakeState> = {
      kind: 'decided',
      next: { ...state, loan },
      announce: said.map(announcementOf),
    };
    if (gap === 'closed') return { ...decided, clearTimers: [GAP] };
    if (gap === undefined) return decided;
    const { sequence } = this.termsOf(loan.source);
    const dueAt = at.now + (sequence.kind === 'per-loan' ? sequence.gapTimeoutMs : 0);
    return { ...decided, setTimers: [{ key: GAP, kind: GAP, dueAt }] };
  }

  private termsOf(id: string): Terms {
    const source = this.sources.find(id);
    invariant(source !== null, 'a record that was read is of a source that is configured');
    return source.terms;
  }
}

function waitForDay(state: IntakeState, event: Arrived): Outcome<IntakeState> {
  const { bookedOn } = event.booked;
  const waitsFor = state.waitsFor === null || bookedOn < state.waitsFor ? bookedOn : state.waitsFor;
  return { kind: 'decided', next: { ...state, waitsFor, early: [...state.early, event] }, announce: [] };
}
