import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type pg from 'pg';
import { id128, tenantOf } from '@mora/kernel';
import { type Actor, ApiProblem, CurrentActor, DATABASE, IdempotencyKey, Problem, Roles } from '@mora/runtime';
import { planIdOf } from '../../domain/offers/accept.js';
import type { OfferCommand } from '../../domain/offers/commands.js';
import { reading } from '../../persistence/loan/reading.js';
import { counterLine, offersNamed } from '../../persistence/offers/offer.queries.js';
import { planLine } from '../../persistence/plans/plan.queries.js';
import { Loans, type LoanSeen, nameFor } from '../loan/loans.js';
import { proofOf, spokenBy } from '../loan/spoken.js';
import { KEY } from '../loan/texts.js';
import { OfferDoor } from './offer-door.js';
import {
  AcceptedAnswer,
  CounterAnswer,
  DeclineDto,
  DisclosedAnswer,
  DisclosureNamedDto,
  OfferStateAnswer,
} from './offers.dto.js';
import { WishDto } from './sheets.dto.js';

const STATES =
  'Not taken: not-approved, not-disclosed, not-acknowledged, disclosure-changed, position-changed, held, …';
const RULES =
  'A rule forbids it: evidence-missing, assessment-stale, unaffordable, guarantor-consent-missing, limit-counters';

const UNPROVEN = 'Somebody of the bank answers for the borrower, and names no proof that they said so';
const RECORDED = { kind: 'recording', id: 'call-20260310-17', sha256: 'a'.repeat(64) } as const;
const NAMED = {
  type: DisclosureNamedDto,
  examples: {
    borrower: { value: { disclosureId: '4b1f…' } },
    staff: { value: { disclosureId: '4b1f…', evidence: RECORDED } },
  },
} as const;

/** What the borrower is shown of an offer, and answers: alone, or with somebody of the bank, who says by what proof. */
@ApiTags('offers')
@Controller('v1/loans/:loanId/offers/:offerId')
export class AnswersController {
  constructor(
    private readonly loans: Loans,
    private readonly door: OfferDoor,
    @Inject(DATABASE) private readonly pool: pg.Pool,
  ) {}

