import { type LoanId, tenantOf } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import type { Decision } from '../../domain/person/writes.js';
import { inputsHash } from './inputs-hash.js';

const LATEST = 'order by decided_at desc, decision_id limit';

/** Appends what was decided, one statement for all of a chunk. */
export async function saveDecisions(tx: Tx, decisions: readonly Decision[]): Promise<void> {
  if (decisions.length === 0) return;
  await tx.query(APPEND, [
    decisions.map((d) => d.decisionId),
    decisions.map((d) => d.outcome),
    decisions.map((d) => d.contactId),
    decisions.map((d) => tenantOf(d.loanId)),
    decisions.map((d) => d.loanId),
    decisions.map((d) => d.personId),
    decisions.map((d) => d.role),
    decisions.map((d) => d.channel),
    decisions.map((d) => d.purpose),
    decisions.map((d) => JSON.stringify(d.collector)),
    decisions.map((d) => d.rules.join(BETWEEN_RULES)),
    decisions.map((d) => d.pointId),
    decisions.map((d) => d.plannedFor),
    decisions.map((d) => d.nextAllowedAt),
    decisions.map((d) => d.reservedUntil),
    decisions.map((d) => d.decidedAt),
    decisions.map((d) => d.businessDate),
    decisions.map((d) => JSON.stringify(d.packs)),
    decisions.map((d) => JSON.stringify(d.inputs)),
    decisions.map((d) => inputsHash(d.inputs)),
  ]);
}

export type DecisionRow = Readonly<{
  decisionId: string;
  outcome: 'allowed' | 'refused' | 'lapsed' | 'returned';
  contactId: string;
  loanId: LoanId;
  personId: string;
  role: string;
  channel: string;
  purpose: string;
  collector: Decision['collector'];
  rules: string[];
  pointId: string | null;
  plannedFor: Date;
  nextAllowedAt: Date | null;
  reservedUntil: Date | null;
  decidedAt: Date;
  businessDate: string;
  packs: Decision['packs'];
  inputs: Decision['inputs'];
  inputsHash: string;
}>;

/** What the gate said under this id; that it was given back afterwards is another row. */
export async function decisionsOf(
  db: Pick<Tx, 'query'>,
  tenant: string,
  decisionIds: readonly string[],
): Promise<readonly DecisionRow[]> {
  return db.query<DecisionRow>(
    `${SELECT} where tenant = $1 and decision_id = any($2::text[]) order by decided_at, outcome`,
    [tenant, decisionIds],
  );
}

/** What was decided about a loan or a person, the latest first. */
export async function decisionsAbout(
  db: Pick<Tx, 'query'>,
  {
    tenant,
    loan,
    person,
    limit,
  }: Readonly<{ tenant: string; loan: string | null; person: string | null; limit: number }>,
): Promise<readonly DecisionRow[]> {
  const by = loan === null ? 'person_id = $2' : 'loan_id = $2 and ($3::text is null or person_id = $3)';
  const params = loan === null ? [tenant, person, limit] : [tenant, loan, person, limit];
  return db.query<DecisionRow>(`${SELECT} where tenant = $1 and ${by} ${LATEST} $${params.length}`, params);
}

const SELECT = `
  select decision_id as "decisionId", outcome, contact_id as "contactId", loan_id as "loanId",
    person_id as "personId", role, channel, purpose, collector, rules, point_id as "pointId",
    planned_for as "plannedFor", next_allowed_at as "nextAllowedAt", reserved_until as "reservedUntil",
    decided_at as "decidedAt", business_date as "businessDate", packs, inputs, inputs_hash as "inputsHash"
  from contact_decision`;

/** The id of a rule is one word. */
const BETWEEN_RULES = ' ';

// The same decision comes again only where its very event does, and then it is the same.
const APPEND = `
  insert into contact_decision (decision_id, outcome, contact_id, tenant, loan_id, person_id, role, channel, purpose,
    collector, rules, point_id, planned_for, next_allowed_at, reserved_until, decided_at, business_date, packs, inputs,
    inputs_hash)
  select id, outcome, contact, tenant, loan, person, role, channel, purpose, collector,
    string_to_array(rules, ' '), point, to_timestamp(planned / 1000.0), to_timestamp(again / 1000.0),
    to_timestamp(reserved / 1000.0), to_timestamp(decided / 1000.0), day, packs, inputs, hash
  from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
    $9::text[], $10::jsonb[], $11::text[], $12::text[], $13::bigint[], $14::bigint[], $15::bigint[], $16::bigint[],
    $17::date[], $18::json[], $19::json[], $20::text[])
    as d (id, outcome, contact, tenant, loan, person, role, channel, purpose, collector, rules, point, planned, again,
      reserved, decided, day, packs, inputs, hash)
  on conflict do nothing`;
