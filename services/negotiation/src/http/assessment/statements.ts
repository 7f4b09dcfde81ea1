import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { id128, type LoanId, type PersonId, personId } from '@mora/kernel';
import { type Actor, DATABASE, Pii, Problem } from '@mora/runtime';
import { Vault } from '@mora/vault';
import type { AssessmentCommand } from '../../domain/assessment/commands.js';
import type { Proof, Statement } from '../../domain/assessment/types.js';
import type { LoanItem } from '../../handlers/loan/loan-commands.js';
import { assessedLine, type AssessedLine } from '../../persistence/assessment/assessment.queries.js';
import { loanNow } from '../../persistence/loan/loan.queries.js';
import { reading } from '../../persistence/loan/reading.js';
import { Figures } from '../../vault/figures.js';
import { isStaff, type LoanSeen, nameFor, personOf } from '../loan/loans.js';
import { dayOf } from '../loan/texts.js';
import { minorOf } from './amounts.js';
import type { DocumentDto } from './documents.dto.js';
import type { StatementDto } from './statement.dto.js';

/** A document is known by its bytes: the same one given again is the same one, and its id says nothing of anybody. */
export const docIdOf = (loan: LoanId, sha256: string): string => id128('document', loan, sha256);
export const assessmentIdOf = (loan: LoanId, key: string): string => id128('assessment', loan, key);

/** What the doors of statements and documents have in common. */
@Injectable()
export class Statements {
  constructor(
    private readonly figures: Figures,
    private readonly vault: Vault,
    @Inject(DATABASE) private readonly pool: pg.Pool,
  ) {}

  /** A borrower speaks for themselves, the bank for whom it names. Throws the problems 400, 410 and 422. */
  async whose(actor: Actor, named: string | undefined): Promise<PersonId> {
    const person = isStaff(actor) ? read(named) : personOf(actor);
    if (await this.vault.isErased(person)) throw new Problem(410, 'erased', 'The person has been erased.');
    return person;
  }

  /** The assessment that a key has led to; null where it has led to none. */
  assessed(loan: LoanId, key: string): Promise<AssessedLine | null> {
    return assessedLine(reading(this.pool), loan, assessmentIdOf(loan, key));
  }

  /** What was stated last, judged anew by the documents as they stand now; nothing where nothing was stated. */
  async again({ loan, via }: Pick<LoanSeen, 'loan' | 'via'>, key: string, actor: Actor): Promise<readonly LoanItem[]> {
    const parts = (await loanNow(reading(this.pool), loan))?.state.parts;
    // Behind a negotiation nothing is judged any more.
    const current = parts === undefined || parts.round.open === null ? null : parts.assessment.current;
    const statement = current === null ? null : await this.figures.statement(loan, current, actor);
    if (current === null || statement === null) return [];
    const command: AssessmentCommand = {
      ...{ kind: 'assess', assessmentId: assessmentIdOf(loan, key), anew: current.assessmentId },
      ...{ personId: current.personId, statement, proofs: [], names: new Pii({}), by: nameFor(actor), via },
    };
    return [{ loan, command, key: `${key}~again`, said: { again: key } }];
  }
}

function read(named: string | undefined): PersonId {
  if (named === undefined) throw new Problem(422, 'person-missing', 'Name the person whose household it is.');
  try {
    return personId(named);
  } catch {
    throw new Problem(400, 'request-invalid', 'person is no id of a person (tenant:party)');
  }
}

/** As the calculation takes it. Throws the problem 400. */
export function statementOf(loan: LoanId, body: StatementDto): Statement {
  const { region, asOf, dependants, shock, currency } = body;
  const minor = (text: string) => minorOf(text, currency);
  const proof = (sha256: string | undefined) => (sha256 === undefined ? null : docIdOf(loan, sha256));
  return {
    region,
    asOf: dayOf(asOf),
    dependants: dependants.map(({ sharePermille }) => ({ sharePermille })),
    incomes: body.incomes.map(({ kind, monthly, usual, regular, proof: sha256 }) => ({
      ...{ kind, monthly: minor(monthly), regular, proof: proof(sha256) },
      ...(usual !== undefined && { usual: minor(usual) }),
    })),
    expenses: body.expenses.map(({ kind, monthly, essential, proof: sha256 }) => {
      return { kind, monthly: minor(monthly), essential, proof: proof(sha256) };
    }),
    debts: body.debts.map(({ kind, monthly, priority, bad }) => ({ kind, monthly: minor(monthly), priority, bad })),
    assets: body.assets.map(({ kind, value, liquid, exempt }) => ({ kind, value: minor(value), liquid, exempt })),
    shock: { kind: shock.kind, expectedMonths: shock.expectedMonths ?? null },
    currency,
  };
}

export const proofsOf = (loan: LoanId, documents: readonly DocumentDto[], by: string): readonly Proof[] =>
  documents.map(({ kind, sha256, type, expiresOn }) => ({
    ...{ docId: docIdOf(loan, sha256), kind, sha256, type, state: 'given', givenBy: by, verifiedBy: null },
    expiresOn: expiresOn === undefined ? null : dayOf(expiresOn),
  }));

export const namesOf = (loan: LoanId, documents: readonly DocumentDto[]): Pii<Readonly<Record<string, string>>> =>
  new Pii(
    Object.fromEntries(
      documents.flatMap(({ sha256, name }) => (name === undefined ? [] : [[docIdOf(loan, sha256), name]])),
    ),
  );
