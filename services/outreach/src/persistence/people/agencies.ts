import type { CalendarDate } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import { OUTSOURCING_NOTICE } from '../../domain/people/announcing.js';
import { BARRED } from '../../domain/people/barred.js';
import type { Agency } from '../../domain/people/standing-of.js';

export type AgencyHead = Readonly<{
  agencyId: string;
  name: string;
  /** By which borrowers reach it, as the outsourcing notice tells them. */
  phone: string | null;
  listed: boolean;
  certified: boolean;
}>;
export type AgencyRow = AgencyHead & Agency;

type Row = AgencyHead &
  Pick<Agency, 'status' | 'contracts' | 'placed'> & {
    documents: Agency['documents'];
    evaluations: Agency['evaluations'];
    complaints: readonly CalendarDate[];
    breaches: readonly CalendarDate[];
  };

/** Every firm of a tenant, or the one that is named, with everything that its standing depends on. */
export async function agenciesOf(
  db: Pick<Tx, 'query'>,
  tenant: string,
  agencyId: string | null = null,
): Promise<readonly AgencyRow[]> {
  return db.query<Row>(ALL, [tenant, agencyId]);
}

const ALL = `
  select a.agency_id as "agencyId", a.name, a.phone, a.status, a.listed, a.certified,
    coalesce((select json_agg(json_build_object('kind', d.kind, 'validUntil', d.valid_until) order by d.kind, d.valid_until)
      from agency_document d where (d.tenant, d.agency_id) = (a.tenant, a.agency_id)), '[]') as documents,
    coalesce((select json_agg(json_build_object('from', c.valid_from, 'until', c.valid_until,
        'processingAgreement', c.processing_agreement) order by c.valid_from)
      from agency_contract c where (c.tenant, c.agency_id) = (a.tenant, a.agency_id)), '[]') as contracts,
    coalesce((select json_agg(json_build_object('on', e.evaluated_on, 'verdict', e.verdict) order by e.evaluated_on)
      from agency_evaluation e where (e.tenant, e.agency_id) = (a.tenant, a.agency_id)), '[]') as evaluations,
    coalesce((select json_agg(s.opened_on) from say s
      where (s.tenant, s.agency_id) = (a.tenant, a.agency_id) and s.kind = 'complaint'), '[]') as complaints,
    coalesce((select json_agg(b.known_on) from agency_breach b
      where (b.tenant, b.agency_id) = (a.tenant, a.agency_id)), '[]') as breaches,
    (select count(*)::int from placement p
      where (p.tenant, p.agency_id) = (a.tenant, a.agency_id) and p.state = 'placed') as placed
  from agency a
  where a.tenant = $1 and ($2::text is null or a.agency_id = $2) order by a.agency_id`;

export type Placed = Readonly<{
  placementId: string;
  loanId: string;
  agencyId: string;
  placedOn: CalendarDate;
  until: CalendarDate | null;
  announcedOn: CalendarDate;
  currency: string;
  balanceMinor: bigint;
}>;

const PLACED = `
  select placement_id as "placementId", loan_id as "loanId", agency_id as "agencyId", placed_on as "placedOn", until,
    announced_on as "announcedOn", currency, balance as "balanceMinor"
  from placement`;

/** What a firm has now, from behind a loan on. */
export const placedWith = (
  db: Pick<Tx, 'query'>,
  {
    tenant,
    agencyId,
    after = '',
    limit,
  }: Readonly<{ tenant: string; agencyId: string; after?: string; limit: number }>,
): Promise<Placed[]> =>
  db.query<Placed>(
    `${PLACED} where tenant = $1 and agency_id = $2 and state = 'placed' and loan_id > $3 order by loan_id limit $4`,
    [tenant, agencyId, after, limit],
  );

/** Who has a loan now; null where nobody outside has it. */
export async function placementOf(db: Pick<Tx, 'query'>, loanId: string): Promise<Placed | null> {
  const [row] = await db.query<Placed>(`${PLACED} where loan_id = $1 and state = 'placed'`, [loanId]);
  return row ?? null;
}

export type Logged = Readonly<{
  tenant: string;
  agencyId: string;
  actor: string;
  at: Date;
  what: string;
  said: object;
}>;

/** Every change of the register stays with who made it. */
export const logChange = (tx: Tx, { tenant, agencyId, actor, at, what, said }: Logged): Promise<unknown> =>
  tx.query(`insert into agency_log (at, tenant, agency_id, actor, what, said) values ($1, $2, $3, $4, $5, $6)`, [
    at,
    tenant,
    agencyId,
    actor,
    what,
    JSON.stringify(said),
  ]);

type Announced = Readonly<{ agencyId: string; name: string; zone: string }>;

