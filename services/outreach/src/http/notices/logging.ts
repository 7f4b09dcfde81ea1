import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { type LoanId, loanId, personId, type PersonId, tenantOf } from '@mora/kernel';
import { type Actor, CLOCK, type Clock, DATABASE, Problem, requireTenant } from '@mora/runtime';
import { id128 } from '../../domain/ids.js';
import { type Opens, sayingAfter } from '../../domain/says/after-contact.js';
import type { Channel, Collector, Role } from '../../domain/words.js';
import type { LoanItem } from '../../handlers/loan/loan-commands.js';
import { type DecisionRow, decisionsOf } from '../../persistence/person/decisions.js';
import { reading } from '../../persistence/person/reading.js';
import { OUTREACH_POLICIES, type OutreachPolicies } from '../../policies/load.js';
import type { OutcomeCode } from '../../policies/outcomes.js';

type Said = Readonly<{ loan: string; person: string; at: string }>;
const MINUTE_MS = 60_000;

/** What is known of a contact that somebody reports: whose it is, what allowed it, and what its outcome counts as. */
@Injectable()
export class Logging {
  constructor(
    @Inject(DATABASE) private readonly pool: pg.Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(OUTREACH_POLICIES) private readonly policies: OutreachPolicies,
  ) {}

  /** Throws the problem 422 for two tenants, and for a time to come. */
  about({ loan, person, at }: Said, actor: Actor): Readonly<{ loan: LoanId; person: PersonId; at: number }> {
    const [ofLoan, ofPerson] = [loanId(loan), personId(person)];
    requireTenant(actor, tenantOf(ofLoan));
    if (tenantOf(ofLoan) !== tenantOf(ofPerson))
      throw new Problem(422, 'tenants-differ', 'Loan and person are of two tenants.');
    return { loan: ofLoan, person: ofPerson, at: this.past(at) };
  }

  past(text: string): number {
    const at = Date.parse(text);
    if (at > this.clock.now() + MINUTE_MS)
      throw new Problem(422, 'not-yet', 'What has not happened cannot be reported.');
    return at;
  }

  /** Throws the problem 422 `outcome-unknown`. */
  meaning(code: string, channel: Channel): OutcomeCode {
    const found = this.policies.outcomes.codes.find((one) => one.code === code && one.channels.includes(channel));
    if (found === undefined) throw new Problem(422, 'outcome-unknown', 'No such outcome of such a contact.');
    return found;
  }

  /** Throws the problem 422 `reason-unknown`. */
  reason(code: string | undefined): string | null {
    if (code === undefined) return null;
    if (!this.policies.outcomes.reasonsForDelinquency.includes(code))
      throw new Problem(422, 'reason-unknown', 'No such reason.');
    return code;
  }

  /** The decision that allowed the contact. Throws the problem 409 `no-reservation`. */
  async decision(id: string, loan: LoanId, person: PersonId, actor: Actor): Promise<DecisionRow> {
    const rows = await decisionsOf(reading(this.pool), tenantOf(loan), [id]);
    const allowed = rows.find(({ outcome }) => outcome === 'allowed');
    const isOf = allowed?.loanId === loan && allowed.personId === person;
    // A planned task is for whoever takes it; what somebody has asked for is his, or his firm's.
    const isMine = allowed?.collector.id === null || allowed?.collector.id === whoOf(actor);
    if (allowed !== undefined && isOf && isMine && !rows.some(({ outcome }) => outcome === 'returned')) return allowed;
    throw new Problem(409, 'no-reservation', 'No contact of yours was allowed under this id.');
  }
}

const isAgency = ({ roles }: Actor): boolean => roles.includes('agency');
const whoOf = (actor: Actor): string | undefined => (isAgency(actor) ? actor.agency : actor.subject);

type ByWhom = Readonly<{ by: Collector['kind']; agencyId: string | null; reporter?: string }>;

export const byWhom = (actor: Actor): ByWhom =>
  isAgency(actor)
    ? { by: 'agency', agencyId: actor.agency ?? null }
    : { by: 'staff', agencyId: null, reporter: actor.subject };

type Contact = Readonly<{
  loan: LoanId;
  key: string;
  personId: PersonId;
  role: Role;
  pointId: string | null;
  reason: string | null;
  via: Collector['kind'];
}>;

/** What a contact says by its outcome, as a command of its own beside the one that logs it; null where nothing does. */
export function sayOf(
  opens: Opens | undefined,
  { loan, key, personId, role, via, ...contact }: Contact,
): LoanItem | null {
  const saying = sayingAfter(opens, contact);
  if (saying === null) return null;
  const say = { kind: 'say' as const, sayId: id128('say', loan, 'outcome', key), personId, role };
  return { loan, command: { ...say, via: via === 'agency' ? 'agency' : 'staff', saying }, key: `outcome/${key}` };
}
