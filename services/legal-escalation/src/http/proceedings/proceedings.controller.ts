import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type pg from 'pg';
import { id128 } from '@mora/kernel';
import {
  type Actor,
  ApiProblem,
  CurrentActor,
  DATABASE,
  IdempotencyKey,
  Problem,
  requireTaken,
  Roles,
} from '@mora/runtime';
import type { ProceedingCommand } from '../../domain/proceedings/commands.js';
import type { RunningInterest } from '../../domain/proceedings/types.js';
import type { Minor } from '../../domain/words.js';
import { LegalCommands } from '../../handlers/loan/legal-commands.js';
import { reading } from '../../persistence/loan/reading.js';
import { stepsOf } from '../../persistence/proceedings/step.queries.js';
import { LEGAL_POLICIES, type PolicyBook } from '../../policies/load.js';
import type { ProofDto } from '../clock/limitation.dto.js';
import { minorOf } from '../loan/amounts.js';
import { Loans } from '../loan/loans.js';
import { dayOf, KEY } from '../loan/texts.js';
import { FILE, JUDGMENT, STEP, WITHDRAW } from './examples.js';
import { JudgmentIdAnswer, ProceedingsAnswer, StandingAnswer } from './proceedings.answers.js';
import { FileDto, JudgmentDto, RunningInterestDto, StepDto, WithdrawDto } from './proceedings.dto.js';
import { proceedingsOf, standingOf } from './proceedings-view.js';

const NOTHING = 'No such loan, or one of another tenant';
const NONE = 'No such proceeding';

@ApiTags('proceedings')
@Controller('v1/loans/:loanId/proceedings')
export class ProceedingsController {
  constructor(
    private readonly loans: Loans,
    private readonly commands: LegalCommands,
    @Inject(DATABASE) private readonly pool: pg.Pool,
    @Inject(LEGAL_POLICIES) private readonly policies: PolicyBook,
  ) {}

  @Get()
  @Roles('legal', 'supervisor', 'auditor')
  @ApiOperation({ summary: 'What is before the courts, what may happen there next, and what they have decided' })
  @ApiOkResponse({ type: ProceedingsAnswer })
  @ApiProblem(404, 'loan-unknown', NOTHING)
  async all(@Param('loanId') id: string, @CurrentActor() actor: Actor): Promise<ProceedingsAnswer> {
    const { loan, now } = await this.loans.seenBy(actor, id);
    const policies = now.openDay === null ? null : this.policies.on(now.openDay);
    return proceedingsOf(now.state, await stepsOf(reading(this.pool), loan), policies);
  }

