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
  inTransaction,
  Problem,
  Roles,
} from '@mora/runtime';
import { bidsOf, type Buyer, buyersOf, keepBid } from '../../persistence/disposal/bids.js';
import { award, linesOf, type PackageKept, packageOf } from '../../persistence/disposal/packages.js';
import { reading } from '../../persistence/loan/reading.js';
import { LEGAL_POLICIES, type PolicyBook } from '../../policies/load.js';
import { minorOf, textOf } from '../loan/amounts.js';
import { KEY } from '../loan/texts.js';
import { bidWon, sharesIn } from './awarding.js';
import { AwardAnswer, BidAnswer, BidsAnswer } from './disposal.answers.js';
import { AwardDto, BidDto } from './disposal.dto.js';
import { AWARD, BID } from './examples.js';
import { Packages, tenantsOf } from './packages.js';

const NONE = 'No such package';

@ApiTags('packages')
@Controller('v1/packages/:packageId')
export class BidsController {
  constructor(
    private readonly packages: Packages,
    @Inject(DATABASE) private readonly pool: pg.Pool,
    @Inject(LEGAL_POLICIES) private readonly policies: PolicyBook,
  ) {}

  @Post('bids')
  @Roles('legal')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'A buyer bids for the whole package, once' })
  @ApiBody({ type: BidDto, examples: BID })
  @ApiOkResponse({ type: BidAnswer })
  @ApiProblem(404, 'no-such-package', NONE)
  @ApiProblem(409, 'bids-closed', 'The last day for bids is over')
  @ApiProblem(409, 'buyer-not-qualified', 'Nobody has found this buyer qualified')
  @ApiProblem(409, 'bid-exists', 'This buyer has bid already')
  async bid(
    @Param('packageId') packageId: string,
    @Body() { buyerId, price }: BidDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<BidAnswer> {
    const { currency, closesOn, state } = await this.packages.seenBy(actor, packageId);
    if (state !== 'open' || closesOn < this.packages.today)
      throw new Problem(409, 'bids-closed', 'The last day for bids is over.');
    if (!(await this.qualified(actor)).has(buyerId))
      throw new Problem(409, 'buyer-not-qualified', 'Nobody has found this buyer qualified.');
    const bid = { bidId: id128('bid', packageId, key), buyerId, price: minorOf(price, currency) };
    if (bid.price === 0) throw new Problem(400, 'request-invalid', 'A bid is more than nothing.');
    if (!(await keepBid(reading(this.pool), { tenants: tenantsOf(actor), packageId }, bid, actor.subject)))
      throw new Problem(409, 'bid-exists', 'This buyer has bid already.');
    return { bidId: bid.bidId, buyerId, price: textOf(bid.price, currency) };
  }

  @Get('bids')
  @Roles('legal', 'supervisor', 'auditor')
  @ApiOperation({ summary: 'All bids, behind their last day' })
  @ApiOkResponse({ type: BidsAnswer })
  @ApiProblem(404, 'no-such-package', NONE)
  @ApiProblem(409, 'sealed', 'Nobody sees them before the last day for bids is over')
  async bids(@Param('packageId') packageId: string, @CurrentActor() actor: Actor): Promise<BidsAnswer> {
    const { currency, closesOn } = await this.packages.seenBy(actor, packageId);
    if (closesOn >= this.packages.today)
      throw new Problem(409, 'sealed', 'Nobody sees them before the last day for bids is over.');
    const bids = await bidsOf(reading(this.pool), { tenants: tenantsOf(actor), packageId });
    return { bids: bids.map(({ bidId, buyerId, price }) => ({ bidId, buyerId, price: textOf(price, currency) })) };
  }

  @Post('award')
  @Roles('supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({
    summary: 'The package goes to one bid, and the ledger is asked to transfer its claims',
    description: 'The same bid again asks for those claims that could not be sold before.',
  })
  @ApiBody({ type: AwardDto, examples: AWARD })
  @ApiOkResponse({ type: AwardAnswer })
  @ApiProblem(404, 'no-such-package', NONE)
  @ApiProblem(409, 'sealed', 'The last day for bids is not over')
  @ApiProblem(409, 'own-package', 'Whoever has made it is the same person')
  @ApiProblem(409, 'no-such-bid', 'No such bid')
  @ApiProblem(409, 'buyer-not-qualified', 'The buyer is not qualified any more')
  @ApiProblem(409, 'higher-bid', 'Another has bid more, and nothing was said why not')
  @ApiProblem(409, 'awarded', 'It has gone to another bid')
  async award(
    @Param('packageId') packageId: string,
    @Body() { bidId, because }: AwardDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() _key: string,
  ): Promise<AwardAnswer> {
    const kept = await this.packages.seenBy(actor, packageId);
    if (kept.closesOn >= this.packages.today) throw new Problem(409, 'sealed', 'The last day for bids is not over.');
    if (kept.listedBy === actor.subject)
      throw new Problem(409, 'own-package', 'Whoever has made it is the same person.');
    const qualified = await this.qualified(actor);
    const bids = await bidsOf(reading(this.pool), { tenants: tenantsOf(actor), packageId });
    const { buyerId, price } = bidWon(bids, bidId, qualified, because !== undefined);
    const shares = await this.awarded(actor, kept, { bidId, price });
    const items = Object.entries(shares).map(([loan, share]) => {
      const requestId = id128('legal', 'transfer', packageId, loan);
      const command = { kind: 'sell' as const, packageId, buyerId, price: share, requestId, by: actor.subject };
      return { loan: loan as keyof typeof shares, command, key: id128('sell', packageId, loan) };
    });
    const notTaken = await this.packages.takeAll(items, actor);
    return { packageId, buyerId, asked: items.length - notTaken.length, notTaken };
  }

  /** One award wins; it fixes what each claim is sold for. Throws the problem 409 for all others. */
  private awarded(
    actor: Actor,
    { packageId }: PackageKept,
    { bidId, price }: Readonly<{ bidId: string; price: number }>,
  ): Promise<NonNullable<PackageKept['shares']>> {
    return inTransaction(this.pool, async (tx) => {
      const tenants = tenantsOf(actor);
      const kept = await packageOf(tx, tenants, packageId, true);
      if (kept?.state === 'awarded' && kept.bidId === bidId && kept.shares !== null) return kept.shares;
      if (kept?.state !== 'open') throw new Problem(409, 'awarded', 'It has gone to another bid.');
      const shares = sharesIn(await linesOf(tx, tenants, packageId), price);
      await award(tx, tenants, packageId, { bidId, by: actor.subject, shares });
      return shares;
    });
  }

  /** Buyers with a licence that counts, and a qualification that holds today. */
  private async qualified({ tenant }: Actor): Promise<ReadonlySet<string>> {
    const { today } = this.packages;
    const { licences } = this.policies.on(today).disposal.sale;
    const holds = ({ licence, qualifiedUntil }: Buyer) => licences.includes(licence) && qualifiedUntil >= today;
    return new Set((await buyersOf(reading(this.pool), tenant)).filter(holds).map(({ buyerId }) => buyerId));
  }
}
