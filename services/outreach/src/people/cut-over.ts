import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { ContractViolation } from '@mora/contracts';
import { type Currency, type LoanId, loanId, minorUnits, type PersonId, personId, tenantOf } from '@mora/kernel';
import { type Actor, actsFor, DATABASE, type DoorAnswer } from '@mora/runtime';
import type { Attempt } from '../domain/gate/attempt.js';
import { id128 } from '../domain/ids.js';
import type { CutOver } from '../domain/people/commands.js';
import { LoanCommands } from '../handlers/loan/loan-commands.js';
import { PersonCommands } from '../handlers/person/person-commands.js';
import type { Line } from '../http/person/ndjson.js';
import { type CutOverLine, readCutOverLine } from './cut-over-line.js';
import type { LineAnswer } from './file-exchange.js';

type Past = CutOver['past'];

/**
 * What stood before Mora, so that counters, opt-outs and promises start from the truth. Contacts go to the lane of the
 * person, where they count with their real times; the rest to the lane of the loan. Idempotent by the id of each line.
 */
@Injectable()
export class CutOverIntake {
  constructor(
    private readonly persons: PersonCommands,
    private readonly loans: LoanCommands,
    @Inject(DATABASE) private readonly pool: pg.Pool,
  ) {}

  /** Whether outreach has allowed a contact of its own: from then on the past is brought by a supervisor only. */
  async isOver(tenant: string): Promise<boolean> {
    const { rows } = await this.pool.query(
      `select from contact_decision where tenant = $1 and outcome = 'allowed' limit 1`,
      [tenant],
    );
    return rows.length > 0;
  }

  async take(lines: readonly Line[], by: Actor): Promise<readonly LineAnswer[]> {
    const answers: LineAnswer[] = [];
    for (const [position, line] of lines.entries()) answers.push(await this.takeLine(line, position, by));
    return answers;
  }

  private async takeLine({ json, wrong }: Line, position: number, by: Actor): Promise<LineAnswer> {
    const rejected = (reason: string): LineAnswer => ({ position, line: idIn(json), outcome: 'rejected', reason });
    if (wrong !== null) return rejected(wrong);
    const line = readOr(json);
    if (line === null) return rejected('unreadable');
    const [loan, person] = [loanId(line.loan), personId(line.person)];
    if (!actsFor(by, tenantOf(loan)) || tenantOf(loan) !== tenantOf(person)) return rejected('tenant-not-yours');
    const answer = await this.bring(line, loan, person, by);
    return 'because' in answer ? rejected(answer.because) : { position, line: line.id, outcome: answer.kind };
  }

  private bring(line: CutOverLine, loan: LoanId, person: PersonId, by: Actor): Promise<DoorAnswer> {
    const key = `${tenantOf(loan)}:cut-over/${line.id}`;
    if (line.kind === 'contact') return this.persons.import(person, [attemptOf(line, loan)], key);
    const command = { kind: 'cut-over' as const, personId: person, role: line.role, past: pastOf(line, key) };
    return this.loans.take(loan, command, key, by);
  }
}

/** Throws nothing: a line that is none, or whose amount its currency has no coins for, is answered as unreadable. */
function readOr(json: unknown): CutOverLine | null {
  try {
    const line = readCutOverLine(json);
    if (line.kind === 'promise') for (const { amount } of line.parts) minorUnits(amount, line.currency);
    return line;
  } catch (error) {
    if (error instanceof ContractViolation || error instanceof RangeError) return null;
    throw error;
  }
}

/** Whatever is not known of it stays unknown, and counts as the stricter of both. */
function attemptOf(line: Extract<CutOverLine, { kind: 'contact' }>, loan: LoanId): Attempt {
  const { channel, purpose, role, collector, direction, at, point, answered, conversation } = line;
  return {
    id: id128('cut-over', loan, line.id),
    at: Date.parse(at),
    loanId: loan,
    channel,
    purpose,
    role,
    collector,
    pointId: point ?? null,
    direction,
    state: 'used',
    answered: answered ?? null,
    conversation: conversation ?? null,
    consented: false,
  };
}

function pastOf(line: Exclude<CutOverLine, { kind: 'contact' }>, key: string): Past {
  switch (line.kind) {
    case 'opt-out':
      return { what: 'opt-out', channel: line.channel };
    case 'flag':
      return { what: 'flag', flags: line.flags };
    case 'consent': {
      const { channel, purpose, consent: kind, given, from, until = null, hours = null } = line;
      return { what: 'consent', consent: { id: id128(key), channel, purpose, kind, given, from, until, hours } };
    }
    case 'promise': {
      const { currency, madeOn, method } = line;
      return {
        what: 'promise',
        promiseId: id128('promise', key),
        currency,
        madeOn,
        parts: partsOf(line, currency),
        method,
      };
    }
  }
}

const partsOf = ({ parts }: Extract<CutOverLine, { kind: 'promise' }>, currency: Currency) =>
  parts.map(({ dueOn, amount }) => ({ dueOn, minor: Number(minorUnits(amount, currency)) }));

function idIn(json: unknown): string {
  const id = (json as { id?: unknown } | null)?.id;
  return typeof id === 'string' ? id.slice(0, 96) : '';
}
