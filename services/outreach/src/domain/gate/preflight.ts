import { daysBetween } from '@mora/kernel';
import type { Channel, LoanFacts, Slice } from '../words.js';
import type { GateAttempt, GateFacts } from './attempt.js';
import { isZone, localOf } from './local-time.js';
import { isMadeFor, ownOn } from './own-words.js';
import type { GatePacks } from './packs.js';

/** Why no rule could be asked. None of them is of a pack: no bank can switch them off. */
export type Unknown =
  | 'person-unknown'
  | 'erased'
  | 'jurisdiction-unknown'
  | 'no-pack'
  | 'time-zone-unknown'
  | 'facts-behind'
  | 'not-known-yet'
  | 'role-differs'
  | 'collector-differs'
  | 'no-contact-point'
  | 'template-differs'
  | 'not-placed';

/** More facts cure these before long; the others need somebody to do something. */
export const CURED_BY_FACTS: ReadonlySet<Unknown> = new Set<Unknown>(['facts-behind', 'not-known-yet']);

export type Known = Readonly<{ jurisdiction: string; zone: string; loan: LoanFacts }>;
export type Preflight = Readonly<{ kind: 'known'; known: Known } | { kind: 'unknown'; codes: readonly Unknown[] }>;

const SLICES: readonly Slice[] = ['ledger', 'arrears', 'elsewhere', 'says', 'promises', 'notices'];

/** What the rules need to be judged by. Whatever is missing refuses, and all of it is named. */
export function preflight(packs: GatePacks, facts: GateFacts, attempt: GateAttempt): Preflight {
  const { jurisdiction, timeZone, erased } = facts.person;
  if (erased) return { kind: 'unknown', codes: ['erased'] };
  // A record that names neither country nor zone is that of somebody of whom only a loan has spoken so far.
  if (jurisdiction === null && timeZone === null) return { kind: 'unknown', codes: ['person-unknown'] };
  const zone = timeZone !== null && isZone(timeZone) ? timeZone : null;
  const { loan } = facts;
  const codes: Unknown[] = [];
  if (zone === null) codes.push('time-zone-unknown');
  if (jurisdiction === null) codes.push('jurisdiction-unknown');
  else if (zone !== null && !packs.knows(jurisdiction, localOf(zone, attempt.at).date)) codes.push('no-pack');
  if (loan === null || SLICES.some((slice) => loan.versions[slice] === undefined)) codes.push('facts-behind');
  else if (loan.role !== attempt.role) codes.push('role-differs');
  if (attempt.channel.startsWith('agency-') && attempt.collector.kind !== 'agency') codes.push('collector-differs');
  if (loan !== null && !isTheirs(loan, attempt)) codes.push('not-placed');
  if (isSilent(packs, facts) || (loan !== null && loan.notKnown.length > 0)) codes.push('not-known-yet');
  if (!isReachable(facts, attempt)) codes.push('no-contact-point');
  if (!isFitting(packs, facts, attempt)) codes.push('template-differs');
  if (codes.length > 0 || zone === null || jurisdiction === null || loan === null) {
    return { kind: 'unknown', codes: codes.toSorted() };
  }
  return { kind: 'known', known: { jurisdiction, zone, loan } };
}

/** Yesterday is as much as anybody can know; so many days before that, and something is amiss upstream. */
function isSilent({ settings }: GatePacks, { knownUpTo, today }: GateFacts): boolean {
  return knownUpTo === null || daysBetween(knownUpTo, today) > 1 + settings.partySilenceDays;
}

/** A firm speaks of the loans that it has, and of no others. */
const isTheirs = ({ placedWith }: LoanFacts, { collector: { kind, id } }: GateAttempt): boolean =>
  kind !== 'agency' || id === null || placedWith === undefined || placedWith === id;

/**
 * Words are for the purpose they were written for: else a reminder would pass as a notice that nothing may stop. Of words
 * that nobody knows nothing can be said here, and nothing is sent by them.
 */
function isFitting({ words }: GatePacks, { ownWords = [], today }: GateFacts, attempt: GateAttempt): boolean {
  const { templateId } = attempt;
  if (templateId === null) return true;
  const found = ownOn(ownWords, templateId, today) ?? words(templateId);
  return found === undefined || isMadeFor(found, attempt);
}

/** What an agency or a robot uses is reached by the points of the plain channel. */
const PLAIN: Readonly<Partial<Record<Channel, readonly Channel[]>>> = {
  'robot-call': ['call'],
  'agency-call': ['call'],
  'agency-visit': ['visit'],
  'agency-message': ['sms', 'email', 'letter'],
};

const isReachable = ({ person }: GateFacts, { pointId, channel }: GateAttempt): boolean =>
  pointId !== null && [channel, ...(PLAIN[channel] ?? [])].some((one) => person.reachable.includes(one));
