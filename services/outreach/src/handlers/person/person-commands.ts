import { Inject, Injectable } from '@nestjs/common';
import { tenantOf, type PersonId } from '@mora/kernel';
import {
  type Actor,
  CLOCK,
  type Clock,
  type DoorAnswer,
  type Lanes,
  LANES,
  type LockedLanes,
  payloadHash,
  Problem,
  requireTaken,
} from '@mora/runtime';
import type { Attempt } from '../../domain/gate/attempt.js';
import { localOf } from '../../domain/gate/local-time.js';
import { id128 } from '../../domain/ids.js';
import { NOTHING } from '../../domain/person/ask.js';
import { mayErase } from '../../domain/person/erasure.js';
import type { AllowanceGrant, Made, PersonEvent, Reporter } from '../../domain/person/event.js';
import type { PersonPolicies } from '../../domain/person/rules.js';
import { stranger } from '../../domain/person/step.js';
import type { Ask, AskAnswer, ContactOutcome, Touch } from '../../domain/words.js';
import { allowanceOf } from '../../persistence/person/allowances.js';
import { type DecisionRow, decisionsOf } from '../../persistence/person/decisions.js';
import { saveErasureRequest } from '../../persistence/person/erasures.js';
import { PERSON_POLICIES } from './person-policies.js';
import { PersonReactor } from './person.reactor.js';

type Command = Readonly<{
  person: PersonId;
  key: string;
  event: PersonEvent;
  said: object;
  /** It has happened, whoever holds the person: it is written down all the same. */
  happened?: boolean;
}>;
type Also = (lanes: LockedLanes, answer: DoorAnswer) => Promise<void>;