  @Post('disclose')
  @Roles('negotiator', 'supervisor', 'borrower')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'The borrower is shown everything about it; with that its term begins' })
  @ApiOkResponse({ type: DisclosedAnswer })
  @ApiProblem(409, 'position-changed', STATES)
  async disclose(
    @Param('loanId') id: string,
    @Param('offerId') offerId: string,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<DisclosedAnswer> {
    const seen = await this.loans.seenBy(actor, id);
    const { disclosureId, sha256 } = this.door.packOf(seen, offerId);
    const { loan, via } = seen;
    const command = { kind: 'disclose' as const, offerId, disclosureId, sha256, by: nameFor(actor), via };
    await this.door.take(loan, command, key, actor, { offerId });
    const [line] = await offersNamed(reading(this.pool), loan, [offerId]);
    return { disclosureId: line?.disclosureId ?? disclosureId, sha256: line?.sha256 ?? sha256 };
  }

  @Post('acknowledge')
  @Roles('negotiator', 'supervisor', 'borrower')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'The borrower has seen it' })
  @ApiBody(NAMED)
  @ApiOkResponse({ type: OfferStateAnswer })
  @ApiProblem(409, 'disclosure-changed', STATES)
  @ApiProblem(422, 'evidence-missing', UNPROVEN)
  async acknowledge(
    @Param('loanId') id: string,
    @Param('offerId') offerId: string,
    @Body() { disclosureId, evidence }: DisclosureNamedDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<OfferStateAnswer> {
    const seen = await this.loans.seenBy(actor, id);
    const spoken = spokenBy(actor, seen, evidence);
    const command = { kind: 'acknowledge' as const, offerId, disclosureId, ...spoken };
    return this.take(seen, command, { offerId, disclosureId, ...proofOf(spoken) }, actor, key);
  }

  @Post('accept')
  @Roles('negotiator', 'supervisor', 'borrower')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({
    summary: 'The borrower takes it: the ledger is asked to book it',
    description: 'It cannot be taken back, so everything is judged once more.',
  })
  @ApiBody(NAMED)
  @ApiOkResponse({ type: AcceptedAnswer })
  @ApiProblem(409, 'already-accepted', `${STATES} already-accepted names the plan.`)
  @ApiProblem(422, 'assessment-stale', RULES)
  @ApiProblem(503, 'catching-up', 'The loan is not known up to yesterday yet')
  async accept(
    @Param('loanId') id: string,
    @Param('offerId') offerId: string,
    @Body() { disclosureId, evidence }: DisclosureNamedDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<AcceptedAnswer> {
    const seen = await this.loans.seenBy(actor, id);
    this.door.offerOf(seen, offerId);
    const means = await this.door.meansOf(seen, actor);
    const { loan } = seen;
    const spoken = spokenBy(actor, seen, evidence);
    const command = { kind: 'accept' as const, offerId, disclosureId, ...means, ...spoken };
    await this.door.take(loan, command, key, actor, { offerId, disclosureId, ...proofOf(spoken) });
    const planId = planIdOf(offerId);
    const line = await planLine(reading(this.pool), tenantOf(loan), loan, planId);
    return { planId, requestId: line?.requestId ?? null };
  }

  @Post('reject')
  @Roles('negotiator', 'supervisor', 'borrower')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'The borrower declines it; `all` in place of an offer declines all of them' })
  @ApiBody({
    type: DeclineDto,
    examples: {
      borrower: { value: { because: 'too-expensive' } },
      staff: { value: { because: 'too-expensive', evidence: RECORDED } },
    },
  })
  @ApiOkResponse({ type: OfferStateAnswer })
  @ApiProblem(409, 'offer-expired', STATES)
  @ApiProblem(422, 'evidence-missing', UNPROVEN)
  async reject(
    @Param('loanId') id: string,
    @Param('offerId') offerId: string,
    @Body() { because, evidence }: DeclineDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<OfferStateAnswer> {
    const seen = await this.loans.seenBy(actor, id);
    const spoken = spokenBy(actor, seen, evidence);
    const command = { kind: 'reject' as const, offerId, because, ...spoken };
    return this.take(seen, command, { offerId, because, ...proofOf(spoken) }, actor, key);
  }

  @Post('counter')
  @Roles('negotiator', 'supervisor', 'borrower')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({
    summary: 'The borrower asks for something else: taken, answered with the nearest allowed, or refused',
  })
  @ApiBody({
    type: WishDto,
    examples: {
      largest: { value: { largest: '900.00' } },
      months: { value: { months: 6 } },
      sheet: { value: { sheet: { terms: [{ kind: 'grace', months: 2, interest: 'spread' }] } } },
    },
  })
  @ApiOkResponse({ type: CounterAnswer })
  @ApiProblem(409, 'offer-expired', STATES)
  @ApiProblem(422, 'limit-counters', RULES)
  async counter(
    @Param('loanId') id: string,
    @Param('offerId') offerId: string,
    @Body() body: WishDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<CounterAnswer> {
    const seen = await this.loans.seenBy(actor, id);
    this.door.offerOf(seen, offerId);
    const { loan, via } = seen;
    const wish = this.door.wishOf(seen, body);
    const means = await this.door.meansOf(seen, actor);
    const counterId = id128('counter', loan, key);
    const command = { kind: 'counter' as const, counterId, offerId, wish, ...means, by: nameFor(actor), via };
    await this.door.take(loan, command, key, actor, { offerId, ...body });
    const line = await counterLine(reading(this.pool), loan, counterId);
    if (line === null) throw new Problem(503, 'starting', 'The answer is not there yet; ask again in a moment.');
    return { answer: line.answer, offerId: line.nearestOfferId, because: line.because };
  }

  private async take(
    { loan }: LoanSeen,
    command: OfferCommand & Readonly<{ offerId: string }>,
    said: object,
    actor: Actor,
    key: string,
  ): Promise<OfferStateAnswer> {
    const { offerId } = command;
    await this.door.take(loan, command, key, actor, said);
    const [line] = await offersNamed(reading(this.pool), loan, [offerId]);
    return { offerId, state: line?.state ?? 'rejected' };
  }
}
