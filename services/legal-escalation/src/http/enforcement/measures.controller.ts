import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { id128 } from '@mora/kernel';
import { type Actor, ApiProblem, CurrentActor, IdempotencyKey, Problem, Roles } from '@mora/runtime';
import type { EnforcementCommand } from '../../domain/enforcement/commands.js';
import { minorOf, textOf } from '../loan/amounts.js';
import { dayOf, KEY } from '../loan/texts.js';
import { MeasureAnswer, RecoveryAnswer } from './enforcement.answers.js';
import { MeasureDto, MeasureOutcomeDto, PersonalMeasureDto, RecoveryDto, RenewDto } from './enforcement.dto.js';
import { MEASURE, OUTCOME, PERSONAL_MEASURE, RECOVERY, RENEW } from './examples.js';
import { Rounds } from './rounds.js';
import { proofOf } from './said.js';

const NONE = 'No such enforcement';

@ApiTags('enforcement')
@Controller('v1/loans/:loanId/enforcement/:enforcementId')
export class MeasuresController {
  constructor(private readonly rounds: Rounds) {}

  @Post('measures')
  @Roles('legal', 'supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({
    summary: 'The court is asked for a measure; one that the law forbids is kept as refused, with its reason',
  })
  @ApiBody({ type: MeasureDto, examples: MEASURE })
  @ApiOkResponse({ type: MeasureAnswer })
  @ApiProblem(403, 'forbidden', 'Only a supervisor says that a harder measure is needed')
  @ApiProblem(409, 'no-such-enforcement', NONE)
  @ApiProblem(409, 'no-such-clue', 'Nobody has told of such a thing')
  @ApiProblem(409, 'own-approval', 'Whoever has told of it is the same person')
  @ApiProblem(409, 'not-for-this-asset', 'Such a measure is none for such a thing')
  @ApiProblem(409, 'measure-exists', 'It was asked for already')
  @ApiProblem(409, 'stayed', 'The enforcement rests')
  @ApiProblem(409, 'not-known-yet', 'Another service has not said all of yesterday yet')
  @ApiProblem(409, 'held', 'Something holds the loan')
  async measure(
    @Param('loanId') id: string,
    @Param('enforcementId') enforcementId: string,
    @Body() { clueId, kind: measure, value, overrides }: MeasureDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<MeasureAnswer> {
    if (overrides !== undefined && !actor.roles.includes('supervisor'))
      throw new Problem(403, 'forbidden', 'Only a supervisor says that a harder measure is needed.');
    const measureId = id128('measure', id, key);
    const minor = minorOf(value, await this.rounds.currencyOf(actor, id));
    const said = { enforcementId, measureId, clueId, measure, value: minor, overrides: overrides ?? null };
    return this.take(actor, id, key, { kind: 'measure', ...said, by: actor.subject });
  }

  @Post('personal-measures')
  @Roles('legal', 'supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({
    summary:
      'The court is asked to bind the debtor in person; what the law forbids is kept as refused, with its reason',
  })
  @ApiBody({ type: PersonalMeasureDto, examples: PERSONAL_MEASURE })
  @ApiOkResponse({ type: MeasureAnswer })
  @ApiProblem(409, 'no-such-enforcement', NONE)
  @ApiProblem(409, 'own-approval', 'Whoever has asked for the enforcement is the same person')
  @ApiProblem(409, 'measure-exists', 'It was asked for already')
  @ApiProblem(409, 'stayed', 'The enforcement rests')
  @ApiProblem(409, 'not-known-yet', 'Another service has not said all of yesterday yet')
  @ApiProblem(409, 'held', 'Something holds the loan')
  async personal(
    @Param('loanId') id: string,
    @Param('enforcementId') enforcementId: string,
    @Body() { kind: measure, ground, noticeUntil, proof }: PersonalMeasureDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<MeasureAnswer> {
    const measureId = id128('measure', id, key);
    const until = noticeUntil === undefined ? null : dayOf(noticeUntil);
    const said = { enforcementId, measureId, measure, ground: ground ?? null, noticeUntil: until };
    return this.take(actor, id, key, {
      kind: 'personal-measure',
      ...said,
      proof: proofOf(proof),
      by: actor.subject,
    });
  }

  @Post('measures/:measureId/outcome')
  @Roles('legal')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'What the court has made of a measure' })
  @ApiBody({ type: MeasureOutcomeDto, examples: OUTCOME })
  @ApiOkResponse({ type: MeasureAnswer })
  @ApiProblem(409, 'no-such-measure', 'No such measure')
  @ApiProblem(409, 'measure-over', 'It was refused, or binds no more')
  async outcome(
    @Param('loanId') id: string,
    @Param('enforcementId') enforcementId: string,
    @Param('measureId') measureId: string,
    @Body() { outcome, on, rank = 1, until, proof }: MeasureOutcomeDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<MeasureAnswer> {
    const days = { on: dayOf(on), until: until === undefined ? null : dayOf(until) };
    const said = { enforcementId, measureId, outcome, ...days, rank, proof: proofOf(proof), by: actor.subject };
    return this.take(actor, id, key, { kind: 'measure-outcome', ...said });
  }

  @Post('measures/:measureId/renew')
  @Roles('legal')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'The court has renewed a measure, on its last day at the latest' })
  @ApiBody({ type: RenewDto, examples: RENEW })
  @ApiOkResponse({ type: MeasureAnswer })
  @ApiProblem(409, 'no-such-measure', 'No such measure')
  @ApiProblem(409, 'not-in-force', 'It does not bind yet')
  @ApiProblem(409, 'lapsed', 'It had lapsed by then')
  async renew(
    @Param('loanId') id: string,
    @Param('enforcementId') enforcementId: string,
    @Param('measureId') measureId: string,
    @Body() { on, proof }: RenewDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<MeasureAnswer> {
    const said = { enforcementId, measureId, on: dayOf(on), proof: proofOf(proof), by: actor.subject };
    return this.take(actor, id, key, { kind: 'renew', ...said });
  }

  @Post('recoveries')
  @Roles('legal')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({
    summary: 'Money has come in; it is used for costs, the judgment and the doubled interest, in that order',
  })
  @ApiBody({ type: RecoveryDto, examples: RECOVERY })
  @ApiOkResponse({ type: RecoveryAnswer })
  @ApiProblem(409, 'no-such-enforcement', NONE)
  @ApiProblem(409, 'no-such-payment', 'The ledger has no such payment of this amount that is free')
  @ApiProblem(409, 'nothing-recovered', 'It is no money')
  @ApiProblem(409, 'no-such-recovery', 'None of this enforcement has this id')
  @ApiProblem(409, 'recovery-exists', 'It is a payment of the ledger already, and stays as it was told')
  @ApiProblem(409, 'rate-not-covered', 'A rate of interest for delay is not known')
  async recovery(
    @Param('loanId') id: string,
    @Param('enforcementId') enforcementId: string,
    @Body() { on, amount, costs = '0.00', paymentId, ...known }: RecoveryDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<RecoveryAnswer> {
    const currency = await this.rounds.currencyOf(actor, id);
    const recoveryId = known.recoveryId ?? id128('recovery', id, key);
    const amounts = { minor: minorOf(amount, currency), costs: minorOf(costs, currency) };
    const again = known.recoveryId !== undefined;
    const said = { enforcementId, recoveryId, again, on: dayOf(on), ...amounts, paymentId: paymentId ?? null };
    const round = await this.rounds.take(actor, id, key, { kind: 'recovery', ...said, by: actor.subject });
    const found = round.recoveries.find((one) => one.recoveryId === recoveryId);
    if (found === undefined) throw new Problem(409, 'no-such-enforcement', NONE);
    return {
      recoveryId,
      on: found.on,
      amount: textOf(found.minor, currency),
      costs: textOf(found.costs, currency),
      judgment: textOf(found.judgment, currency),
      doubled: textOf(found.doubled, currency),
      surplus: textOf(found.surplus, currency),
      paymentId: found.paymentId,
    };
  }

  /** Takes a command about a measure, and answers with it as it stands. */
  private async take(
    actor: Actor,
    id: string,
    key: string,
    command: Extract<EnforcementCommand, { measureId: string }>,
  ): Promise<MeasureAnswer> {
    const currency = await this.rounds.currencyOf(actor, id);
    const round = await this.rounds.take(actor, id, key, command);
    const found = round.measures.find(({ measureId }) => measureId === command.measureId);
    if (found === undefined) throw new Problem(409, 'no-such-measure', 'No such measure');
    const { measureId, clueId, kind, asset, value, state, because, from, until, rank } = found;
    const stands = { state, because, from, until: until?.on ?? null, rank };
    return { measureId, clueId, kind, asset, value: asset === null ? null : textOf(value, currency), ...stands };
  }
}
