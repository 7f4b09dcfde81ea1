import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import type { PersonId } from '@mora/kernel';
import { CLOCK, type Clock, CONFIG, type CommonConfig, DATABASE } from '@mora/runtime';
import { localOf } from '../../domain/gate/local-time.js';
import { standing } from '../../domain/person/opt-outs.js';
import { factsOf } from '../../domain/person/person-facts.js';
import { flagsOf } from '../../domain/person/slices.js';
import type { PersonState } from '../../domain/person/state.js';
import { personFrom, type PersonRow } from './person.json.js';
import { reading } from './reading.js';

/** Who looks does not decide. */
const NOTHING_JOINED = { vaultKnownUpTo: null, ownWords: [] };

/** Persons as their lanes know them, for whoever looks. */
@Injectable()
export class Persons {
  constructor(
    @Inject(DATABASE) private readonly pool: pg.Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: CommonConfig,
  ) {}

  /** Null where nothing is known. */
  async find(person: PersonId) {
    const [row] = await reading(this.pool).query<PersonRow>(
      `select person_id, status, state from person where person_id = $1`,
      [person],
    );
    if (row === undefined) return null;
    return viewOf(personFrom(row, NOTHING_JOINED), this.clock.now(), this.config.TIME_ZONE);
  }

  /** What each of these reads, of whom that is known. */
  async languagesOf(persons: readonly PersonId[]): Promise<ReadonlyMap<PersonId, string>> {
    const rows = await reading(this.pool).query<{ id: PersonId; language: string | null }>(
      `select person_id as id, state->'party'->>'language' as language from person where person_id = any($1::text[])`,
      [persons],
    );
    return new Map(rows.flatMap(({ id, language }) => (language === null ? [] : [[id, language]])));
  }
}

function viewOf(state: PersonState, now: number, installationZone: string) {
  const today = localOf(installationZone, now).date;
  const { jurisdiction, timeZone, language, segment, preference, reachable, flags } = factsOf(state, today);
  const points = (state.party?.points ?? []).map(({ id, kind, reserved, preferred, dead }) => ({
    id,
    kind,
    reserved,
    preferred,
    dead,
  }));
  const loans = Object.values(state.loans).map((loan) => ({
    loanId: loan.loanId,
    role: loan.role,
    flags: flagsOf(loan),
  }));
  return {
    personId: state.personId,
    status: state.status,
    kind: state.party?.kind ?? null,
    jurisdiction,
    timeZone,
    language,
    segment,
    preference,
    reachable,
    flags,
    points,
    optOuts: standing(state, now, { installationZone }),
    consents: state.consents,
    loans,
    relations: state.relations,
    wanted: state.wanted,
    history: state.history,
  };
}
