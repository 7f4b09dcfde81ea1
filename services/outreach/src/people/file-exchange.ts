import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { ContractViolation } from '@mora/contracts';
import { type Currency, type LoanId, loanId, minorUnits, type PersonId, personId, tenantOf } from '@mora/kernel';
import { type Actor, DATABASE, type DoorAnswer } from '@mora/runtime';
import { id128 } from '../domain/ids.js';
import type { LoanCommand } from '../domain/loan/event.js';
import { sayingAfter } from '../domain/says/after-contact.js';
import { LoanCommands } from '../handlers/loan/loan-commands.js';
import { PersonCommands } from '../handlers/person/person-commands.js';
import type { Line } from '../http/person/ndjson.js';
import { isContactOf, wasPlacedWith } from '../persistence/people/agencies.js';
import { decisionsOf } from '../persistence/person/decisions.js';
import { reading } from '../persistence/person/reading.js';
import { OUTREACH_POLICIES, type OutreachPolicies } from '../policies/load.js';
import { type AgencyLine, readAgencyLine, type UsedLine } from './agency-line.js';

export type LineAnswer = Readonly<{
  position: number;
  line: string;
  outcome: 'taken' | 'duplicate' | 'conflict' | 'rejected';
  reason?: string;
}>;

type Of = Readonly<{ loan: LoanId; person: PersonId; agencyId: string; key: string; by: Actor; isAllowed: boolean }>;

/**
 * What a firm that works offline reports of its contacts. Every line is taken by itself, in order, under keys made of
 * the firm and of its own id of the line: a file that is sent twice, or broke off in the middle, changes nothing twice.
 */
@Injectable()
export class FileExchange {
  constructor(
    private readonly persons: PersonCommands,
    private readonly loans: LoanCommands,
    @Inject(DATABASE) private readonly pool: pg.Pool,
    @Inject(OUTREACH_POLICIES) private readonly policies: Pick<OutreachPolicies, 'outcomes'>,
  ) {}

  async take(lines: readonly Line[], agencyId: string, by: Actor): Promise<readonly LineAnswer[]> {
    const answers: LineAnswer[] = [];
    for (const [position, line] of lines.entries()) answers.push(await this.takeLine(line, position, agencyId, by));
    return answers;
  }

  private async takeLine({ json, wrong }: Line, position: number, agencyId: string, by: Actor): Promise<LineAnswer> {
    const rejected = (reason: string): LineAnswer => ({ position, line: idIn(json), outcome: 'rejected', reason });
    if (wrong !== null) return rejected(wrong);
    const read = readOr(json);
    if (read === null) return rejected('unreadable');
    const [loan, person] = [loanId(read.loan), personId(read.person)];
    if (tenantOf(loan) !== by.tenant || tenantOf(person) !== by.tenant) return rejected('tenant-not-yours');
    if (!(await wasPlacedWith(reading(this.pool), loan, agencyId))) return rejected('not-yours');
    const contact = { tenant: by.tenant, agencyId, loan, person, contact: read.contact };
    const isAllowed = await isContactOf(reading(this.pool), contact);
    if (!isAllowed && read.result === 'returned') return rejected('no-reservation');
    const key = `${by.tenant}:agency/${agencyId}/${read.line}`;
    const answer = await this.report(read, { loan, person, agencyId, key, by, isAllowed });
    if ('because' in answer) return rejected(answer.because);
    const { kind: outcome, reason } = answer;
    return { position, line: read.line, outcome, ...(reason !== undefined && { reason }) };
  }

  /** The counters first: they are what the law is about. `reason` is what of the rest could not be taken. */
  private async report(line: AgencyLine, of: Of): Promise<DoorAnswer & { reason?: string }> {
    const { person, agencyId, key } = of;
    if (line.result === 'returned')
      return this.persons.giveBack(person, line.contact, { kind: 'returned' }, key, agencyId);
    const { at, answered, conversation, outcome: code } = line;
    const used = { kind: 'used' as const, at: Date.parse(at), answered, conversation, code };
    const made = { loanId: of.loan, role: line.role, channel: line.channel };
    const counted = await this.persons.giveBack(person, line.contact, used, key, agencyId, made);
    if ('because' in counted || counted.kind === 'conflict') return counted;
    const refused: string[] = of.isAllowed ? [] : ['beyond-what-was-allowed'];
    for (const [what, command] of [...commandsOf(line, of), ...(await this.saidBy(line, of))]) {
      const answer = await this.loans.take(of.loan, command, `${key}/${what}`, of.by);
      if ('because' in answer) refused.push(`${what} ${answer.because}`);
    }
    return { ...counted, ...(refused.length > 0 && { reason: refused.join(', ') }) };
  }

