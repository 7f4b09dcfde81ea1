import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Actor, ApiProblem, CurrentActor, IdempotencyKey, Pii, Problem, Roles } from '@mora/runtime';
import type { Declared } from '../../domain/assessment/commands.js';
import { NegotiationCommands } from '../../handlers/loan/loan-commands.js';
import type { AssessedLine } from '../../persistence/assessment/assessment.queries.js';
import { Figures } from '../../vault/figures.js';
import { isStaff, Loans, type LoanSeen, nameFor, personOf } from '../loan/loans.js';
import { KEY } from '../loan/texts.js';
import { requireAllowed } from '../refusals.js';
import { textOf } from './amounts.js';
import { STATEMENTS } from './examples.js';
import { AssessedAnswer, AssessmentAnswer, StateMeansDto } from './statement.dto.js';
import { assessmentIdOf, namesOf, proofsOf, statementOf, Statements } from './statements.js';

const NO_LOAN = 'No such loan, one of another tenant, or not the borrower’s own';

@ApiTags('assessment')
@Controller('v1/loans/:loanId')
export class StatementController {
  constructor(
    private readonly loans: Loans,
    private readonly commands: NegotiationCommands,
    private readonly statements: Statements,
    private readonly figures: Figures,
  ) {}

  @Put('statement')
  @Roles('negotiator', 'supervisor', 'borrower')
  @ApiHeader(KEY)
  @ApiOperation({
    summary: 'What the household earns, spends, owes and has; answered by what that means',
    description: 'Every figure is sealed with the person’s own key. Stated again, it replaces what was stated before.',
  })
  @ApiBody({ type: StateMeansDto, examples: STATEMENTS })
  @ApiOkResponse({ type: AssessedAnswer })
  @ApiProblem(404, 'loan-unknown', NO_LOAN)
  @ApiProblem(409, 'no-round', 'Not taken: no-round, …')
  @ApiProblem(
    422,
    'person-not-linked',
    'A rule forbids it: person-not-linked, evidence-missing, region-not-covered, statement-too-old, currency-differs, …',
  )
  @ApiProblem(410, 'erased', 'The person has been erased')
  async state(
    @Param('loanId') id: string,
    @Body() body: StateMeansDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<AssessedAnswer> {
    const { loan, via } = await this.loans.seenBy(actor, id);
    const person = await this.statements.whose(actor, body.person);
    const command = {
      ...{ kind: 'assess' as const, assessmentId: assessmentIdOf(loan, key), anew: null, personId: person },
      statement: new Pii(statementOf(loan, body.statement)),
      proofs: proofsOf(loan, body.proofs, nameFor(actor)),
      names: namesOf(loan, body.proofs),
      ...{ by: nameFor(actor), via },
      ...declaredIn(body, via),
    };
    const said = { digest: await this.figures.digestOf(loan, body) };
    requireAllowed(await this.commands.take(loan, command, key, actor, said));
    return answered(await this.statements.assessed(loan, key));
  }

  @Get('assessment')
  @Roles('negotiator', 'supervisor', 'borrower')
  @ApiOperation({
    summary: 'How the last assessment came about, line by line',
    description: 'Opens the vault; that somebody has looked is kept.',
  })
  @ApiOkResponse({ type: AssessmentAnswer })
  @ApiProblem(404, 'not-assessed', 'Nothing has been stated, or by another person than who asks')
  @ApiProblem(410, 'erased', 'The person has been erased')
  async assessment(@Param('loanId') id: string, @CurrentActor() actor: Actor): Promise<AssessmentAnswer> {
    const { loan, now } = await this.loans.seenBy(actor, id);
    const { assessment, ledger } = now.state.parts;
    const { current, proofs } = assessment;
    const isOwn = current !== null && (isStaff(actor) || current.personId === personOf(actor));
    if (!isOwn || ledger.currency === null) throw new Problem(404, 'not-assessed', 'Nothing was stated yet.');
    const ids = proofs.map(({ docId }) => docId);
    const opened = await this.figures.look(loan, current, ids, actor);
    if (opened === null) throw new Problem(410, 'erased', 'The person has been erased.');
    const { assessment: found, names } = opened.reveal();
    const text = (minor: number) => textOf(minor, ledger.currency ?? 'CNY');
    return {
      ...{ assessmentId: current.assessmentId, state: current.state, verdict: found.verdict, policy: found.verdictBy },
      ...{ validUntil: found.validUntil, missing: found.missing, currency: ledger.currency },
      capacity: text(found.capacity),
      stressed: text(found.stressed),
      liquid: text(found.liquid),
      lines: found.lines.map(({ code, minor, by }) => ({ code, amount: text(minor), policy: by })),
      documents: proofs.map(({ docId, kind, state, expiresOn }) => {
        return { docId, kind, name: names[docId] ?? null, state, expiresOn };
      }),
    };
  }
}

function answered(line: AssessedLine | null): AssessedAnswer {
  if (line === null) throw new Problem(503, 'starting', 'The answer is not there yet; ask again in a moment.');
  const { assessmentId, verdict, validUntil, missing } = line;
  return { assessmentId, verdict, validUntil, missing };
}

/** What the borrower declares, and by what proof where somebody of the bank says so. */
function declaredIn(
  { willing, debtClearance = false, evidence }: StateMeansDto,
  via: LoanSeen['via'],
): { declared?: Declared } {
  if (willing === undefined && !debtClearance) return {};
  const declared: Declared = {
    ...(willing !== undefined && { willing }),
    ...(debtClearance && { clearance: true }),
    ...(via === 'staff' && evidence !== undefined && { evidence: { ...evidence } }),
  };
  return { declared };
}
