import { addDays, amountText, calendarDate, type CalendarDate, minorUnits } from '@mora/kernel';
import type { Behaviour } from '@mora/ledger-simulator';
import type { LawDoors } from './doors.js';
import { COMPLIANCE, HEAD, LAWYER } from './people.js';

const EVERY_DAYS = 30;
const BIDS_DAYS = 5;
const PRODUCTS = ['consumer-loan', 'small-business-loan', 'credit-card'];
const CURRENCY = 'CNY';
/** Of a thousand of what is owed, what buyers bid. */
const BIDS = { least: 80, most: 250 } as const;
const BATCH = 'batch-';
const BUYERS = ['buyer-east', 'buyer-west'];
const QUALIFIED_UNTIL = '2030-12-31';

type Made = Readonly<{ packageId: string; claims: number; total: string }>;
type Open = Readonly<{ packageId: string; madeOn: CalendarDate; closesOn: CalendarDate; isBidFor: boolean }>;
/** As the service lists them: the one whose bids close last comes first. */
type Listed = Readonly<{
  packages: readonly Readonly<{ packageId: string; state: string; batch: string; claims: number; closesOn: string }>[];
}>;
/** A claim that is offered, and whether two people have agreed to sell it. */
export type Offered = Readonly<{ loan: string; packageId: string | null; isForSale: boolean }>;
type Bids = Readonly<{ bids: readonly Readonly<{ bidId: string; price: string }>[] }>;
type Awarded = Readonly<{ notTaken: readonly unknown[] }>;

/** Who sells claims: once a month those that two people have agreed to sell, to whoever bids most for all of them. */
export class Market {
  /** For what each package went, and how many of its claims could not be sold any more. */
  readonly awarded = new Map<string, Readonly<{ price: bigint; notAsked: number }>>();
  private open: Open | null = null;
  private madeOn: CalendarDate | null = null;
  private hasLooked = false;

  constructor(
    private readonly doors: LawDoors,
    private readonly behaviour: Behaviour,
  ) {}

  /** One step a day: claims are offered, those that stay are bid for, and the bids are opened behind their last day. */
  async workOn(on: CalendarDate, claims: readonly Offered[]): Promise<void> {
    if (!this.hasLooked) await this.takeUp(on);
    const { open, madeOn } = this;
    if (open === null) {
      const waits = claims.some(({ isForSale, packageId }) => isForSale && packageId === null);
      if (waits && (madeOn === null || on >= addDays(madeOn, EVERY_DAYS))) await this.offer(on);
    } else if (!open.isBidFor && on > open.madeOn) {
      const others = claims.filter(({ packageId, isForSale }) => packageId === open.packageId && !isForSale);
      await this.bid(open, others, on);
    } else if (on > open.closesOn) await this.award(open);
  }

  /** A run that was stopped goes on with the package that is open still. The batch of each bears the day of its making. */
  private async takeUp(on: CalendarDate): Promise<void> {
    this.hasLooked = true;
    const { packages } = (await this.doors.look<Listed>('/v1/packages', LAWYER)) ?? { packages: [] };
    const [last] = packages.filter(({ batch }) => batch.startsWith(BATCH));
    if (last === undefined) return;
    this.madeOn = calendarDate(last.batch.slice(BATCH.length));
    if (last.state !== 'open' || last.claims === 0) return;
    const { packageId, closesOn } = last;
    const { madeOn } = this;
    // It was bid for on the day behind its making; before that day is over nobody may have done so.
    this.open = { packageId, madeOn, closesOn: calendarDate(closesOn), isBidFor: on > addDays(madeOn, 1) };
  }

  private async offer(on: CalendarDate): Promise<void> {
    if (this.madeOn === null) await this.qualify();
    this.madeOn = on;
    const closesOn = addDays(on, BIDS_DAYS);
    const order = { batch: `${BATCH}${on}`, currency: CURRENCY, products: PRODUCTS, fromDays: 91, closesOn };
    const made = await this.doors.tell<Made>('/v1/packages', order, LAWYER);
    if (made === null || made.claims === 0) return;
    this.open = { packageId: made.packageId, madeOn: on, closesOn, isBidFor: false };
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
    for (const buyerId of total === 0n ? [] : BUYERS) {
      const share = this.behaviour.lasts(buyerId, packageId, on, BIDS.least, BIDS.most);
      const price = amountText((total * BigInt(share)) / 1_000n, CURRENCY);
      await this.doors.tell(`${path}/bids`, { buyerId, price }, LAWYER);
    }
    this.open = { ...open, isBidFor: true };
  }

  private async qualify(): Promise<void> {
    for (const buyerId of BUYERS) {
      const buyer = { buyerId, licence: 'asset-manager', qualifiedUntil: QUALIFIED_UNTIL };
      await this.doors.tell('/v1/buyers', buyer, COMPLIANCE);
    }
  }

  /** The bids are opened, and the highest is the first. */
  private async award({ packageId }: Open): Promise<void> {
    this.open = null;
    const path = `/v1/packages/${packageId}`;
    const best = (await this.doors.look<Bids>(`${path}/bids`, HEAD))?.bids[0];
    if (best === undefined) return;
    const { bidId, price } = best;
    const sold = await this.doors.tell<Awarded>(`${path}/award`, { bidId }, HEAD);
    if (sold === null) return;
    this.awarded.set(packageId, { price: minorUnits(price, CURRENCY), notAsked: sold.notTaken.length });
  }
}
