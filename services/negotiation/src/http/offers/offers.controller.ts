import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type pg from 'pg';
import { id128, type LoanId } from '@mora/kernel';
import { type Actor, ApiProblem, CurrentActor, DATABASE, IdempotencyKey, Roles } from '@mora/runtime';
import type { DisclosurePack } from '../../domain/offers/disclosure.js';
import type { OfferCommand } from '../../domain/offers/commands.js';
import { causeOf } from '../../handlers/loan/loan-commands.js';
import { reading } from '../../persistence/loan/reading.js';
import { offersNamed, offersOf, packText } from '../../persistence/offers/offer.queries.js';
import { NEGOTIATION_POLICIES, type PolicyBook } from '../../policies/load.js';
import { Loans, type LoanSeen, nameFor } from '../loan/loans.js';
import { KEY } from '../loan/texts.js';
import { SHEETS } from './examples.js';
import { isForBorrowers } from './for-borrowers.js';
import { OfferDoor } from './offer-door.js';
import { offerView, packView } from './offer-view.js';
import { DisclosureAnswer, LanguageQuery, OffersAnswer } from './offers.dto.js';
import { OwnTermsDto } from './sheets.dto.js';
import { sheetOf } from './sheets.js';

const NO_LOAN = 'No such loan, one of another tenant, or not the borrower’s own';
const RULES = 'A rule forbids it: limit-…, unaffordable, nothing-affordable, cap-not-covered, assessment-stale';
const STATES = 'Not taken: no-round, plan-open, not-assessed, not-known-yet, no-schedule, …';

@ApiTags('offers')
@Controller('v1/loans/:loanId/offers')
export class OffersController {
  constructor(
    private readonly loans: Loans,
    private readonly door: OfferDoor,
    @Inject(DATABASE) private readonly pool: pg.Pool,
    @Inject(NEGOTIATION_POLICIES) private readonly policies: PolicyBook,
  ) {}

  @Post('menu')
  @Roles('negotiator', 'supervisor', 'borrower')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({
    summary: 'What the policy offers for what was assessed: priced, affordable, in order, five at most',
    description: 'Where nothing that the bank may offer can be borne, the negotiation ends by that: offers is empty.',
  })
  @ApiOkResponse({ type: OffersAnswer })
  @ApiProblem(404, 'loan-unknown', NO_LOAN)
  @ApiProblem(409, 'no-round', STATES)
  @ApiProblem(422, 'nothing-affordable', RULES)
  async menu(
    @Param('loanId') id: string,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<OffersAnswer> {
    const seen = await this.loans.seenBy(actor, id);
    return this.propose(seen, 'menu', key, actor, {});
  }

  @Post()
  @Roles('negotiator', 'supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'Terms of somebody’s own, judged like those of the policy; another person approves them' })
  @ApiBody({ type: OwnTermsDto, examples: SHEETS })
  @ApiOkResponse({ type: OffersAnswer })
  @ApiProblem(404, 'loan-unknown', NO_LOAN)
  @ApiProblem(409, 'no-round', STATES)
  @ApiProblem(422, 'limit-extension-months', RULES)
  async own(
    @Param('loanId') id: string,
    @Body() { sheet }: OwnTermsDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<OffersAnswer> {
    const seen = await this.loans.seenBy(actor, id);
    const { currency, nextDueOn } = this.door.positionOf(seen);
    return this.propose(seen, [sheetOf(sheet, currency, nextDueOn)], key, actor, { sheet });
  }

  @Get()
  @Roles('negotiator', 'supervisor', 'legal', 'auditor', 'borrower')
  @ApiOperation({ summary: 'The offers of a loan, the latest first; a borrower sees those that the bank stands by' })
  @ApiOkResponse({ type: OffersAnswer })
  @ApiProblem(404, 'loan-unknown', NO_LOAN)
  async list(@Param('loanId') id: string, @CurrentActor() actor: Actor): Promise<OffersAnswer> {
    const seen = await this.loans.seenBy(actor, id);
    const lines = await offersOf(reading(this.pool), seen.loan);
    const told = lines.filter((line) => seen.via === 'staff' || isForBorrowers(line));
    return { offers: told.map((line) => offerView(line, seen)) };
  }

  @Get(':offerId/disclosure')
  @Roles('negotiator', 'supervisor', 'legal', 'auditor', 'borrower')
  @ApiOperation({ summary: 'What the borrower is shown: as it was shown last, or as it would be now' })
  @ApiOkResponse({ type: DisclosureAnswer })
  @ApiProblem(404, 'no-such-offer', 'No such offer')
  @ApiProblem(409, 'not-approved', 'Nothing to show: not-approved, position-changed, review-missing, …')
  async disclosure(
    @Param('loanId') id: string,
    @Param('offerId') offerId: string,
    @Query() { language = 'zh-CN' }: LanguageQuery,
    @CurrentActor() actor: Actor,
  ): Promise<DisclosureAnswer> {
    const seen = await this.loans.seenBy(actor, id);
    const shown = await this.shown(seen, offerId);
    const { pack, ...of } = shown ?? { ...this.door.packOf(seen, offerId), isShown: false };
    return packView(pack, of, this.policies.on(pack.pricedOn).disclosure, language);
  }

  private async shown(seen: LoanSeen, offerId: string) {
    const { disclosureId, sha256 } = this.door.offerOf(seen, offerId);
    if (disclosureId === null || sha256 === null) return null;
    const text = await packText(reading(this.pool), seen.loan, disclosureId);
    return text === null ? null : { pack: JSON.parse(text) as DisclosurePack, disclosureId, sha256, isShown: true };
  }

  private async propose(
    seen: LoanSeen,
    sheets: Extract<OfferCommand, { kind: 'propose' }>['sheets'],
    key: string,
    actor: Actor,
    said: object,
  ): Promise<OffersAnswer> {
    const { loan, via } = seen;
    const means = await this.door.meansOf(seen, actor);
    const command = { kind: 'propose' as const, sheets, ...means, by: nameFor(actor), via, legalGraceDays: null };
    await this.door.take(loan, command, key, actor, said);
    const lines = await offersNamed(reading(this.pool), loan, idsOf(loan, key));
    return { offers: lines.map((line) => offerView(line, seen)) };
  }
}

const MOST = 20;

/** The offers that a command may have led to: a repeat of its key finds the same ones. */
const idsOf = (loan: LoanId, key: string): readonly string[] =>
  Array.from({ length: MOST }, (_, at) => id128('offer', loan, causeOf(key), at));
