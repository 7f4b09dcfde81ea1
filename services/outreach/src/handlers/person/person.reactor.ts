import { Inject, Injectable } from '@nestjs/common';
import { OUTREACH_WANTED_STREAM, PARTIES_STREAM } from '@mora/contracts';
import type { CalendarDate } from '@mora/kernel';
import { invariant } from '@mora/kernel';
import type { At, DoorReactor, DoorReading, DoorRecord, Outcome, Tx } from '@mora/runtime';
import { decidePerson } from '../../domain/person/decide-person.js';
import { ERASE } from '../../domain/person/erasure.js';
import type { PersonEvent } from '../../domain/person/event.js';
import { UNREPORTED } from '../../domain/person/ask.js';
import type { PersonPolicies } from '../../domain/person/rules.js';
import type { PersonState } from '../../domain/person/state.js';
import { JUDGE } from '../../domain/person/wanted.js';
import { localOf } from '../../domain/gate/local-time.js';
import { PersonRepository } from '../../persistence/person/person.repository.js';
import { DoorSeal } from '../../vault/door-seal.js';
import { PersonAlarms } from './alarms.js';
import { announcementOf } from './announce.js';
import { PartySources } from './party-sources.js';
import { accepts } from './person-events.js';
import { PERSON_POLICIES } from './person-policies.js';
import { readParty } from './read-party.js';

/**
 * Everything that is decided about contacts is decided here: the lane of a person is the lock of the person's counters,
 * so that two loans of one person meet in it whatever partitions they are of.
 */
@Injectable()
export class PersonReactor implements DoorReactor<PersonState, PersonEvent> {
  readonly name = 'outreach-person';
  readonly space = 'person';
  readonly publishes = null;
  readonly spine = [];
  readonly informing = [OUTREACH_WANTED_STREAM];
  readonly accepts = accepts;
  readonly doors = [PARTIES_STREAM];

  constructor(
    private readonly persons: PersonRepository,
    @Inject(PERSON_POLICIES) private readonly policies: PersonPolicies,
    private readonly sources: PartySources,
    readonly sealing: DoorSeal,
    private readonly alarms: PersonAlarms,
  ) {}

  readDoor(record: DoorRecord): DoorReading<PersonEvent> {
    return readParty(record, this.sources);
  }

  load(tx: Tx, subjects: readonly string[]) {
    return this.persons.load(tx, subjects);
  }

  decide(known: PersonState | null, event: PersonEvent, at: At): Outcome<PersonState> {
    invariant(known !== null, 'whoever is loaded has a state, if only that of a stranger');
    const step = decidePerson(known, event, { at: { ...at, today: this.dateOf(at.now) }, policies: this.policies });
    if ('refuse' in step) return { kind: 'refused', ...step.refuse };
    for (const alarm of step.alarms ?? []) this.alarms.raise(alarm, known.personId);
    const { next, said, timers = [], clear = [] } = step;
    return {
      kind: 'decided',
      next,
      announce: said.map((one) => announcementOf(known.personId, one)),
      setTimers: timers,
      clearTimers: clear,
    };
  }

  save(tx: Tx, changed: ReadonlyMap<string, PersonState>, partitionOf: (subject: string) => number) {
    return this.persons.save(tx, changed, partitionOf);
  }

  onTimer({ kind, key }: Readonly<{ kind: string; key: string; dueAt: number }>): PersonEvent {
    switch (kind) {
      case JUDGE:
        return { kind: 'judge' };
      case ERASE:
        return { kind: 'erase-again' };
      case UNREPORTED:
        return { kind: 'unreported', decisionId: key.slice(UNREPORTED.length + 1) };
      default:
        throw new TypeError('no timer of this kind is ever set');
    }
  }

  private dateOf(instant: number): CalendarDate {
    return localOf(this.policies.installationZone, instant).date;
  }
}
