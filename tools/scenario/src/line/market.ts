import { addDays, amountText, type CalendarDate, minorUnits } from '@mora/kernel';
import type { Behaviour } from '@mora/ledger-simulator';
import type { LawDoors } from './doors.js';
import { COMPLIANCE, HEAD, LAWYER } from './people.js';

const EVERY_DAYS = 30;
const BIDS_DAYS = 5;
const PRODUCTS = ['consumer-loan', 'small-business-loan', 'credit-card'];
const CURRENCY = 'CNY';
/** Of a thousand of what is owed, what buyers bid. */
const BIDS = { least: 80, most: 250 } as const;
const BUYERS = ['buyer-east', 'buyer-west'];
const QUALIFIED_UNTIL = '2030-12-31';

type Made = Readonly<{ packageId: string; claims: number; total: string }>;
type Open = Readonly<{ packageId: string; madeOn: CalendarDate; closesOn: CalendarDate; bids: readonly Bid[] | null }>;
/** A claim that is offered, and whether two people have agreed to sell it. */
export type Offered = Readonly<{ loan: string; packageId: string | null; isForSale: boolean }>;
type Bid = Readonly<{ bidId: string; price: bigint }>;
type Given = Readonly<{ bidId: string; price: string }>;
type Awarded = Readonly<{ notTaken: readonly unknown[] }>;

/** Who sells claims: once a month those that two people have agreed to sell, to whoever bids most for all of them. */
export class Market {
  /** For what each package went, and how many of its claims could not be sold any more. */
  readonly awarded = new Map<string, Readonly<{ price: bigint; notAsked: number }>>();
  private open: Open | null = null;
  private madeOn: CalendarDate | null = null;

  constructor(
    private readonly doors: LawDoors,
    private readonly behaviour: Behaviour,
  ) {}

  /** One step a day: claims are offered, those that stay are bid for, and the bids are opened behind their last day. */
  async workOn(on: CalendarDate, claims: readonly Offered[]): Promise<void> {
    const { open, madeOn } = this;
    if (open === null) {
      const waits = claims.some(({ isForSale, packageId }) => isForSale && packageId === null);
      if (waits && (madeOn === null || on >= addDays(madeOn, EVERY_DAYS))) await this.offer(on);
    } else if (open.bids === null && on > open.madeOn) {
      const others = claims.filter(({ packageId, isForSale }) => packageId === open.packageId && !isForSale);
      await this.bid(open, others, on);
    } else if (on > open.closesOn) await this.award(open);
  }

  private async offer(on: CalendarDate): Promise<void> {
    if (this.madeOn === null) await this.qualify();
    this.madeOn = on;
    const closesOn = addDays(on, BIDS_DAYS);
    const order = { batch: `batch-${on}`, currency: CURRENCY, products: PRODUCTS, fromDays: 91, closesOn };
    const made = await this.doors.tell<Made>('/v1/packages', order, LAWYER);
    if (made === null || made.claims === 0) return;
    this.open = { packageId: made.packageId, madeOn: on, closesOn, bids: null };
  }

  /** What is to go another way than to a buyer is taken out before anybody bids. */
  private async bid(open: Open, others: readonly Offered[], on: CalendarDate): Promise<void> {
    const { packageId } = open;
    const path = `/v1/packages/${packageId}`;
    for (const { loan: loanId } of others) {
      await this.doors.tell(`${path}/leave`, { loanId, because: 'goes-to-court' }, LAWYER);
    }
    const left = await this.doors.look<Made>(path, LAWYER);
    const total = minorUnits(left?.total ?? '0.00', CURRENCY);
    const bids: Bid[] = [];
    for (const buyerId of total === 0n ? [] : BUYERS) {
      const share = this.behaviour.lasts(buyerId, packageId, on, BIDS.least, BIDS.most);
      const price = amountText((total * BigInt(share)) / 1_000n, CURRENCY);
      const given = await this.doors.tell<Given>(`${path}/bids`, { buyerId, price }, LAWYER);
      if (given !== null) bids.push({ bidId: given.bidId, price: minorUnits(given.price, CURRENCY) });
    }
    this.open = { ...open, bids };
  }

  private async qualify(): Promise<void> {
    for (const buyerId of BUYERS) {
      const buyer = { buyerId, licence: 'asset-manager', qualifiedUntil: QUALIFIED_UNTIL };
      await this.doors.tell('/v1/buyers', buyer, COMPLIANCE);
    }
  }

  private async award({ packageId, bids }: Open): Promise<void> {
    this.open = null;
    const [best] = (bids ?? []).toSorted((a, b) => (a.price > b.price ? -1 : a.price < b.price ? 1 : 0));
    if (best === undefined) return;
    const { bidId, price } = best;
    const sold = await this.doors.tell<Awarded>(`/v1/packages/${packageId}/award`, { bidId }, HEAD);
    if (sold !== null) this.awarded.set(packageId, { price, notAsked: sold.notTaken.length });
  }
}
