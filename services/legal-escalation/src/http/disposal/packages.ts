import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import type { CalendarDate, LoanId } from '@mora/kernel';
import { type Actor, CLOCK, type Clock, CONFIG, DATABASE, type DoorAnswer, Problem } from '@mora/runtime';
import type { LegalConfig } from '../../config.js';
import { BankDays } from '../../handlers/loan/bank-days.js';
import { LegalCommands, type LoanItem } from '../../handlers/loan/legal-commands.js';
import { linesOf, type PackageKept, packageOf, packagesOf } from '../../persistence/disposal/packages.js';
import { reading } from '../../persistence/loan/reading.js';
import { textOf } from '../loan/amounts.js';
import type { NotTakenAnswer, PackageAnswer } from './disposal.answers.js';

/** So many loans are changed together: their lanes are locked for as long. */
const CHUNK = 100;

/** What the doors of packages share. */
@Injectable()
export class Packages {
  private readonly days: BankDays;

  constructor(
    private readonly commands: LegalCommands,
    @Inject(DATABASE) private readonly pool: pg.Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) { TIME_ZONE }: Pick<LegalConfig, 'TIME_ZONE'>,
  ) {
    this.days = new BankDays(TIME_ZONE);
  }

  get today(): CalendarDate {
    return this.days.dateOf(this.clock.now());
  }

  /** Of another tenant there is nothing. Throws the problem 404. */
  async seenBy(actor: Actor, packageId: string): Promise<PackageKept> {
    const found = await packageOf(reading(this.pool), tenantsOf(actor), packageId);
    if (found === null) throw new Problem(404, 'no-such-package', 'There is no such package.');
    return found;
  }

  /** How a package stands: of what is in it still, or was sold out of it. */
  async standing(actor: Actor, { packageId, state, batch, closesOn, currency }: PackageKept): Promise<PackageAnswer> {
    const lines = (await linesOf(reading(this.pool), tenantsOf(actor), packageId)).filter((line) => isIn(line.state));
    const total = lines.reduce((sum, line) => sum + claimOf(line), 0);
    return { packageId, state, batch, closesOn, claims: lines.length, total: textOf(total, currency) };
  }

  /** All packages, or those in a state; the one whose bids close last comes first. */
  async all(actor: Actor, state: PackageKept['state'] | null): Promise<readonly PackageAnswer[]> {
    const found = await packagesOf(reading(this.pool), tenantsOf(actor), state);
    return found.map(({ currency, total, ...one }) => ({ ...one, total: textOf(total, currency) }));
  }

  /** Takes commands of many loans, and says which were not taken. */
  async takeAll(items: readonly LoanItem[], actor: Actor): Promise<readonly NotTakenAnswer[]> {
    const notTaken: NotTakenAnswer[] = [];
    for (let from = 0; from < items.length; from += CHUNK) {
      const chunk = items.slice(from, from + CHUNK);
      const answers = await this.commands.takeAll(chunk, actor);
      chunk.forEach(({ loan }, at) => notTaken.push(...refusedOf(loan, answers[at])));
    }
    return notTaken;
  }
}

export const tenantsOf = ({ tenant, tenants = [] }: Actor) => [tenant, ...tenants];

type Amounts = Readonly<{ principal: number; interest: number; fee: number; penalty: number }>;
export const claimOf = ({ principal, interest, fee, penalty }: Amounts): number => principal + interest + fee + penalty;

export const isIn = (state: string): boolean => state !== 'left' && state !== 'rejected';

function refusedOf(loanId: LoanId, answer: DoorAnswer | undefined): readonly NotTakenAnswer[] {
  if (answer === undefined || !('because' in answer)) return [];
  return [{ loanId, because: answer.because, detail: answer.detail ?? null }];
}
