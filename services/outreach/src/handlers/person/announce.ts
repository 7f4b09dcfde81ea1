import {
  type Announcement,
  OUTREACH_ANSWERS_STREAM,
  outreachContactAnswered,
  outreachOptOutLifted,
  outreachOptOutRecorded,
  outreachPersonFacts,
  outreachPersonSaid,
  outreachVulnerabilityCleared,
  outreachVulnerabilityFlagged,
  outreachWrongPersonReported,
} from '@mora/contracts';
import type { LoanId, PersonId } from '@mora/kernel';
import type { PersonSaid, TouchSaid } from '../../domain/person/said.js';
import type { Decision } from '../../domain/person/writes.js';
import type { Flag, Role } from '../../domain/words.js';
import { inputsHash } from '../../persistence/person/inputs-hash.js';

/** What the lane of a person says, as it leaves for the lane of the loan. */
export function announcementOf(person: PersonId, said: PersonSaid): Announcement {
  switch (said.kind) {
    case 'answered':
      return toLoan(said.to, outreachContactAnswered.of(answered(said)));
    case 'facts':
      return toLoan(said.to, outreachPersonFacts.of({ personId: person, facts: said.facts }));
    case 'said':
      return toLoan(said.to, outreachPersonSaid.of({ announcement: published(person, said.role, said.what) }));
  }
}

const toLoan = (loan: LoanId, announcement: Announcement): Announcement => ({
  stream: OUTREACH_ANSWERS_STREAM,
  key: loan,
  ...announcement,
});

type Answered = Extract<PersonSaid, { kind: 'answered' }>;

function answered({ decision, about, validUntil }: Answered) {
  const { decisionId: id, contactId, pointId } = decision;
  const reservation = validUntil === null ? null : { id, validUntil: instant(validUntil) };
  const again = decision.outcome === 'refused' ? instantOrNull(decision.nextAllowedAt) : null;
  return { decision: decisionData(decision, about), contactId, reservation, pointId, again };
}

function decisionData(decision: Decision, { step, episodeId, arm }: Answered['about']) {
  const { decisionId, contactId, personId, role, channel, purpose, outcome, rules, packs, inputs } = decision;
  const { kind, id } = decision.collector;
  return {
    decisionId,
    contactId,
    personId,
    role,
    channel,
    purpose,
    collector: { kind, id },
    outcome,
    rules,
    plannedFor: instant(decision.plannedFor),
    nextAllowedAt: instantOrNull(decision.nextAllowedAt),
    reservedUntil: instantOrNull(decision.reservedUntil),
    step,
    episodeId,
    arm,
    packs,
    inputs,
    inputsHash: inputsHash(inputs),
  };
}

const instant = (ms: number): string => new Date(ms).toISOString();
const instantOrNull = (ms: number | null): string | null => (ms === null ? null : instant(ms));

function published(personId: PersonId, role: Role, what: TouchSaid): Announcement {
  const who = { personId, role };
  switch (what.kind) {
    case 'opted-out':
      return outreachOptOutRecorded.of({ ...who, channel: what.channel, via: via(what.via), at: instant(what.at) });
    case 'opted-in':
      return outreachOptOutLifted.of({ ...who, channel: what.channel, via: via(what.via), at: instant(what.at) });
    case 'flagged':
      return outreachVulnerabilityFlagged.of({ ...who, ...effectsOf(what.flags) });
    case 'unflagged':
      return outreachVulnerabilityCleared.of({ ...who, ...effectsOf(what.flags) });
    case 'wrong-point':
      return outreachWrongPersonReported.of({ ...who, pointId: what.pointId });
  }
}

const WAYS = ['word', 'link', 'staff', 'agency', 'ledger', 'cut-over'] as const;

/** By which of the ways that are published; whoever said it otherwise said it to somebody of the bank. */
const via = (way: string): (typeof WAYS)[number] => WAYS.find((known) => known === way) ?? 'staff';

const LEGAL = ['deceased', 'bankrupt', 'moratorium', 'incapacity', 'represented'] as const;
type Effect = 'stop' | 'human-only' | 'representative';

/** What follows from each, and never why somebody is vulnerable. */
const EFFECTS: Readonly<Partial<Record<Flag, Effect>>> = {
  vulnerable: 'human-only',
  incapacity: 'representative',
  represented: 'representative',
};

function effectsOf(flags: readonly Flag[]) {
  const effects = [...new Set(flags.map((flag): Effect => EFFECTS[flag] ?? 'stop'))].toSorted();
  return { effects, legal: LEGAL.filter((flag) => flags.includes(flag)) };
}
