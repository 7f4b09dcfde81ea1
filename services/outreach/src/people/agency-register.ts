import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import type { CalendarDate } from '@mora/kernel';
import { type Actor, CLOCK, type Clock, DATABASE, inTransaction, Problem, type Tx } from '@mora/runtime';
import { type AgencyStanding, standingOf } from '../domain/people/standing-of.js';
import type { Collector } from '../domain/words.js';
import { agenciesOf, type AgencyRow, logChange } from '../persistence/people/agencies.js';
import { OUTREACH_POLICIES, type OutreachPolicies } from '../policies/load.js';

/** What the register is told about a firm. */
export type RegisterChange = Readonly<
  | { what: 'registered'; name: string; phone?: string; listed: boolean; certified: boolean }
  | { what: 'document'; kind: string; validUntil: CalendarDate; reference: string }
  | {
      what: 'contract';
      contractId: string;
      from: CalendarDate;
      until: CalendarDate;
      processingAgreement: boolean;
      reference: string;
    }
  | {
      what: 'evaluation';
      on: CalendarDate;
      conduct: string;
      results: string;
      dataSecurity: string;
      verdict: 'continue' | 'limit' | 'end';
    }
  | { what: 'status'; status: 'active' | 'suspended' | 'indicted'; because: string }
>;

export type Standing = AgencyStanding & Readonly<{ row: AgencyRow }>;

/** The outside firms of the bank: who may have its loans, by their papers and by how they behave (S45 to S48). */
@Injectable()
export class AgencyRegister {
  constructor(
    @Inject(DATABASE) private readonly pool: pg.Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(OUTREACH_POLICIES) private readonly policies: Pick<OutreachPolicies, 'people'>,
  ) {}

  /** Every firm of the tenant with how it stands on a day. */
  async all(tenant: string, today: CalendarDate): Promise<readonly Standing[]> {
    const rows = await inTransaction(this.pool, (tx) => agenciesOf(tx, tenant));
    return rows.map((row) => this.judged(row, today));
  }

  /** Throws the problem 404 for a firm that is not in the register. */
  async of(tenant: string, agencyId: string, today: CalendarDate): Promise<Standing> {
    const [row] = await inTransaction(this.pool, (tx) => agenciesOf(tx, tenant, agencyId));
    if (row === undefined) throw new Problem(404, 'agency-unknown', 'The register has no such firm.');
    return this.judged(row, today);
  }

  /** How the firm stands, as the gate asks for it; `announcedOn` is of the loan, not of the firm. */
  async standing(
    tenant: string,
    agencyId: string,
    announcedOn: CalendarDate | null,
    today: CalendarDate,
  ): Promise<NonNullable<Collector['agency']>> {
    const { standing, row } = await this.of(tenant, agencyId, today);
    return { standing, announcedOn, listed: row.listed, certified: row.certified };
  }

  /** Throws the problem 404 where a firm is told of that was never registered. */
  async change({ tenant, subject }: Actor, agencyId: string, change: RegisterChange): Promise<void> {
    await inTransaction(this.pool, async (tx) => {
      const [known] = await tx.query(`select from agency where tenant = $1 and agency_id = $2 for update`, [
        tenant,
        agencyId,
      ]);
      if (known === undefined && change.what !== 'registered') {
        throw new Problem(404, 'agency-unknown', 'The register has no such firm.');
      }
      await apply(tx, tenant, agencyId, change);
      const at = new Date(this.clock.now());
      await logChange(tx, { tenant, agencyId, actor: subject, at, what: change.what, said: change });
    });
  }

  private judged(row: AgencyRow, today: CalendarDate): Standing {
    return { row, ...standingOf(row, today, this.policies.people.agencies.inForceOn(today)) };
  }
}

/** What comes again says it anew: the papers of a day, and the verdict of a day, are one each. */
async function apply(tx: Tx, tenant: string, agencyId: string, change: RegisterChange): Promise<void> {
  const of = [tenant, agencyId];
  switch (change.what) {
    case 'registered':
      await tx.query(REGISTER, [...of, change.name, change.listed, change.certified, change.phone ?? null]);
      return;
    case 'document':
      await tx.query(DOCUMENT, [...of, change.kind, change.validUntil, change.reference]);
      return;
    case 'contract': {
      const { contractId, from, until, processingAgreement, reference } = change;
      await tx.query(CONTRACT, [...of, contractId, from, until, processingAgreement, reference]);
      return;
    }
    case 'evaluation': {
      const { on, conduct, results, dataSecurity, verdict } = change;
      await tx.query(EVALUATION, [...of, on, conduct, results, dataSecurity, verdict]);
      return;
    }
    case 'status':
      await tx.query(`update agency set status = $3 where tenant = $1 and agency_id = $2`, [...of, change.status]);
  }
}

const REGISTER = `
  insert into agency (tenant, agency_id, name, status, listed, certified, phone)
  values ($1, $2, $3, 'active', $4, $5, $6)
  on conflict (tenant, agency_id) do update set name = excluded.name, listed = excluded.listed,
    certified = excluded.certified, phone = coalesce(excluded.phone, agency.phone)`;

const DOCUMENT = `
  insert into agency_document (tenant, agency_id, kind, valid_until, reference) values ($1, $2, $3, $4, $5)
  on conflict (tenant, agency_id, kind, valid_until) do update set reference = excluded.reference`;

const CONTRACT = `
  insert into agency_contract (tenant, agency_id, contract_id, valid_from, valid_until, processing_agreement, reference)
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (tenant, agency_id, contract_id) do update set valid_from = excluded.valid_from,
    valid_until = excluded.valid_until, processing_agreement = excluded.processing_agreement,
    reference = excluded.reference`;

const EVALUATION = `
  insert into agency_evaluation (tenant, agency_id, evaluated_on, conduct, results, data_security, verdict)
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (tenant, agency_id, evaluated_on) do update set conduct = excluded.conduct, results = excluded.results,
    data_security = excluded.data_security, verdict = excluded.verdict`;
