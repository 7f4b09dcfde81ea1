import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type pg from 'pg';
import { personId } from '@mora/kernel';
import { type Actor, ApiProblem, CurrentActor, DATABASE, IdempotencyKey, Problem, Roles } from '@mora/runtime';
import type { OfferCommand } from '../../domain/offers/commands.js';
import { reading } from '../../persistence/loan/reading.js';
import { offersNamed } from '../../persistence/offers/offer.queries.js';
import { Loans } from '../loan/loans.js';
import { BecauseDto } from '../loan/rounds.dto.js';
import { dayOf, KEY } from '../loan/texts.js';
import { OfferDoor } from './offer-door.js';
import { ConsentDto, OfferStateAnswer, ReviewDto } from './offers.dto.js';

const STATES = 'Not taken: offer-approved, offer-withdrawn, no-round, no-such-offer, …';
const FOUR_EYES = 'A rule forbids it: own-proposal, tier-too-low, voted-already, guarantor-consent-missing';

/** What the bank decides about an offer. */
@ApiTags('offers')
@Controller('v1/loans/:loanId/offers/:offerId')
export class DecisionsController {
  constructor(
    private readonly loans: Loans,
    private readonly door: OfferDoor,
    @Inject(DATABASE) private readonly pool: pg.Pool,
  ) {}

  @Post('approve')
  @Roles('negotiator', 'supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'It may be offered: said by another person than its proposer, with the authority for it' })
  @ApiBody({ type: BecauseDto, examples: { fits: { value: { because: 'fits-the-income' } } } })
  @ApiOkResponse({ type: OfferStateAnswer })
  @ApiProblem(409, 'offer-approved', STATES)
  @ApiProblem(422, 'own-proposal', FOUR_EYES)
  approve(
    @Param('loanId') id: string,
    @Param('offerId') offerId: string,
    @Body() { because }: BecauseDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<OfferStateAnswer> {
    return this.vote('approve', id, offerId, because, actor, key);
  }

  @Post('refuse')
  @Roles('negotiator', 'supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'It may not be offered' })
  @ApiBody({ type: BecauseDto, examples: { dear: { value: { because: 'gives-away-too-much' } } } })
  @ApiOkResponse({ type: OfferStateAnswer })
  @ApiProblem(409, 'offer-approved', STATES)
  @ApiProblem(422, 'own-proposal', FOUR_EYES)
  refuse(
    @Param('loanId') id: string,
    @Param('offerId') offerId: string,
    @Body() { because }: BecauseDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<OfferStateAnswer> {
    return this.vote('refuse', id, offerId, because, actor, key);
  }

  @Post('withdraw')
  @Roles('negotiator', 'supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'The bank takes it back; it never counts against the borrower' })
  @ApiBody({ type: BecauseDto, examples: { wrong: { value: { because: 'priced-on-a-wrong-schedule' } } } })
  @ApiOkResponse({ type: OfferStateAnswer })
  @ApiProblem(409, 'offer-withdrawn', STATES)
  withdraw(
    @Param('loanId') id: string,
    @Param('offerId') offerId: string,
    @Body() { because }: BecauseDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<OfferStateAnswer> {
    const by = actor.subject;
    return this.take(id, { kind: 'withdraw-offer', offerId, because, by }, { offerId, because }, actor, key);
  }

  @Post('guarantor-consent')
  @Roles('negotiator', 'supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'A guarantor has agreed in writing to what is heavier than the contract' })
  @ApiBody({
    type: ConsentDto,
    examples: { signed: { value: { person: 'demo:P-2', sha256: 'a'.repeat(64), on: '2026-03-10' } } },
  })
  @ApiOkResponse({ type: OfferStateAnswer })
  @ApiProblem(409, 'offer-withdrawn', STATES)
  @ApiProblem(422, 'no-such-guarantor', 'No guarantor of the loan today, or a day that has not come')
  consent(
    @Param('loanId') id: string,
    @Param('offerId') offerId: string,
    @Body() { person, sha256, on }: ConsentDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<OfferStateAnswer> {
    const by = actor.subject;
    const command = {
      kind: 'guarantor-consent' as const,
      offerId,
      personId: personOf(person),
      sha256,
      on: dayOf(on),
      by,
    };
    return this.take(id, command, { offerId, person, sha256, on }, actor, key);
  }

  @Post('fund-review')
  @Roles('negotiator', 'supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'The second look at a hardship fund, by somebody who has neither proposed nor approved it' })
  @ApiBody({
    type: ReviewDto,
    examples: {
      good: { value: { accepted: true, because: 'hospital-bill-seen' } },
      refused: { value: { accepted: false, because: 'other-purpose' } },
    },
  })
  @ApiOkResponse({ type: OfferStateAnswer })
  @ApiProblem(409, 'no-fund', STATES)
  @ApiProblem(422, 'proof-not-verified', 'A rule forbids it: own-proposal, voted-already, proof-not-verified')
  review(
    @Param('loanId') id: string,
    @Param('offerId') offerId: string,
    @Body() { accepted, because }: ReviewDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<OfferStateAnswer> {
    const command = { kind: 'fund-review' as const, offerId, accepted, because, by: actor.subject };
    return this.take(id, command, { offerId, accepted, because }, actor, key);
  }

  private async vote(
    kind: 'approve' | 'refuse',
    id: string,
    offerId: string,
    because: string,
    actor: Actor,
    key: string,
  ): Promise<OfferStateAnswer> {
    const seen = await this.loans.seenBy(actor, id);
    const tier = await this.door.tierOf(seen, actor);
    return this.take(id, { kind, offerId, because, by: actor.subject, tier }, { offerId, because }, actor, key);
  }

  private async take(
    id: string,
    command: OfferCommand & Readonly<{ offerId: string }>,
    said: object,
    actor: Actor,
    key: string,
  ): Promise<OfferStateAnswer> {
    const { loan } = await this.loans.seenBy(actor, id);
    await this.door.take(loan, command, key, actor, said);
    const { offerId } = command;
    const [line] = await offersNamed(reading(this.pool), loan, [offerId]);
    return { offerId, state: line?.state ?? 'unknown' };
  }
}

function personOf(text: string) {
  try {
    return personId(text);
  } catch {
    throw new Problem(400, 'request-invalid', 'person is no id of a person (tenant:party)');
  }
}
