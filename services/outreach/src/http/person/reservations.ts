import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { type PersonId, tenantOf } from '@mora/kernel';
import { type Actor, CLOCK, type Clock, DATABASE, Problem } from '@mora/runtime';
import { takerOf } from '../../persistence/notices/tasks.queries.js';
import { type DecisionRow, decisionsOf } from '../../persistence/person/decisions.js';
import { reading } from '../../persistence/person/reading.js';

type Wish = Readonly<{ person: PersonId; fields: readonly string[]; reference: string | null; actor: Actor }>;

/** Whoever is about to make a contact may see the name, and the one point that the gate has allowed, while it holds. */
@Injectable()
export class Reservations {
  constructor(
    @Inject(DATABASE) private readonly pool: pg.Pool,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Throws the problem 403 `no-reservation`. */
  async require({ person, fields, reference, actor }: Wish): Promise<void> {
    const rows = reference === null ? [] : await decisionsOf(reading(this.pool), tenantOf(person), [reference]);
    const allowed = rows.find(({ outcome }) => outcome === 'allowed');
    const isGivenBack = rows.some(({ outcome }) => outcome === 'returned');
    const isLive = allowed !== undefined && (allowed.reservedUntil?.getTime() ?? 0) > this.clock.now() && !isGivenBack;
    const isMine = allowed?.personId === person && (await this.isFor(actor, allowed));
    const may = ['name', `point/${allowed?.pointId ?? ''}`];
    if (isLive && isMine && fields.every((field) => may.includes(field))) return;
    const detail = 'Ask for the contact first; its name and its point may be read while the answer holds.';
    throw new Problem(403, 'no-reservation', detail);
  }

  /** Whoever has asked, or, of what was planned, whoever has taken the task upon himself. */
  private async isFor(actor: Actor, { collector, decisionId }: DecisionRow): Promise<boolean> {
    if (collector.id !== null) return collector.id === whoOf(actor);
    return (await takerOf(reading(this.pool), actor.tenant, decisionId)) === actor.subject;
  }
}

/** A firm's people act for the firm, whichever of them has asked. */
const whoOf = ({ roles, agency, subject }: Actor): string | undefined => (roles.includes('agency') ? agency : subject);
