import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type pg from 'pg';
import type { LoanId } from '@mora/kernel';
import { type Actor, ApiProblem, CurrentActor, DATABASE, IdempotencyKey, Pii, Problem, Roles } from '@mora/runtime';
import { declarationIdOf } from '../../domain/offers/declare.js';
import { causeOf } from '../../handlers/loan/loan-commands.js';
import { reading } from '../../persistence/loan/reading.js';
import { declarationLine, type DeclarationLine } from '../../persistence/offers/declaration.queries.js';
import { Figures } from '../../vault/figures.js';
import { Loans } from '../loan/loans.js';
import { BecauseDto } from '../loan/rounds.dto.js';
import { KEY } from '../loan/texts.js';
import { DeclarationAnswer, DeclarationStateAnswer, DeclareDto } from './declarations.dto.js';
import { OfferDoor } from './offer-door.js';

const NONE = 'No such declaration of the loan';
const STATES =
  'Not taken: no-such-declaration, declared-already, documents-wanted, documents-unverified, held, offers-open, plan-open, no-round, not-known-yet, …';
const FITS = 'A rule forbids it: menu-has-offers, other-kinds-fit, cap-not-covered, assessment-stale, limit-…';
const FOUR_EYES = `${FITS}, own-proposal, own-assessment, tier-too-low, voted-already`;

/** That the borrower can afford none of the bank’s products: declared by one person and approved by another. */
@ApiTags('offers')
@Controller('v1/loans/:loanId')
export class DeclarationsController {
  constructor(
    private readonly loans: Loans,
    private readonly door: OfferDoor,
    private readonly figures: Figures,
    @Inject(DATABASE) private readonly pool: pg.Pool,
  ) {}

  @Post('declare-unaffordable')
  @Roles('negotiator', 'supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({
    summary: 'The borrower can afford no product of the bank: somebody else is to approve it',
    description: 'Refused where the policy finds any offer that can be borne, of whatever kind.',
  })
  @ApiBody({
    type: DeclareDto,
    examples: { poor: { value: { because: 'Both wages are gone, and there is nothing to sell.' } } },
  })
  @ApiOkResponse({ type: DeclarationStateAnswer })
  @ApiProblem(409, 'documents-wanted', STATES)
  @ApiProblem(422, 'menu-has-offers', FITS)
  async declare(
    @Param('loanId') id: string,
    @Body() body: DeclareDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<DeclarationStateAnswer> {
    const seen = await this.loans.seenBy(actor, id);
    const { loan } = seen;
    const means = await this.door.meansOf(seen, actor);
    const words = new Pii(body.because);
    const command = { kind: 'declare-unaffordable' as const, words, ...means, by: actor.subject };
    const said = { digest: await this.figures.digestOf(loan, body) };
    await this.door.take(loan, command, key, actor, said);
    return this.stateOf(loan, declarationIdOf(loan, causeOf(key)));
  }

  @Get('declarations/:declarationId')
  @Roles('negotiator', 'supervisor', 'auditor')
  @ApiOperation({
    summary: 'Who has declared it, and why in words',
    description: 'Opens the vault; that somebody has looked is kept.',
  })
  @ApiOkResponse({ type: DeclarationAnswer })
  @ApiProblem(404, 'no-such-declaration', NONE)
  @ApiProblem(410, 'erased', 'The person has been erased')
  async read(
    @Param('loanId') id: string,
    @Param('declarationId') declarationId: string,
    @CurrentActor() actor: Actor,
  ): Promise<DeclarationAnswer> {
    const { loan } = await this.loans.seenBy(actor, id);
    const { personId, ...line } = await this.lineOf(loan, declarationId);
    const words = await this.figures.words(loan, personId, declarationId, actor);
    if (words === null) throw new Problem(410, 'erased', 'The person has been erased.');
    return { ...line, because: words.reveal() };
  }

  @Post('declarations/:declarationId/approve')
  @Roles('negotiator', 'supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({
    summary: 'The negotiation has failed by it: said by another person, with the authority for it',
    description:
      'Neither by who has declared it nor by who has taken down the statement. Everything is looked at anew.',
  })
  @ApiBody({ type: BecauseDto, examples: { seen: { value: { because: 'nothing-left' } } } })
  @ApiOkResponse({ type: DeclarationStateAnswer })
  @ApiProblem(409, 'held', STATES)
  @ApiProblem(422, 'own-proposal', FOUR_EYES)
  async approve(
    @Param('loanId') id: string,
    @Param('declarationId') declarationId: string,
    @Body() { because }: BecauseDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<DeclarationStateAnswer> {
    const seen = await this.loans.seenBy(actor, id);
    const { loan } = seen;
    const tier = await this.door.tierOf(seen, actor);
    const means = await this.door.meansOf(seen, actor);
    const kind = 'approve-unaffordable' as const;
    const command = { kind, declarationId, because, ...means, by: actor.subject, tier };
    await this.door.take(loan, command, key, actor, { declarationId, because });
    return this.stateOf(loan, declarationId);
  }

  @Post('declarations/:declarationId/refuse')
  @Roles('negotiator', 'supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'It is not so: the negotiation goes on' })
  @ApiBody({ type: BecauseDto, examples: { early: { value: { because: 'pension-not-asked-for' } } } })
  @ApiOkResponse({ type: DeclarationStateAnswer })
  @ApiProblem(409, 'no-such-declaration', 'Not taken: no-such-declaration')
  @ApiProblem(422, 'own-proposal', 'A rule forbids it: own-proposal, own-assessment, tier-too-low, voted-already')
  async refuse(
    @Param('loanId') id: string,
    @Param('declarationId') declarationId: string,
    @Body() { because }: BecauseDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<DeclarationStateAnswer> {
    const seen = await this.loans.seenBy(actor, id);
    const { loan } = seen;
    const tier = await this.door.tierOf(seen, actor);
    const command = { kind: 'refuse-unaffordable' as const, declarationId, because, by: actor.subject, tier };
    await this.door.take(loan, command, key, actor, { declarationId, because });
    return this.stateOf(loan, declarationId);
  }

  private async stateOf(loan: LoanId, declarationId: string): Promise<DeclarationStateAnswer> {
    const { state } = await this.lineOf(loan, declarationId);
    return { declarationId, state };
  }

  private async lineOf(loan: LoanId, declarationId: string): Promise<DeclarationLine> {
    const line = await declarationLine(reading(this.pool), loan, declarationId);
    if (line === null) throw new Problem(404, 'no-such-declaration', NONE);
    return line;
  }
}