  /** What the outcome of the contact says by itself. */
  private async saidBy({ outcome, channel, role, contact, reasonForDelinquency }: UsedLine, of: Of): Promise<Commands> {
    const code = this.policies.outcomes.codes.find((one) => one.code === outcome && isOf(one.channels, channel));
    if (code?.opens === undefined) return [];
    const rows = of.isAllowed ? await decisionsOf(reading(this.pool), of.by.tenant, [contact]) : [];
    const pointId = rows.find((row) => row.outcome === 'allowed')?.pointId ?? null;
    const saying = sayingAfter(code.opens, { pointId, reason: reasonForDelinquency ?? null });
    if (saying === null) return [];
    const say = { kind: 'say' as const, sayId: id128('say', of.key, 'outcome'), personId: of.person, role };
    return [['outcome', { ...say, via: 'agency', saying }]];
  }
}

function readOr(json: unknown): AgencyLine | null {
  try {
    const line = readAgencyLine(json);
    const promise = line.result === 'used' ? line.promise : undefined;
    for (const { amount } of promise?.parts ?? []) minorUnits(amount, promise?.currency as Currency);
    return line;
  } catch (error) {
    if (error instanceof ContractViolation || error instanceof RangeError) return null;
    throw error;
  }
}

type Commands = readonly (readonly [what: string, command: LoanCommand])[];

const isOf = (channels: readonly string[], channel: string): boolean => channels.includes(channel);

/** What the loan hears of it; what restricts comes before what is promised. */
function commandsOf(line: UsedLine, of: Of): Commands {
  const { person: personId, agencyId, key } = of;
  const said = { kind: 'say' as const, personId, role: line.role, via: 'agency' as const };
  const commands: (readonly [string, LoanCommand])[] = [];
  const log = logOf(line, of);
  if (log !== null) commands.push(['log', log]);
  const { optOut, complaint, promise } = line;
  if (optOut !== undefined) {
    commands.push([
      'opt-out',
      { ...said, sayId: id128('say', key, 'opt-out'), saying: { says: 'opt-out', channel: optOut } },
    ]);
  }
  if (complaint !== undefined) {
    const saying = { says: 'complaint' as const, about: 'agency' as const, agencyId, topic: complaint };
    commands.push(['complaint', { ...said, sayId: id128('say', key, 'complaint'), saying }]);
  }
  if (promise !== undefined) {
    const { currency, method } = promise;
    const parts = promise.parts.map(({ dueOn, amount }) => ({ dueOn, minor: Number(minorUnits(amount, currency)) }));
    const made = { kind: 'promise-made' as const, promiseId: id128('promise', key), personId, role: line.role };
    commands.push(['promise', { ...made, currency, parts, method, via: 'agency' }]);
  }
  return commands;
}

/** A message has no log of its own: it was counted, and that is all there is to know of it. */
function logOf(line: UsedLine, { person: personId, agencyId, key, isAllowed }: Of): LoanCommand | null {
  const { role, contact, outcome, answered, conversation, channel } = line;
  const at = Date.parse(line.at);
  // The line of the file is counted already, by the lane of the person; a permission of others is theirs.
  const contactId = isAllowed ? contact : null;
  const made = { personId, role, decisionId: null, contactId, pointId: null, by: 'agency' as const, agencyId, at };
  const meaning = { outcome, answered, conversation, invalidPoint: false };
  switch (channel) {
    case 'agency-call': {
      const { reasonForDelinquency = null, recordingId = null } = line;
      const call = { kind: 'log-call' as const, callId: id128('call', key), direction: 'out' as const, channel };
      return { ...call, reasonForDelinquency, recordingId, ...made, ...meaning };
    }
    case 'agency-visit': {
      const { visitors = 2, recorded = false } = line;
      const arrival = { visitors, checkedInAt: at };
      const visit = { kind: 'log-visit' as const, visitId: id128('visit', key), channel, arrival };
      return { ...visit, recorded, entryConsent: null, ...made, ...meaning };
    }
    case 'agency-message':
      return null;
  }
}

function idIn(json: unknown): string {
  const line = (json as { line?: unknown } | null)?.line;
  return typeof line === 'string' ? line.slice(0, 64) : '';
}
