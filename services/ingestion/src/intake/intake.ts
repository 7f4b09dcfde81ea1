import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { LEDGER_STREAM } from '@mora/contracts';
import { type CalendarDate, compareDates } from '@mora/kernel';
import {
  type Actor,
  actsFor,
  DATABASE,
  type DoorAnswer,
  type DoorItem,
  type Lanes,
  LANES,
  payloadHash,
  Problem,
} from '@mora/runtime';
import { DayKeeper } from '../handlers/day-keeper.js';
import { HTTP_DOOR, type IntakeEvent } from '../handlers/intake-event.js';
import { IntakeReactor } from '../handlers/intake.reactor.js';
import { type KeptRejection, Rejections } from '../persistence/rejections.js';
import { Sources } from '../sources/sources.js';
import type { Delivered } from './delivered-line.js';
import { FirstDay } from './first-day.js';
import { itemOf } from './read-door.js';
import { type Canonical, readRecord } from './read-record.js';
import type { Rejection, Stage } from './rejection.js';

export type Outcome = 'accepted' | 'duplicate' | 'conflict' | 'held' | 'rejected';
export type Answer = Readonly<{
  /** From 0, within the request. */
  position: number;
  /** The record's own id; empty where it could not be read. */
  id: string;
  outcome: Outcome;
  reason?: string;
  /** The field that is wrong, by its path. */
  field?: string;
  message?: string;
}>;

export type Delivery = Readonly<{ actor: Actor; correlationId: string | null; traceparent: string | null }>;

type Item = DoorItem<IntakeEvent> & Readonly<{ position: number; eventId: string; source: string }>;

type Read = Readonly<{ item: Item } | { answer: Answer; stage: Stage }>;

const BATCH = 500;

/** The one way in for records that somebody hands over and waits for an answer to. */
@Injectable()
export class Intake {
  constructor(
    @Inject(LANES) private readonly lanes: Lanes,
    @Inject(DATABASE) private readonly pool: pg.Pool,
    private readonly reactor: IntakeReactor,
    private readonly sources: Sources,
    private readonly firstDay: FirstDay,
    private readonly rejections: Rejections,
    private readonly keeper: DayKeeper,
  ) {}

  /** Takes records in their order; answers stand in the same order. Whatever is not taken is kept with its bytes. */
  async take(records: readonly Delivered[], delivery: Delivery): Promise<readonly Answer[]> {
    const answers: Answer[] = [];
    for (let at = 0; at < records.length; at += BATCH) {
      answers.push(...(await this.takeBatch(records.slice(at, at + BATCH), at, delivery)));
    }
    this.keeper.nudge();
    return answers;
  }

  private async takeBatch(records: readonly Delivered[], from: number, delivery: Delivery): Promise<Answer[]> {
    const read = records.map((record, n) => this.read(record, from + n, delivery));
    const items = read.flatMap((one) => ('item' in one ? [one.item] : []));
    const taken = await this.takeItems(items);
    const answers = read.map((one) => ('item' in one ? (taken.get(one.item.position) as Answer) : one.answer));
    const stages = read.map((one): Stage => ('stage' in one ? one.stage : 'rules'));
    const rejected = answers.flatMap((answer, n) =>
      answer.outcome === 'rejected' ? [kept(answer, stages[n] as Stage, records[n] as Delivered, delivery)] : [],
    );
    await this.rejections.keep(rejected);
    return answers;
  }

  private async takeItems(items: readonly Item[]): Promise<Map<number, Answer>> {
    const first = items.map(({ event }) => dayOf(event)).toSorted(compareDates)[0];
    if (first === undefined) return new Map();
    await this.openFirst(first);
    const answers = await this.lanes.take(this.reactor, items, { refusals: 'wait' });
    const gaps = await this.behindGaps(items);
    return new Map(items.map((item, n) => [item.position, answered(item, answers[n] as DoorAnswer, gaps)]));
  }

  private async openFirst(day: CalendarDate): Promise<void> {
    const starting = 'The service starts; send the same again in a moment.';
    if (!this.lanes.serving || !(await this.firstDay.ensure(day))) throw new Problem(503, 'starting', starting);
  }

