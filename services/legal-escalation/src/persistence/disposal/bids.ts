import type { CalendarDate, TenantId } from '@mora/kernel';
import type { Tx } from '@mora/runtime';

type Db = Pick<Tx, 'query'>;

export type Bid = Readonly<{ bidId: string; buyerId: string; price: number }>;
export type Buyer = Readonly<{ buyerId: string; licence: string; qualifiedUntil: CalendarDate }>;

/** Who may buy, as compliance has checked it; the same buyer again is as it was entered last. */
export async function keepBuyer(db: Db, tenant: TenantId, buyer: Buyer, by: string): Promise<void> {
  const { buyerId, licence, qualifiedUntil } = buyer;
  await db.query(
    `insert into buyer (tenant, buyer_id, licence, qualified_until, entered_by) values ($1, $2, $3, $4, $5)
     on conflict (tenant, buyer_id) do update set licence = excluded.licence,
       qualified_until = excluded.qualified_until, entered_by = excluded.entered_by`,
    [tenant, buyerId, licence, qualifiedUntil, by],
  );
}

export const buyersOf = (db: Db, tenant: TenantId): Promise<Buyer[]> =>
  db.query<Buyer>(
    `select buyer_id as "buyerId", licence, qualified_until as "qualifiedUntil" from buyer
     where tenant = $1 order by buyer_id`,
    [tenant],
  );

export type OfPackage = Readonly<{ tenants: readonly TenantId[]; packageId: string }>;

/** One bid a buyer: whether it is the one that stands. For a package of others nothing is kept. */
export async function keepBid(db: Db, { tenants, packageId }: OfPackage, bid: Bid, by: string): Promise<boolean> {
  const { bidId, buyerId, price } = bid;
  await db.query(
    `insert into bid (bid_id, package_id, buyer_id, price, placed_by)
     select $1, package_id, $3, $4, $5 from package where package_id = $2 and tenant = any($6::text[])
     on conflict do nothing`,
    [bidId, packageId, buyerId, price, by, tenants],
  );
  const [row] = await db.query<{ price: number }>(
    `select price::float8 as price from bid join package using (package_id)
     where bid.bid_id = $1 and package_id = $2 and tenant = any($3::text[])`,
    [bidId, packageId, tenants],
  );
  return row?.price === price;
}

/** Of a package, the highest first. */
export const bidsOf = (db: Db, { tenants, packageId }: OfPackage): Promise<Bid[]> =>
  db.query<Bid>(
    `select bid.bid_id as "bidId", buyer_id as "buyerId", price::float8 as price from bid join package using (package_id)
     where package_id = $1 and tenant = any($2::text[]) order by bid.price desc, bid.bid_id`,
    [packageId, tenants],
  );
