import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { type Actor, DATABASE, Problem } from '@mora/runtime';
import type { Sheet } from '../../domain/claim/types.js';
import { reading } from '../../persistence/loan/reading.js';
import { sheetOfLoan } from '../../persistence/matter/sheets.js';
import { Cases, type CaseSeen } from '../matter/cases.js';

/** A case that is open and one of its claims, as they stand now. */
export type CaseNow = CaseSeen & Readonly<{ sheet: Sheet }>;

@Injectable()
export class CasesNow {
  constructor(
    @Inject(DATABASE) private readonly pool: pg.Pool,
    private readonly cases: Cases,
  ) {}

  /** Throws a problem where there is no such loan, case or claim. */
  async seenBy(actor: Actor, id: string, sheetId: string): Promise<CaseNow> {
    const seen = await this.cases.seenBy(actor, id);
    const sheet = await sheetOfLoan(reading(this.pool), seen.view.loanId, sheetId);
    if (sheet === null) throw new Problem(404, 'sheet-unknown', 'The loan has no such claim.');
    return { ...seen, sheet };
  }
}