  private read(record: Delivered, position: number, delivery: Delivery): Read {
    if ('broken' in record) return sentBack(position, '', record.broken);
    const reading = readRecord(record.structured, 'http', this.sources);
    const id = idIn(record.structured);
    if (reading.kind === 'rejected') return sentBack(position, id, reading.rejection);
    const foreign = foreignTo(delivery.actor, reading.record);
    if (foreign !== null) return sentBack(position, id, foreign);
    return { item: toItem(reading.record, record.structured, position, delivery) };
  }

  /** Of the records that were taken, those that now wait for an earlier one of their loan. */
  private async behindGaps(items: readonly Item[]): Promise<ReadonlySet<string>> {
    const numbered = items.filter(({ source }) => this.sources.find(source)?.terms.sequence.kind === 'per-loan');
    if (numbered.length === 0) return new Set();
    const { rows } = await this.pool.query<{ id: string }>(
      `select source || ':' || (waits ->> 'eventId') as id from loan_intake, jsonb_array_elements(waiting) as waits
       where loan_id = any($1::text[]) and gap_since is not null`,
      [[...new Set(numbered.map(({ subject }) => subject))]],
    );
    return new Set(rows.map((row) => row.id));
  }
}

function toItem(record: Canonical, structured: unknown, position: number, delivery: Delivery): Item {
  const text = JSON.stringify(structured);
  const bytes = Buffer.from(text);
  const { id, subject, event } = itemOf(record, HTTP_DOOR, bytes);
  const traceparent = record.traceparent ?? delivery.traceparent;
  const { source, eventId } = record.kind === 'closed' ? record.close : record.booked;
  return {
    position,
    id,
    subject,
    event,
    source,
    eventId,
    hash: payloadHash(text), // of the record, not of its spaces: the same one in a batch and alone is the same
    type: record.type,
    door: LEDGER_STREAM,
    bytes,
    correlationId: record.correlationId ?? delivery.correlationId ?? id,
    ...(traceparent !== null && { traceparent }),
  };
}

const dayOf = (event: IntakeEvent): CalendarDate => {
  if (event.kind === 'booked') return event.booked.bookedOn;
  if (event.kind === 'closed') return event.close.from ?? event.close.date;
  throw new TypeError('no timer and no command comes through this door');
};

function foreignTo(actor: Actor, { subject }: Canonical): Rejection | null {
  const tenant = subject.slice(0, subject.indexOf(':'));
  if (actsFor(actor, tenant)) return null;
  const message = 'source belongs to another tenant than the token';
  return { stage: 'source', reason: 'tenant-not-yours', field: 'source', message };
}

const sentBack = (position: number, id: string, { stage, reason, field, message }: Rejection): Read => ({
  answer: { position, id, outcome: 'rejected', reason, field, message },
  stage,
});

function answered({ position, eventId: id, ...item }: Item, answer: DoorAnswer, gaps: ReadonlySet<string>): Answer {
  switch (answer.kind) {
    case 'taken': {
      const reason = { reason: 'sequence-gap', message: 'waits for an earlier record of its loan' };
      return gaps.has(item.id) ? { position, id, outcome: 'held', ...reason } : { position, id, outcome: 'accepted' };
    }
    case 'duplicate':
      return { position, id, outcome: 'duplicate' };
    case 'conflict':
      return {
        position,
        id,
        outcome: 'conflict',
        reason: 'conflict',
        field: 'id',
        message: 'id came before with another body',
      };
    case 'held':
      return { position, id, outcome: 'held', reason: answer.because, message: answer.detail ?? '' };
    case 'refused':
      return { position, id, outcome: 'rejected', reason: answer.because, field: '', message: answer.detail ?? '' };
  }
}

const idIn = (structured: unknown): string => text(structured, 'id');

function text(structured: unknown, name: string): string {
  const value = (structured as Record<string, unknown> | null)?.[name];
  return typeof value === 'string' ? value.slice(0, 200) : '';
}

function kept(answer: Answer, stage: Stage, record: Delivered, { actor }: Delivery): KeptRejection {
  const { position, reason = '', field = '', message = '' } = answer;
  const source = 'structured' in record ? text(record.structured, 'source') : '';
  const about = { tenant: actor.tenant, door: 'http', source, eventId: answer.id, position, bytes: record.bytes };
  return { ...about, stage, reason, field, message };
}
