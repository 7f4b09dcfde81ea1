import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { ContractViolation } from '@mora/contracts';
import { type Currency, type LoanId, loanId, minorUnits, tenantOf } from '@mora/kernel';
import { type Actor, actsFor, DATABASE, type DoorAnswer } from '@mora/runtime';
import type { CutOverPast } from '../../domain/plans/commands.js';
import { type LoanItem, NegotiationCommands } from '../../handlers/loan/loan-commands.js';
import { currenciesOf } from '../../persistence/plans/loan-currencies.js';
import { reading } from '../../persistence/loan/reading.js';
import { type CutOverLine, readCutOverLine } from './cut-over-line.js';
import type { Line } from './ndjson.js';

export type LineAnswer = Readonly<{ position: number; line: string; outcome: string; reason?: string }>;

/** A line that may be taken, or why it may not. */
type Read = Readonly<{ id: string; item: LoanItem } | { id: string; reason: string }>;

/** So many lines are taken in one transaction. */
const AT_ONCE = 200;

/**
 * Plans that run already and negotiations that have ended, so that both count from the truth. Idempotent by the id of
 * each line; a line that is refused leaves the others as they are.
 */
@Injectable()
export class CutOverIntake {
  constructor(
    private readonly commands: NegotiationCommands,
    @Inject(DATABASE) private readonly pool: pg.Pool,
  ) {}

  async take(lines: readonly Line[], by: Actor): Promise<readonly LineAnswer[]> {
    const answers: LineAnswer[] = [];
    for (let from = 0; from < lines.length; from += AT_ONCE) {
      answers.push(...(await this.takePage(lines.slice(from, from + AT_ONCE), from, by)));
    }
    return answers;
  }

  private async takePage(page: readonly Line[], from: number, by: Actor): Promise<readonly LineAnswer[]> {
    const lines = page.map((line) => readOr(line, by));
    const loans = lines.flatMap((line) => ('loan' in line ? [line.loan] : []));
    const currencies = await currenciesOf(reading(this.pool), loans);
    const reads = lines.map((line) => ('loan' in line ? itemOf(line, currencies.get(line.loan) ?? null, by) : line));
    const items = reads.flatMap((read) => ('item' in read ? [read.item] : []));
    const taken = [...(items.length === 0 ? [] : await this.commands.takeAll(items, by))];
    return reads.map((read, n) => {
      const answer = 'item' in read ? (taken.shift() as DoorAnswer) : null;
      return answerOf(read, answer, from + n);
    });
  }
}

type Mine = Readonly<{ id: string; loan: LoanId; line: CutOverLine }>;

/** A line of a loan of whoever brings it. */
function readOr({ json, wrong }: Line, by: Actor): Mine | Readonly<{ id: string; reason: string }> {
  const id = idIn(json);
  if (wrong !== null) return { id, reason: wrong };
  try {
    const line = readCutOverLine(json);
    const loan = loanId(line.loan);
    return actsFor(by, tenantOf(loan)) ? { id, loan, line } : { id, reason: 'tenant-not-yours' };
  } catch (error) {
    if (error instanceof ContractViolation || error instanceof RangeError) return { id, reason: 'unreadable' };
    throw error;
  }
}

function itemOf({ id, loan, line }: Mine, currency: Currency | null, by: Actor): Read {
  if (currency === null) return { id, reason: 'loan-unknown' };
  const past = pastOf(line, currency);
  if (past === null) return { id, reason: 'unreadable' };
  const key = `${tenantOf(loan)}:cut-over/${line.id}`;
  return { id, item: { loan, key, command: { kind: 'cut-over', past, by: by.subject } } };
}

/** Null where an amount is none of the loan's currency. */
function pastOf(line: CutOverLine, currency: Currency): CutOverPast | null {
  if (line.kind !== 'plan') {
    const { kind: what, roundId, outcome, closedOn } = line;
    return { what, roundId, outcome, closedOn };
  }
  const { planId, kinds, activeFrom, rows, paidBefore } = line;
  const amounts = [paidBefore, ...rows.map(({ amount }) => amount)].map((text) => minorOr(text, currency));
  if (amounts.some((minor) => minor === null)) return null;
  const [paid, ...minors] = amounts as number[];
  const due = rows.map(({ dueOn }, n) => ({ dueOn, minor: minors[n] ?? 0 }));
  return { what: 'plan', planId, kinds, activeFrom, rows: due, paidBefore: paid ?? 0 };
}

function minorOr(text: string, currency: Currency): number | null {
  try {
    const minor = Number(minorUnits(text, currency));
    return Number.isSafeInteger(minor) ? minor : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function answerOf(read: Read, answer: DoorAnswer | null, position: number): LineAnswer {
  const { id: line } = read;
  if ('reason' in read) return { position, line, outcome: 'rejected', reason: read.reason };
  if (answer === null || 'because' in answer) {
    return { position, line, outcome: 'rejected', reason: answer?.because ?? 'unreadable' };
  }
  return { position, line, outcome: answer.kind };
}

function idIn(json: unknown): string {
  const id = (json as { id?: unknown } | null)?.id;
  return typeof id === 'string' ? id.slice(0, 96) : '';
}
