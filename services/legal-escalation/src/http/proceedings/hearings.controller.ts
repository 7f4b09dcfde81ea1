import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { id128 } from '@mora/kernel';
import { type Actor, ApiProblem, CONFIG, CurrentActor, IdempotencyKey, requireTaken, Roles } from '@mora/runtime';
import type { LegalConfig } from '../../config.js';
import { BankDays } from '../../handlers/loan/bank-days.js';
import { LegalCommands } from '../../handlers/loan/legal-commands.js';
import { Loans } from '../loan/loans.js';
import { KEY } from '../loan/texts.js';
import { HEARING, HEARING_OUTCOME } from './examples.js';
import { HearingIdAnswer } from './proceedings.answers.js';
import { HearingDto, HearingOutcomeDto } from './proceedings.dto.js';

@ApiTags('proceedings')
@Controller('v1/loans/:loanId/proceedings')
export class HearingsController {
  private readonly days: BankDays;

  constructor(
    private readonly loans: Loans,
    private readonly commands: LegalCommands,
    @Inject(CONFIG) { TIME_ZONE }: Pick<LegalConfig, 'TIME_ZONE'>,
  ) {
    this.days = new BankDays(TIME_ZONE);
  }

  @Post(':proceedingId/hearings')
  @Roles('legal')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'The court hears the case at a time, or at another than it had said' })
  @ApiBody({ type: HearingDto, examples: HEARING })
  @ApiOkResponse({ type: HearingIdAnswer })
  @ApiProblem(409, 'no-such-proceeding', 'No such proceeding')
  @ApiProblem(409, 'proceeding-over', 'It is over')
  @ApiProblem(409, 'in-the-past', 'It lies before the day that is open')
  async hearing(
    @Param('loanId') id: string,
    @Param('proceedingId') proceedingId: string,
    @Body() { at: instant, hearingId: known }: HearingDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<HearingIdAnswer> {
    const { loan } = await this.loans.seenBy(actor, id);
    const hearingId = known ?? id128('hearing', id, key);
    const at = Date.parse(instant);
    const said = { proceedingId, hearingId, at, on: this.days.dateOf(at), by: actor.subject };
    requireTaken(await this.commands.take(loan, { kind: 'hearing', ...said }, key, actor));
    return { hearingId };
  }

  @Post('hearings/:hearingId/outcome')
  @Roles('legal')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'How a hearing went' })
  @ApiBody({ type: HearingOutcomeDto, examples: HEARING_OUTCOME })
  @ApiOkResponse({ type: HearingIdAnswer })
  @ApiProblem(409, 'no-such-hearing', 'No such hearing')
  @ApiProblem(409, 'hearing-over', 'It has been said already how it went')
  async outcome(
    @Param('loanId') id: string,
    @Param('hearingId') hearingId: string,
    @Body() { outcome }: HearingOutcomeDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<HearingIdAnswer> {
    const { loan } = await this.loans.seenBy(actor, id);
    const command = { kind: 'hearing-outcome' as const, hearingId, outcome, by: actor.subject };
    requireTaken(await this.commands.take(loan, command, key, actor));
    return { hearingId };
  }
}