  @Post()
  @Roles('legal')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'The bank goes to court. It cannot be taken back, and so everything is looked at again' })
  @ApiBody({ type: FileDto, examples: FILE })
  @ApiOkResponse({ type: StandingAnswer })
  @ApiProblem(404, 'loan-unknown', NOTHING)
  @ApiProblem(409, 'not-known-yet', 'Another service has not said all of yesterday yet')
  @ApiProblem(409, 'held', 'Something holds the loan')
  @ApiProblem(409, 'no-strategy', 'Nobody has approved this way to court')
  @ApiProblem(409, 'own-approval', 'Whoever approved it, or asked for it, is the same person')
  @ApiProblem(409, 'gate', 'The gate has not passed, and no exception allows the step')
  @ApiProblem(409, 'claim-stale', 'The claim is not of yesterday, or differs from the ledger')
  @ApiProblem(409, 'bundle-missing', 'There is no evidence for this claim')
  @ApiProblem(409, 'limitation-expired', 'The claim has run out')
  @ApiProblem(409, 'calendar-not-covered', 'Whether the last day is over depends on a calendar that is not announced')
  @ApiProblem(409, 'court-unknown', 'The bank has entered no such court for this law')
  @ApiProblem(409, 'amount-over', 'It is more than this way is open for')
  @ApiProblem(409, 'conditions', 'The law asks for something more before this way')
  @ApiProblem(409, 'proceeding-open', 'One is open already')
  @ApiProblem(409, 'fee-unknown', 'No table says what this court asks for')
  async file(
    @Param('loanId') id: string,
    @Body() dto: FileDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<StandingAnswer> {
    const { kind: proceeding, court, sheetId, bundleId, clockId, against = 'debtor' } = dto;
    const { domestic = false, reachable = false, agreed = false } = dto;
    const proceedingId = id128('proceeding', id, key);
    const declared = { domestic, reachable, agreed };
    const said = { proceedingId, proceeding, court, sheetId, bundleId, clockId, against, declared };
    return this.take(actor, id, key, proceedingId, { kind: 'file', ...said, by: actor.subject });
  }

  @Post(':proceedingId/steps')
  @Roles('legal')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'Something has happened before the court; it is taken of a held loan too' })
  @ApiBody({ type: StepDto, examples: STEP })
  @ApiOkResponse({ type: StandingAnswer })
  @ApiProblem(409, 'no-such-proceeding', NONE)
  @ApiProblem(409, 'no-such-outcome', 'It cannot happen at this step')
  @ApiProblem(409, 'before-step', 'It lies before the day on which the step began')
  @ApiProblem(409, 'too-late', 'The law has moved on by itself before')
  @ApiProblem(409, 'proof-missing', 'Another paper proves it')
  @ApiProblem(409, 'terms-needed', 'The court says what is owed with it: record it as a judgment')
  async step(
    @Param('loanId') id: string,
    @Param('proceedingId') proceedingId: string,
    @Body() { outcome, on, proof }: StepDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<StandingAnswer> {
    const said = { proceedingId, outcome, on: dayOf(on), proof: proofOf(proof), by: actor.subject };
    return this.take(actor, id, key, proceedingId, { kind: 'step', ...said });
  }

  @Post(':proceedingId/judgment')
  @Roles('legal')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'The court, or the parties before it, have said what is owed, and by when' })
  @ApiBody({ type: JudgmentDto, examples: JUDGMENT })
  @ApiOkResponse({ type: JudgmentIdAnswer })
  @ApiProblem(409, 'no-such-proceeding', NONE)
  @ApiProblem(409, 'parts-differ', 'Its parts do not add up to what is owed')
  @ApiProblem(409, 'interest-on-more', 'Its interest would run on more than is owed')
  @ApiProblem(409, 'performed-before', 'A part was to be paid before it was decided')
  @ApiProblem(409, 'no-terms', 'This outcome says nothing of what is owed: record it as a step')
  async judgment(
    @Param('loanId') id: string,
    @Param('proceedingId') proceedingId: string,
    @Body() dto: JudgmentDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<JudgmentIdAnswer> {
    const { now } = await this.loans.seenBy(actor, id);
    const { currency } = now.state.parts.ledger;
    if (currency === null) throw new Problem(409, 'no-such-proceeding', NONE);
    const { outcome = 'judged', on, proof, amount, general, costs, parts, interest } = dto;
    const judgmentId = id128('judgment', id, key);
    const minor = (text: string) => minorOf(text, currency);
    const amounts = { amount: minor(amount), general: minor(general), costs: minor(costs) };
    const standing = await this.take(actor, id, key, proceedingId, {
      kind: 'judgment',
      proceedingId,
      judgmentId,
      outcome,
      on: dayOf(on),
      ...amounts,
      ...(interest !== undefined && { interest: interestOf(interest, minor) }),
      parts: parts.map((part) => ({ amount: minor(part.amount), performBy: dayOf(part.performBy) })),
      proof: proofOf(proof),
      by: actor.subject,
    });
    return { ...standing, judgmentId };
  }

  @Post(':proceedingId/withdraw')
  @Roles('legal')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'The bank takes it back, as far as the procedure lets it' })
  @ApiBody({ type: WithdrawDto, examples: WITHDRAW })
  @ApiOkResponse({ type: StandingAnswer })
  @ApiProblem(409, 'no-such-proceeding', NONE)
  @ApiProblem(409, 'no-such-outcome', 'It can be taken back no more')
  async withdraw(
    @Param('loanId') id: string,
    @Param('proceedingId') proceedingId: string,
    @Body() { on, proof, because }: WithdrawDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<StandingAnswer> {
    const said = { proceedingId, on: dayOf(on), proof: proofOf(proof), because, by: actor.subject };
    return this.take(actor, id, key, proceedingId, { kind: 'withdraw-proceeding', ...said });
  }

  /** Takes a command, and answers where the proceeding stands. */
  private async take(
    actor: Actor,
    id: string,
    key: string,
    proceedingId: string,
    command: ProceedingCommand,
  ): Promise<StandingAnswer> {
    const { loan } = await this.loans.seenBy(actor, id);
    requireTaken(await this.commands.take(loan, command, key, actor));
    const { now } = await this.loans.seenBy(actor, id);
    const found = now.state.parts.proceedings.proceedings.find((one) => one.proceedingId === proceedingId);
    if (found === undefined) throw new Problem(409, 'no-such-proceeding', NONE);
    return standingOf(found);
  }
}

const proofOf = ({ kind, id, sha256 }: ProofDto) => ({ kind, id, sha256: sha256 ?? null });

/** In whole minor units. Throws the problem 400 for a day that is in no calendar. */
const interestOf = (
  { rate, dayCount, principal, from }: RunningInterestDto,
  minor: (text: string) => Minor,
): RunningInterest => ({ rate, dayCount, principal: minor(principal), from: dayOf(from) });
