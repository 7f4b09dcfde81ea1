import { ContractViolation, dayClosed, type Event } from '@mora/contracts';
import { addDays, type CalendarDate, calendarDate } from '@mora/kernel';
import type { LoanEvent } from '../domain/loan-event.js';
import type { Policies } from '../domain/policies.js';
import { decide, type Standing } from '../domain/standing.js';
import { acceptedLoanEvents, ignoredLoanEvents } from '../handlers/loan-events.js';
import { viewOf } from '../views/standing-view.js';

export type ClassifyResult = Readonly<{ events: number; days: number; loans: number; held: number }>;

/** A line that is not the next one of its file, such as one of several events that came of one record. */
export type NumberedLine = Readonly<{ line: number; text: string }>;

/** A line that is no event. Names the line and the field, never what stands in it. */
export class LineUnreadable extends Error {}

/** As in the reactor. */
const ignored = new Set(ignoredLoanEvents);
const mappers = new Map(acceptedLoanEvents.map((accepts) => [accepts.type, accepts]));

/**
 * Runs the rules over canonical events without broker or database. Each line is one CloudEvent in structured JSON as
 * on the loan stream, marks included. After each mark one JSON line for every loan goes to `out`; a mark closes all
 * days since the one before. A record that the rules refuse holds its loan, as it does in the service: one line says
 * so, and later lines of that loan wait. Throws LineUnreadable where a line is no event.
 */
export async function classify(
  lines: AsyncIterable<string | NumberedLine>,
  policies: Policies,
  out: (line: string) => void | Promise<void>,
): Promise<ClassifyResult> {
  const run = new OfflineRun(policies);
  let next = 0;
  for await (const one of lines) {
    const { line, text } = typeof one === 'string' ? { line: next + 1, text: one } : one;
    next = line;
    if (text.trim() === '') continue;
    for (const said of run.take(parsed(text, line), line)) await out(JSON.stringify(said));
  }
  return run.result;
}

type Wire = Event<unknown>;

class OfflineRun {
  private readonly standings = new Map<string, Standing>();
  private readonly held = new Map<string, string>();
  private openDay: CalendarDate | null = null;
  private events = 0;
  private days = 0;

  constructor(private readonly policies: Policies) {}

  get result(): ClassifyResult {
    return { events: this.events, days: this.days, loans: this.standings.size, held: this.held.size };
  }

  take(wire: Wire, line: number): Iterable<object> {
    this.openDay ??= wire.businessDate;
    if (wire.type === dayClosed.type) return this.close(wire.businessDate);
    this.events += 1;
    if (ignored.has(wire.type) || this.held.has(wire.subject)) return [];
    const refused = this.apply(wire.subject, read(wire, line));
    return refused === null ? [] : [{ line, loanId: wire.subject, held: refused }];
  }

  private apply(loanId: string, event: LoanEvent): string | null {
    const at = { openDay: this.openDay as CalendarDate };
    const decision = decide(this.standings.get(loanId) ?? null, event, at, this.policies);
    if (decision.kind === 'refused') {
      this.held.set(loanId, decision.because);
      return decision.because;
    }
    this.standings.set(loanId, { ...decision.next, moves: [] });
    return null;
  }

  private *close(upTo: CalendarDate): Iterable<object> {
    for (let day = this.openDay as CalendarDate; day <= upTo; day = addDays(day, 1)) this.closeDay(day);
    for (const [loanId, standing] of this.standings) {
      const view = viewOf(standing, { agedTo: upTo, knownTo: upTo }, this.policies);
      const because = this.held.get(loanId);
      yield because === undefined ? view : { ...view, held: because };
    }
  }

  private closeDay(day: CalendarDate): void {
    for (const [loanId, { nextTransitionOn }] of this.standings) {
      if (this.held.has(loanId) || nextTransitionOn === null || nextTransitionOn > day) continue;
      this.apply(loanId, { kind: 'day-closed', day });
    }
    this.openDay = addDays(day, 1);
    this.days += 1;
  }
}

function read(wire: Wire, line: number): LoanEvent {
  const accepts = mappers.get(wire.type);
  if (accepts === undefined) throw new LineUnreadable(`line ${line}: the type is none of the loan stream`);
  try {
    return accepts.read(wire);
  } catch (error) {
    if (error instanceof ContractViolation) throw new LineUnreadable(`line ${line}: ${error.message}`);
    if (error instanceof RangeError) throw new LineUnreadable(`line ${line}: the subject is no loan id`);
    throw error;
  }
}

function parsed(line: string, number: number): Wire {
  const event = json(line, number);
  const text = (field: string): string => {
    const value = event[field];
    if (typeof value !== 'string') throw new LineUnreadable(`line ${number}: ${field} is missing`);
    return value;
  };
  const type = text('type');
  const subject = type === dayClosed.type ? '' : text('subject');
  const data = event['data'];
  const date = type === dayClosed.type ? markedDay(data, number) : dateOf(text('businessdate'), number);
  const id = typeof event['id'] === 'string' ? event['id'] : `line-${number}`;
  return { id, type, subject, tenant: subject.split(':')[0] ?? '', businessDate: date, correlationId: id, data };
}

function markedDay(data: unknown, number: number): CalendarDate {
  try {
    return dayClosed.check(data).date;
  } catch (error) {
    if (error instanceof ContractViolation) throw new LineUnreadable(`line ${number}: ${error.message}`);
    throw error;
  }
}

function json(line: string, number: number): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new LineUnreadable(`line ${number}: not a JSON object`);
}

function dateOf(text: string, number: number): CalendarDate {
  try {
    return calendarDate(text);
  } catch (error) {
    if (error instanceof RangeError) throw new LineUnreadable(`line ${number}: businessdate is no date`);
    throw error;
  }
}
