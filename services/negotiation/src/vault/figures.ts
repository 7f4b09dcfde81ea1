import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { type LoanId, type PersonId, tenantOf } from '@mora/kernel';
import { type Actor, DATABASE, Pii } from '@mora/runtime';
import { KEY_PROVIDER, type KeyProvider, Vault, VaultRefusal } from '@mora/vault';
import type { Assessment, FigureSet, Statement } from '../domain/assessment/types.js';
import type { AssessmentPart } from '../domain/assessment/types.js';
import type { Hidden } from '../domain/words.js';
import { loanNow } from '../persistence/loan/loan.queries.js';
import { reading } from '../persistence/loan/reading.js';

export type OpenedBy = Actor | Readonly<{ system: string }>;
type Current = NonNullable<AssessmentPart['current']>;
/** An assessment as it is kept, and what its documents are called, by their ids. */
export type Opened = Readonly<{ assessment: Assessment; names: Readonly<Record<string, string>> }>;

/**
 * What borrowers have stated and what was worked out of it, opened from the vault for one command or one look. Somebody
 * is named each time, and that they have looked is committed before anything is handed out.
 */
@Injectable()
export class Figures {
  constructor(
    private readonly vault: Vault,
    @Inject(DATABASE) private readonly pool: pg.Pool,
    @Inject(KEY_PROVIDER) private readonly keys: KeyProvider,
  ) {}

  /** What a command needs of the assessment that is in force; null where it is another, or the person is erased. */
  async open(loan: LoanId, assessmentId: string, by: OpenedBy): Promise<Hidden<FigureSet> | null> {
    const current = await this.currentOf(loan);
    if (current === null || current.assessmentId !== assessmentId) return null;
    const found = await this.read(loan, current, [`assessment/${assessmentId}`], by);
    const text = found?.[`assessment/${assessmentId}`];
    if (text === undefined) return null;
    const { capacity, stressed, liquid, later } = JSON.parse(text.reveal()) as Assessment;
    return new Pii({ assessmentId, capacity, stressed, liquid, later });
  }

  /** What was stated last, to be judged anew; null where nothing was, or the person is erased. */
  async statement(loan: LoanId, { personId, assessmentId }: Current, by: OpenedBy): Promise<Hidden<Statement> | null> {
    const field = `statement/${assessmentId}`;
    const text = (await this.read(loan, { personId }, [field], by))?.[field];
    return text === undefined ? null : new Pii(JSON.parse(text.reveal()) as Statement);
  }

  /** For whoever is to look at it, line by line; null where the person is erased. */
  async look(loan: LoanId, current: Current, docIds: readonly string[], by: OpenedBy): Promise<Hidden<Opened> | null> {
    const field = `assessment/${current.assessmentId}`;
    const found = await this.read(loan, current, [field, ...docIds.map((id) => `document/${id}`)], by);
    const text = found?.[field];
    if (found === null || text === undefined) return null;
    const named = docIds.flatMap((id) => {
      const name = found[`document/${id}`];
      return name === undefined ? [] : [[id, name.reveal()] as const];
    });
    const assessment = JSON.parse(text.reveal()) as Assessment;
    return new Pii({ assessment, names: Object.fromEntries(named) });
  }

  /** Why somebody has declared that the borrower can afford nothing; null where the person is erased. */
  async words(loan: LoanId, personId: PersonId, declarationId: string, by: OpenedBy): Promise<Hidden<string> | null> {
    const field = `declaration/${declarationId}`;
    return (await this.read(loan, { personId }, [field], by))?.[field] ?? null;
  }

  /** By it a repeat of what was said is known, and nothing of what it says: it is keyed. */
  async digestOf(loan: LoanId, body: object): Promise<string> {
    const key = await this.keys.indexKey(tenantOf(loan));
    return createHmac('sha256', key)
      .update(`said|${loan}|${JSON.stringify(body)}`)
      .digest('hex');
  }

  private async currentOf(loan: LoanId): Promise<Current | null> {
    return (await loanNow(reading(this.pool), loan))?.state.parts.assessment.current ?? null;
  }

  private async read(
    loan: LoanId,
    { personId: person }: Readonly<{ personId: PersonId }>,
    fields: readonly string[],
    actor: OpenedBy,
  ): Promise<Readonly<Record<string, Pii<string>>> | null> {
    try {
      return await this.vault.read({ person, fields, purpose: 'affordability', actor, reference: loan });
    } catch (error) {
      if (error instanceof VaultRefusal) return null;
      throw error;
    }
  }
}