/** The day on which Mora told the borrower that this very firm will write or call; null where it has not. */
export async function announcedOn(
  db: Pick<Tx, 'query'>,
  loanId: string,
  { agencyId, name, zone }: Announced,
): Promise<CalendarDate | null> {
  const [row] = await db.query<{ day: CalendarDate | null }>(
    `select max((done_at at time zone $3)::date) as day from notice
     where tenant = split_part($1, ':', 1) and loan_id = $1 and template_id = $2 and state in ('sent', 'delivered')
       and (facts->>'agencyId' = $4 or facts->>'agency' = $5)`,
    [loanId, OUTSOURCING_NOTICE, zone, agencyId, name],
  );
  return row?.day ?? null;
}

export type AllowanceFound = Readonly<{
  allowanceId: string;
  loanId: string;
  personId: string;
  channel: string;
  granted: number;
  from: CalendarDate;
  until: CalendarDate;
}>;

/**
 * What a firm may still do by itself about some loans, on a day or later. What was granted before somebody said no, or
 * before something came that keeps a loan with the bank, stays counted and stands here no more.
 */
export const allowancesOf = (
  db: Pick<Tx, 'query'>,
  {
    tenant,
    agencyId,
    loans,
    today,
  }: Readonly<{ tenant: string; agencyId: string; loans: readonly string[]; today: CalendarDate }>,
): Promise<AllowanceFound[]> =>
  db.query<AllowanceFound>(
    `select allowance_id as "allowanceId", loan_id as "loanId", person_id as "personId", channel, granted,
       valid_from as "from", valid_until as "until"
     from allowance a where tenant = $1 and agency_id = $2 and loan_id = any($3::text[]) and valid_until >= $4
       and not exists (select from outreach_loan l, jsonb_each(l.slices) as slice
         where l.loan_id = a.loan_id and slice.value->'flags' ?| $5::text[])
       and not exists (select from person p, lateral (
           select json_array_elements(p.state->'flags') union all select json_array_elements(p.state->'party'->'flags')
         ) as flag (said) where p.person_id = a.person_id and flag.said->>'flag' = any($5::text[]))
       and not exists (select from person p, json_array_elements(p.state->'optOuts') as no
         where p.person_id = a.person_id and ${IS_NO})
     order by loan_id, allowance_id`,
    [tenant, agencyId, loans, today, [...BARRED, 'cease', 'question-open']],
  );

/** Who wants no calls wants none of an agency either, whatever was said later: the firm asks for each, then. */
const IS_NO = `(no->>'channel' in ('all', a.channel, substr(a.channel, length('agency-') + 1))
  or (a.channel = 'agency-message' and no->>'channel' in ('sms', 'email', 'letter')))`;

/** Whether a firm has the loan, or had it: what it did before the recall is told after it. */
export async function wasPlacedWith(db: Pick<Tx, 'query'>, loanId: string, agencyId: string): Promise<boolean> {
  const rows = await db.query(
    `select from placement where loan_id = $1 and agency_id = $2 and state in ('placed', 'recalled') limit 1`,
    [loanId, agencyId],
  );
  return rows.length > 0;
}

/** Whether a contact was allowed to this very firm: nobody gives back what others have reserved. */
export async function isContactOf(
  db: Pick<Tx, 'query'>,
  {
    tenant,
    agencyId,
    loan,
    person,
    contact,
  }: Readonly<{ tenant: string; agencyId: string; loan: string; person: string; contact: string }>,
): Promise<boolean> {
  const rows = await db.query(
    `select from contact_decision where tenant = $1 and decision_id = $5 and loan_id = $3 and person_id = $4
       and outcome = 'allowed' and collector->>'kind' = 'agency' and collector->>'id' = $2
     union all
     select from allowance where tenant = $1 and allowance_id = $5 and loan_id = $3 and person_id = $4 and agency_id = $2
     limit 1`,
    [tenant, agencyId, loan, person, contact],
  );
  return rows.length > 0;
}

/** Firms that have loans now, or are to get them, by tenant. */
export const firmsWithLoans = (db: Pick<Tx, 'query'>): Promise<{ tenant: string; agencyId: string }[]> =>
  db.query(
    `select distinct tenant, agency_id as "agencyId" from placement where state = 'placed'
     union select distinct tenant, agency_id from placement where state = 'waiting'`,
  );

/** What a firm has now or is to get, from behind a loan on. */
export const heldBy = (
  db: Pick<Tx, 'query'>,
  { tenant, agencyId, after, limit }: Readonly<{ tenant: string; agencyId: string; after: string; limit: number }>,
): Promise<Pick<Placed, 'placementId' | 'loanId'>[]> =>
  db.query(
    `select placement_id as "placementId", loan_id as "loanId" from placement
     where tenant = $1 and agency_id = $2 and state in ('placed', 'waiting') and loan_id > $3 order by loan_id limit $4`,
    [tenant, agencyId, after, limit],
  );
