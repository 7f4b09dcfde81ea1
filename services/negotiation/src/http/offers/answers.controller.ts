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
import { minorOf } from '../assessment/amounts.js';
import { Loans, type LoanSeen } from '../loan/loans.js';
import { BecauseDto } from '../loan/rounds.dto.js';
import { KEY } from '../loan/texts.js';
import { OfferDoor } from './offer-door.js';
import { AcceptedAnswer, CounterAnswer, DisclosedAnswer, DisclosureNamedDto, OfferStateAnswer } from './offers.dto.js';
import { WishDto } from './sheets.dto.js';
import { sheetOf } from './sheets.js';

const STATES =
  'Not taken: not-approved, not-disclosed, not-acknowledged, disclosure-changed, position-changed, held, …';
const RULES = 'A rule forbids it: assessment-stale, unaffordable, guarantor-consent-missing, limit-counters';

/** What the borrower is shown of an offer, and answers: alone, or with somebody of the bank. */
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
    const command = { kind: 'disclose' as const, offerId, disclosureId, sha256, by: actor.subject, via };
    await this.door.take(loan, command, key, actor, { offerId });
    const [line] = await offersNamed(reading(this.pool), loan, [offerId]);
    return { disclosureId: line?.disclosureId ?? disclosureId, sha256: line?.sha256 ?? sha256 };
  }

  @Post('acknowledge')
  @Roles('negotiator', 'supervisor', 'borrower')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'The borrower has seen it' })
  @ApiBody({ type: DisclosureNamedDto, examples: { seen: { value: { disclosureId: '4b1f…' } } } })
  @ApiOkResponse({ type: OfferStateAnswer })
  @ApiProblem(409, 'disclosure-changed', STATES)
  async acknowledge(
    @Param('loanId') id: string,
    @Param('offerId') offerId: string,
    @Body() { disclosureId }: DisclosureNamedDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<OfferStateAnswer> {
    const seen = await this.loans.seenBy(actor, id);
    const command = { kind: 'acknowledge' as const, offerId, disclosureId, by: actor.subject, via: seen.via };
    return this.take(seen, command, { offerId, disclosureId }, actor, key);
  }

  @Post('accept')
  @Roles('negotiator', 'supervisor', 'borrower')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({
    summary: 'The borrower takes it: the ledger is asked to book it',
    description: 'It cannot be taken back, so everything is judged once more.',
  })
  @ApiBody({ type: DisclosureNamedDto, examples: { taken: { value: { disclosureId: '4b1f…' } } } })
  @ApiOkResponse({ type: AcceptedAnswer })
  @ApiProblem(409, 'already-accepted', `${STATES} already-accepted names the plan.`)
  @ApiProblem(422, 'assessment-stale', RULES)
  @ApiProblem(503, 'catching-up', 'The loan is not known up to yesterday yet')
  async accept(
    @Param('loanId') id: string,
    @Param('offerId') offerId: string,
    @Body() { disclosureId }: DisclosureNamedDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<AcceptedAnswer> {
    const seen = await this.loans.seenBy(actor, id);
    this.door.offerOf(seen, offerId);
    const means = await this.door.meansOf(seen, actor);
    const { loan, via } = seen;
    const command = { kind: 'accept' as const, offerId, disclosureId, ...means, by: actor.subject, via };
    await this.door.take(loan, command, key, actor, { offerId, disclosureId });
    const planId = planIdOf(offerId);
    const line = await planLine(reading(this.pool), tenantOf(loan), loan, planId);
    return { planId, requestId: line?.requestId ?? null };
  }

  @Post('reject')
  @Roles('negotiator', 'supervisor', 'borrower')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'The borrower declines it; `all` in place of an offer declines all of them' })
  @ApiBody({ type: BecauseDto, examples: { dear: { value: { because: 'too-expensive' } } } })
  @ApiOkResponse({ type: OfferStateAnswer })
  @ApiProblem(409, 'offer-expired', STATES)
  async reject(
    @Param('loanId') id: string,
    @Param('offerId') offerId: string,
    @Body() { because }: BecauseDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<OfferStateAnswer> {
    const seen = await this.loans.seenBy(actor, id);
    const command = { kind: 'reject' as const, offerId, because, by: actor.subject, via: seen.via };
    return this.take(seen, command, { offerId, because }, actor, key);
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
    const wish = this.wishOf(seen, body);
    const means = await this.door.meansOf(seen, actor);
    const counterId = id128('counter', loan, key);
    const command = { kind: 'counter' as const, counterId, offerId, wish, ...means, by: actor.subject, via };
    await this.door.take(loan, command, key, actor, { offerId, ...body });
    const line = await counterLine(reading(this.pool), loan, counterId);
    if (line === null) throw new Problem(503, 'starting', 'The answer is not there yet; ask again in a moment.');
    return { answer: line.answer, offerId: line.nearestOfferId, because: line.because };
  }

  private wishOf(
    seen: LoanSeen,
    { largest, months, sheet }: WishDto,
  ): Extract<OfferCommand, { kind: 'counter' }>['wish'] {
    const given = [largest, months, sheet].filter((one) => one !== undefined).length;
    if (given !== 1) throw new Problem(400, 'request-invalid', 'One of largest, months and sheet is said.');
    const { currency, nextDueOn } = this.door.positionOf(seen);
    if (sheet !== undefined) return { sheet: sheetOf(sheet, currency, nextDueOn) };
    return largest === undefined ? { months: months ?? 1 } : { largest: minorOf(largest, currency) };
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
