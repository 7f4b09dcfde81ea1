import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { type CalendarDate, type LoanId, loanId, type PersonId, personId, tenantOf } from '@mora/kernel';
import {
  type Actor,
  CLOCK,
  type Clock,
  CONFIG,
  type CommonConfig,
  DATABASE,
  Problem,
  requireTenant,
  type Role,
} from '@mora/runtime';
import { localOf } from '../../domain/gate/local-time.js';
import type { Role as PartyRole } from '../../domain/words.js';
import { placementOf, type Placed } from '../../persistence/people/agencies.js';
import { rolesOn } from '../../persistence/people/links.js';
import { reading } from '../../persistence/person/reading.js';

/** By which way somebody speaks: who they are says it, never the body. */
export type Way = 'staff' | 'portal' | 'agency';

/** Whose loan and whose word it is; and which day it is where the bank is. */
@Injectable()
export class Rights {
  constructor(
    @Inject(DATABASE) private readonly pool: pg.Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: CommonConfig,
  ) {}

  today(): CalendarDate {
    return localOf(this.config.TIME_ZONE, this.clock.now()).date;
  }

  get zone(): string {
    return this.config.TIME_ZONE;
  }

  now(): Date {
    return new Date(this.clock.now());
  }

  /**
   * A firm acts on the loans that it has and for the persons of them; a borrower speaks for himself, about a loan of
   * his own and in the role that he has there. Throws the problem 403 `not-yours`.
   */
  async require(actor: Actor, loan: LoanId, person: PersonId, role: PartyRole): Promise<Way> {
    requireTenant(actor, tenantOf(person));
    if (tenantOf(loan) !== tenantOf(person))
      throw new Problem(422, 'tenants-differ', 'Loan and person are of two tenants.');
    if (isAgency(actor)) {
      await this.placed(actor, loan);
      await this.linked(loan, person, role);
      return 'agency';
    }
    if (actor.roles.some((role) => STAFF.includes(role))) return 'staff';
    if (person !== `${actor.tenant}:${actor.subject}`)
      throw new Problem(403, 'not-yours', 'You speak for yourself only.');
    await this.linked(loan, person, role);
    return 'portal';
  }

  /** Without it a stranger could stop the dunning of any loan. Throws the problem 403 `not-yours`. */
  async linked(loan: LoanId, person: PersonId, role: PartyRole): Promise<void> {
    const roles = await rolesOn(reading(this.pool), loan, person, this.today());
    if (!roles.includes(role)) throw new Problem(403, 'not-yours', 'The person is nothing of that kind to the loan.');
  }

  /** The placement by which a firm's token reaches a loan. Throws the problem 403 `not-yours`. */
  async placed(actor: Actor, loan: LoanId): Promise<Placed> {
    const placed = await placementOf(reading(this.pool), loan);
    if (placed === null || placed.agencyId !== actor.agency) {
      throw new Problem(403, 'not-yours', 'The loan is not placed with your firm.');
    }
    return placed;
  }

  /** A firm's token is for that firm. Throws the problem 403 `not-yours`. */
  requireFirm(actor: Actor, agencyId: string): void {
    if (isAgency(actor) && actor.agency !== agencyId)
      throw new Problem(403, 'not-yours', 'Your token is for another firm.');
  }
}

const STAFF: readonly Role[] = ['collector', 'negotiator', 'legal', 'supervisor'];

const isAgency = ({ roles }: Actor): boolean => roles.includes('agency');

/** Throws the problem 400 for what is no id. */
export const loanOf = (text: string): LoanId => read(loanId, text, 'loan is written as tenant:loan');
export const personOf = (text: string): PersonId => read(personId, text, 'person is written as tenant:party');

function read<T>(parse: (text: string) => T, text: string, says: string): T {
  try {
    return parse(text);
  } catch {
    throw new Problem(400, 'request-invalid', says);
  }
}
