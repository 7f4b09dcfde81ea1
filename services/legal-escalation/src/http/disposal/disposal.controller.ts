import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Currency, id128 } from '@mora/kernel';
import { type Actor, ApiProblem, CurrentActor, IdempotencyKey, Problem, requireTaken, Roles } from '@mora/runtime';
import type { DisposalCommand } from '../../domain/disposal/commands.js';
import { LegalCommands } from '../../handlers/loan/legal-commands.js';
import { minorOf } from '../loan/amounts.js';
import { Loans } from '../loan/loans.js';
import { dayOf, KEY } from '../loan/texts.js';
import { DisposalAnswer } from './disposal.answers.js';
import { CollateralDto, RealisedDto, WriteOffDto } from './disposal.dto.js';
import { disposalOf } from './disposal-view.js';
import { COLLATERAL, REALISED, WRITE_OFF } from './examples.js';

const NOTHING = 'No such loan, or one of another tenant';

@ApiTags('disposal')
@Controller('v1/loans/:loanId')
export class DisposalController {
  constructor(
    private readonly loans: Loans,
    private readonly commands: LegalCommands,
  ) {}

  @Get('disposal')
  @Roles('legal', 'supervisor', 'auditor')
  @ApiOperation({ summary: 'How a claim leaves the bank, or has left it: sold, written off, paid out of collateral' })
  @ApiOkResponse({ type: DisposalAnswer })
  @ApiProblem(404, 'loan-unknown', NOTHING)
  async one(@Param('loanId') id: string, @CurrentActor() actor: Actor): Promise<DisposalAnswer> {
    return disposalOf((await this.loans.seenBy(actor, id)).now.state);
  }

  @Post('write-off')
  @Roles('legal')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'Somebody proposes to write a claim off' })
  @ApiBody({ type: WriteOffDto, examples: WRITE_OFF })
  @ApiOkResponse({ type: DisposalAnswer })
  @ApiProblem(404, 'loan-unknown', NOTHING)
  @ApiProblem(409, 'write-off-open', 'One is proposed already')
  @ApiProblem(409, 'enforcement-open', 'It is being enforced')
  @ApiProblem(409, 'not-overdue', 'Nothing of it is overdue')
  @ApiProblem(409, 'not-eligible', 'Neither was it enforced in vain, nor is it old and small')
  propose(
    @Param('loanId') id: string,
    @Body() { because }: WriteOffDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<DisposalAnswer> {
    const proposalId = id128('write-off', id, key);
    return this.take(actor, id, key, { kind: 'propose-write-off', proposalId, because, by: actor.subject });
  }

  @Post('write-off/approve')
  @Roles('supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({
    summary: 'A second person agrees, and the ledger is asked. What was written off is owed all the same',
  })
  @ApiBody({ type: WriteOffDto, examples: WRITE_OFF })
  @ApiOkResponse({ type: DisposalAnswer })
  @ApiProblem(404, 'loan-unknown', NOTHING)
  @ApiProblem(409, 'not-known-yet', 'Another service has not said all of yesterday yet')
  @ApiProblem(409, 'held', 'Something holds the loan')
  @ApiProblem(409, 'nothing-proposed', 'Nobody has proposed it')
  @ApiProblem(409, 'own-proposal', 'Whoever has proposed it is the same person')
  @ApiProblem(409, 'amount-changed', 'What is owed is not what was proposed')
  approve(
    @Param('loanId') id: string,
    @Body() { because }: WriteOffDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<DisposalAnswer> {
    const requestId = id128('legal', 'write-off', id, key);
    return this.take(actor, id, key, { kind: 'approve-write-off', requestId, because, by: actor.subject });
  }

  @Post('write-off/refuse')
  @Roles('supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'The second person does not agree' })
  @ApiBody({ type: WriteOffDto, examples: WRITE_OFF })
  @ApiOkResponse({ type: DisposalAnswer })
  @ApiProblem(404, 'loan-unknown', NOTHING)
  @ApiProblem(409, 'nothing-proposed', 'Nobody has proposed it')
  @ApiProblem(409, 'own-proposal', 'Whoever has proposed it is the same person')
  refuse(
    @Param('loanId') id: string,
    @Body() { because }: WriteOffDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<DisposalAnswer> {
    return this.take(actor, id, key, { kind: 'refuse-write-off', because, by: actor.subject });
  }

  @Post('collateral')
  @Roles('legal')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'The bank has taken a thing over in place of money, and has to sell it' })
  @ApiBody({ type: CollateralDto, examples: COLLATERAL })
  @ApiOkResponse({ type: DisposalAnswer })
  @ApiProblem(404, 'loan-unknown', NOTHING)
  @ApiProblem(409, 'collateral-exists', 'It was taken over already')
  async taken(
    @Param('loanId') id: string,
    @Body() { collateralId, kind: collateral, value, on }: CollateralDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<DisposalAnswer> {
    const minor = minorOf(value, await this.currencyOf(actor, id));
    const said = { collateralId, collateral, value: minor, on: dayOf(on), by: actor.subject };
    return this.take(actor, id, key, { kind: 'collateral-taken', ...said });
  }

  @Post('collateral/:collateralId/realised')
  @Roles('legal')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'Collateral has been sold. Its money comes as a payment of the ledger' })
  @ApiBody({ type: RealisedDto, examples: REALISED })
  @ApiOkResponse({ type: DisposalAnswer })
  @ApiProblem(404, 'loan-unknown', NOTHING)
  @ApiProblem(409, 'collateral-gone', 'It was sold already')
  async realised(
    @Param('loanId') id: string,
    @Param('collateralId') collateralId: string,
    @Body() { kind: collateral, amount, on }: RealisedDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<DisposalAnswer> {
    const minor = minorOf(amount, await this.currencyOf(actor, id));
    const said = { collateralId, collateral, minor, on: dayOf(on), by: actor.subject };
    return this.take(actor, id, key, { kind: 'collateral-realised', ...said });
  }

  private async currencyOf(actor: Actor, id: string): Promise<Currency> {
    const { currency } = (await this.loans.seenBy(actor, id)).now.state.parts.ledger;
    if (currency === null) throw new Problem(409, 'other-law', 'The ledger has not said what loan it is.');
    return currency;
  }

  private async take(actor: Actor, id: string, key: string, command: DisposalCommand): Promise<DisposalAnswer> {
    const { loan } = await this.loans.seenBy(actor, id);
    requireTaken(await this.commands.take(loan, command, key, actor));
    return disposalOf((await this.loans.seenBy(actor, id)).now.state);
  }
}
