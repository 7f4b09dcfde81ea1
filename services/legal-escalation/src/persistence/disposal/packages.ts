import type { CalendarDate, Currency, LoanId, TenantId } from '@mora/kernel';
import type { Tx } from '@mora/runtime';

type Db = Pick<Tx, 'query'>;

/** A package as people have made it. */
export type PackageKept = Readonly<{
  packageId: string;
  batch: string;
  currency: Currency;
  closesOn: CalendarDate;
  listedBy: string;
  state: 'open' | 'awarded';
  bidId: string | null;
  /** What each claim is sold for, in minor units; null while it is not awarded. */
  shares: Readonly<Record<LoanId, number>> | null;
}>;

export type PackageLine = Readonly<{
  loanId: LoanId;
  state: string;
  product: string | null;
  principal: number;
  interest: number;
  fee: number;
  penalty: number;
  daysPastDue: number;
  stage: string;
  limitationYear: number | null;
  region: string | null;
}>;

/** Keeps a package; one that is there already stays as it is. */
export async function keepPackage(
  db: Db,
  tenant: TenantId,
  { packageId, batch, currency, closesOn, listedBy }: Omit<PackageKept, 'state' | 'bidId' | 'shares'>,
): Promise<void> {
  await db.query(
    `insert into package (package_id, tenant, batch, currency, closes_on, listed_by, state)
     values ($1, $2, $3, $4, $5, $6, 'open') on conflict (package_id) do nothing`,
    [packageId, tenant, batch, currency, closesOn, listedBy],
  );
}

/** Of these tenants; null where they have no such package. With `lock` nobody else changes it until the end of the transaction. */
export async function packageOf(
  db: Db,
  tenants: readonly TenantId[],
  packageId: string,
  lock = false,
): Promise<PackageKept | null> {
  const [row] = await db.query<PackageKept>(
    `select package_id as "packageId", batch, currency, closes_on as "closesOn", listed_by as "listedBy", state,
       bid_id as "bidId", shares
     from package where package_id = $1 and tenant = any($2::text[]) ${lock ? 'for update' : ''}`,
    [packageId, tenants],
  );
  return row ?? null;
}

/** How a package stands: of what is in it still, or was sold out of it. */
export type PackageStanding = Pick<PackageKept, 'packageId' | 'batch' | 'currency' | 'closesOn' | 'state'> &
  Readonly<{ claims: number; total: number }>;

/** More than a bank sells in years. */
const MOST_PACKAGES = 200;

/** The packages of these tenants, or those in a state; the one whose bids close last comes first. */
export const packagesOf = (
  db: Db,
  tenants: readonly TenantId[],
  state: PackageKept['state'] | null,
): Promise<PackageStanding[]> =>
  db.query<PackageStanding>(
    `select p.package_id as "packageId", p.batch, p.currency, p.closes_on as "closesOn", p.state,
       count(l.loan_id)::int as claims,
       coalesce(sum(l.principal + l.interest + l.fee + l.penalty), 0)::float8 as total
     from package p left join package_loan l
       on l.package_id = p.package_id and l.tenant = any($1::text[]) and l.state not in ('left', 'rejected')
     where p.tenant = any($1::text[]) and ($2::text is null or p.state = $2)
     group by p.package_id order by p.closes_on desc, p.package_id limit ${MOST_PACKAGES}`,
    [tenants, state],
  );

/** The claims of a package by their loans; amounts are whole minor units. */
export const linesOf = (db: Db, tenants: readonly TenantId[], packageId: string): Promise<PackageLine[]> =>
  db.query<PackageLine>(
    `select loan_id as "loanId", state, product, principal::float8 as principal, interest::float8 as interest,
       fee::float8 as fee, penalty::float8 as penalty, days_past_due as "daysPastDue", stage,
       limitation_year as "limitationYear", region
     from package_loan where package_id = $1 and tenant = any($2::text[]) order by loan_id`,
    [packageId, tenants],
  );

export type Selection = Readonly<{
  products: readonly string[];
  currency: Currency;
  /** Overdue since this day or longer; and not so long as since the other. */
  since: CalendarDate;
  after: CalendarDate | null;
  limit: number;
}>;

/**
 * Loans that a package may be made of, by the index of what is overdue; each judges itself whether it may be sold. What
 * is offered already is not asked again, and what lawyers would sell comes first, so that no limit keeps it out.
 */
export async function candidates(db: Db, tenant: TenantId, selection: Selection): Promise<LoanId[]> {
  const { products, currency, since, after, limit } = selection;
  const rows = await db.query<{ loan_id: LoanId }>(
    `select l.loan_id from legal_loan l
     left join legal_case c on c.tenant = l.tenant and c.loan_id = l.loan_id and c.closed_on is null
     where l.tenant = $1 and product = any($2::text[]) and dpd_since <= $3 and ($4::date is null or dpd_since > $4)
       and ledger->>'currency' = $5
       and not exists (
         select from package_loan p
         where p.tenant = l.tenant and p.loan_id = l.loan_id and p.state in ('listed', 'asked', 'sold'))
     order by c.strategy is distinct from 'sale' and ledger->>'status' is distinct from 'written-off', l.loan_id
     limit $6`,
    [tenant, products, since, after, currency, limit],
  );
  return rows.map(({ loan_id }) => loan_id);
}

/** The package is awarded to a bid, with what each claim is sold for. Whoever calls it has locked the row. */
export async function award(
  db: Db,
  tenants: readonly TenantId[],
  packageId: string,
  { bidId, by, shares }: Readonly<{ bidId: string; by: string; shares: NonNullable<PackageKept['shares']> }>,
): Promise<void> {
  await db.query(
    `update package set state = 'awarded', bid_id = $2, awarded_by = $3, shares = $4
     where package_id = $1 and tenant = any($5::text[])`,
    [packageId, bidId, by, JSON.stringify(shares), tenants],
  );
}
