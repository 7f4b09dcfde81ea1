import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import type { PersonId } from '@mora/kernel';
import { type Actor, DATABASE, Problem } from '@mora/runtime';
import { CaseLocks } from '../../people/case-locks.js';
import { rolesOn } from '../../persistence/people/links.js';
import { caseOf } from '../../persistence/people/queries.js';
import { reading } from '../../persistence/person/reading.js';
import { Rights } from './rights.js';

/** Whoever works on a case may see the persons of its loan, as long as it is his to work on. */
@Injectable()
export class CaseWork {
  constructor(
    @Inject(DATABASE) private readonly pool: pg.Pool,
    private readonly locks: CaseLocks,
    private readonly rights: Rights,
  ) {}

  /**
   * The case must be open, of a loan of that person, and locked for whoever asks, or his to answer for; a supervisor
   * names the case alone. Throws the problem 403 `case-not-yours`.
   */
  async require({ tenant, subject, roles }: Actor, caseId: string | null, person: PersonId): Promise<void> {
    const db = reading(this.pool);
    const found = caseId === null ? null : await caseOf(db, tenant, caseId);
    if (found?.state === 'open') {
      const isTheirs = (await rolesOn(db, found.loanId, person, this.rights.today())).length > 0;
      const isMine =
        roles.includes('supervisor') ||
        found.responsible === subject ||
        (await this.locks.holderOf(found.caseId)) === subject;
      if (isTheirs && isMine) return;
    }
    const detail = 'Name in `reference` an open case of the person that is locked for you, or yours to answer for.';
    throw new Problem(403, 'case-not-yours', detail);
  }
}
