import type { CalendarDate } from '@mora/kernel';
import type { Channel } from '../words.js';
import type { PartyFacts, Point, PointKind } from './state.js';

const VOICE: readonly PointKind[] = ['mobile', 'phone'];
const PLACES: readonly PointKind[] = ['address', 'workplace'];

/** The kinds of points that a channel can use, the better one first. */
const KINDS: Readonly<Record<Channel, readonly PointKind[]>> = {
  sms: ['mobile'],
  email: ['email'],
  call: VOICE,
  'robot-call': VOICE,
  letter: ['address'],
  visit: PLACES,
  'agency-call': VOICE,
  'agency-visit': PLACES,
  'agency-message': ['mobile'],
};

const CHANNELS = Object.keys(KINDS) as readonly Channel[];

export const isVoice = (channel: Channel): boolean => KINDS[channel] === VOICE;

/** The points that a channel may use, the preferred one first, then the one that was agreed for notices. */
export function usablePoints(party: PartyFacts | null, channel: Channel, on: CalendarDate): readonly Point[] {
  const kinds = KINDS[channel];
  const usable = (party?.points ?? []).filter((point) => isUsable(point, kinds, on));
  const rank = (point: Point): number =>
    (point.preferred ? 0 : 4) + (point.reserved ? 0 : 2) + (point.kind === kinds[0] ? 0 : 1);
  return usable.toSorted((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
}

const isUsable = ({ kind, dead, validFrom }: Point, kinds: readonly PointKind[], on: CalendarDate): boolean =>
  !dead && kinds.includes(kind) && (validFrom === null || validFrom <= on);

/** Every channel that leads to this person at all. */
export const reachableBy = (party: PartyFacts | null, on: CalendarDate): readonly Channel[] =>
  CHANNELS.filter((channel) => (party?.points ?? []).some((point) => isUsable(point, KINDS[channel], on)));

/**
 * A new record of the party, over the one before: a value that is dead stays so, however often the ledger repeats itself
 * and under whatever id.
 */
export const succeed = (known: PartyFacts | null, facts: PartyFacts): PartyFacts => burying(facts, known?.buried ?? []);

/** The point is of no use to anybody: every id of its value is dead, here and in every record that comes. */
export function bury(party: PartyFacts, pointId: string): PartyFacts {
  const point = party.points.find(({ id }) => id === pointId);
  return point === undefined || point.dead ? party : burying(party, [...(party.buried ?? []), point.print]);
}

function burying(party: PartyFacts, buried: readonly string[]): PartyFacts {
  if (buried.length === 0) return party;
  const points = party.points.map((point) => (buried.includes(point.print) ? { ...point, dead: true } : point));
  return { ...party, points, buried };
}

/** What tells that two points are one and the same number or address; null where the point is not known. */
export const pointPrintOf = (party: PartyFacts | null, pointId: string | null): string | null =>
  (party?.points ?? []).find(({ id }) => id === pointId)?.print ?? null;