/** What people and other parts of the service ask of a person's lane, each as one transaction of that lane. */
@Injectable()
export class PersonCommands {
  constructor(
    @Inject(LANES) private readonly lanes: Lanes,
    private readonly reactor: PersonReactor,
    @Inject(PERSON_POLICIES) private readonly policies: PersonPolicies,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The gate's word on a contact that is about to be made. The same key again is given the same answer. */
  async ask(person: PersonId, ask: Ask, key: string, by: Actor): Promise<AskAnswer> {
    const decisionId = id128('ask', key);
    let row: DecisionRow | undefined;
    const event: PersonEvent = { kind: 'ask', decisionId, ask };
    const answer = await this.take(
      { person, key: `ask/${key}`, event, said: { ask: askedOf(ask), by: by.subject } },
      async ({ tx }) => {
        [row] = (await decisionsOf(tx, tenantOf(person), [decisionId])).filter(({ outcome }) => outcome !== 'returned');
      },
    );
    requireTaken(answer);
    return answerOf(decisionId, row);
  }

  /**
   * What became of a contact that was allowed: it was made, or it was not. A firm and whoever works for the bank may say
   * so of their own contacts alone; with `made` it says that it has made one, and answers for it where that was not allowed.
   */
  giveBack(
    person: PersonId,
    decisionId: string,
    outcome: ContactOutcome,
    key: string,
    firm: string | null = null,
    made: Made | null = null,
    staff: Reporter | null = null,
  ): Promise<DoorAnswer> {
    const event: PersonEvent = { kind: 'give-back', decisionId, outcome, firm, made, staff };
    return this.take({ person, key: `give-back/${key}`, event, said: { decisionId, outcome, firm }, happened: true });
  }

  /** Contacts for an agency to make by itself; `rules` says what ended the grant before its count. */
  async allow(person: PersonId, grant: AllowanceGrant, key: string): Promise<AskAnswer & { granted: number }> {
    const allowanceId = id128('allowance', key);
    const ids = Array.from({ length: grant.count }, (_, nth) => id128(allowanceId, nth));
    let rows: readonly DecisionRow[] = [];
    let granted = 0;
    const command = {
      person,
      key: `allow/${key}`,
      event: { kind: 'allow' as const, allowanceId, grant },
      said: { grant: askedOf(grant) },
    };
    const answer = await this.take(command, async ({ tx }) => {
      rows = await decisionsOf(tx, tenantOf(person), ids);
      granted = (await allowanceOf(tx, tenantOf(person), allowanceId))?.granted ?? 0;
    });
    requireTaken(answer);
    const refusal = rows.find(({ outcome }) => outcome === 'refused');
    const last = rows.findLast(({ outcome }) => outcome === 'allowed');
    const outcome = granted > 0 ? ('allowed' as const) : ('refused' as const);
    return {
      ...answerOf(allowanceId, last ?? refusal),
      outcome,
      granted,
      rules: refusal?.rules ?? [],
      nextAllowedAt: refusal?.nextAllowedAt?.getTime() ?? null,
    };
  }

  /** Contacts that were made before Mora counted them. */
  import(person: PersonId, past: readonly Attempt[], key: string): Promise<DoorAnswer> {
    const attempts = past.map((attempt) => ({
      ...attempt,
      contactId: null,
      by: null,
      about: NOTHING,
      allowanceId: null,
    }));
    const said = { past };
    return this.take({ person, key: `import/${key}`, event: { kind: 'imported', attempts }, said, happened: true });
  }

  /** What somebody says who has no loan through which it could be said: it restricts, whoever holds the person. */
  touch(person: PersonId, touch: Touch, key: string): Promise<DoorAnswer> {
    const event: PersonEvent = { kind: 'touched', touch, loanId: null };
    return this.take({ person, key: `touch/${key}`, event, said: { touch }, happened: true });
  }

  /** Forgets a person for good, or says why not; a refusal is kept with its reasons for whoever must answer for it. */
  async erase(person: PersonId, because: string, key: string, by: Actor): Promise<DoorAnswer> {
    const event: PersonEvent = { kind: 'erase', by: by.subject, because, asked: 'by-command' };
    const said = { because, by: by.subject };
    return this.take({ person, key: `erase/${key}`, event, said }, async ({ tx }, answer) => {
      if (answer.kind !== 'refused' || answer.because === 'person-unknown') return;
      const state = (await this.reactor.load(tx, [person])).get(person) ?? stranger(person);
      const { installationZone, retention } = this.policies;
      const today = localOf(installationZone, this.clock.now()).date;
      const why = mayErase(state, retention, today);
      await saveErasureRequest(tx, person, { askedOn: today, by: by.subject, because, ...why });
    });
  }

  private async take({ person, key, event, said, happened = false }: Command, also?: Also): Promise<DoorAnswer> {
    if (!this.lanes.serving) throw new Problem(503, 'starting', 'The service starts; ask again in a moment.');
    const bytes = Buffer.from(JSON.stringify({ person, ...said }));
    const item = {
      id: key,
      subject: person,
      hash: payloadHash(bytes),
      event,
      type: event.kind,
      bytes,
      restricts: happened,
    };
    const [answer] = await this.lanes.take(this.reactor, [item], {
      refusals: 'answer',
      ...(also !== undefined && { also: (lanes, [first]) => also(lanes, first as DoorAnswer) }),
    });
    return answer as DoorAnswer;
  }
}

/**
 * What somebody asked, without what was known here when he did: whoever asks again under the same key is given the answer
 * of the first time, whatever has become known since.
 */
const askedOf = <A extends Ask>({ versions: _versions, spineKnown: _known, collector: { kind, id }, ...asked }: A) => ({
  ...asked,
  collector: { kind, id },
});

function answerOf(decisionId: string, row: DecisionRow | undefined): AskAnswer {
  if (row === undefined) throw new Problem(409, 'no-decision', 'Nothing was decided under this key.');
  return {
    decisionId,
    outcome: row.outcome === 'allowed' ? 'allowed' : 'refused',
    rules: row.rules,
    nextAllowedAt: row.nextAllowedAt?.getTime() ?? null,
    reservedUntil: row.reservedUntil?.getTime() ?? null,
    pointId: row.pointId,
  };
}
