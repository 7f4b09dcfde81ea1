import type { CalendarDate } from '@mora/kernel';
import type { Flag, Touch } from '../words.js';
import { takeConsent, toLoans } from './party.js';
import type { TouchSaid } from './said.js';
import type { PersonState, Point } from './state.js';
import type { Context, Step } from './step.js';

const BY_BORROWER = 'borrower';

/** What somebody said through one of the loans holds for the person, and so for all the other loans at once. */
export function takeTouch(state: PersonState, touch: Touch, context: Context): Step {
  const next = touched(state, touch, context);
  const what = next === state ? null : saidOf(touch, context.at.now);
  if (what === null) return { next, said: [] };
  return { next, said: toLoans(state, what) };
}

function touched(state: PersonState, touch: Touch, context: Context): PersonState {
  const { at } = context;
  switch (touch.kind) {
    case 'opt-out':
      return optOut(state, touch.channel, touch.via, at.now);
    case 'refused-by-contact':
      return optOut(state, 'all', touch.kind, at.now);
    case 'opt-in': {
      const optOuts = state.optOuts.filter(({ channel }) => touch.channel !== 'all' && channel !== touch.channel);
      return optOuts.length === state.optOuts.length ? state : { ...state, optOuts };
    }
    case 'flag':
      return flag(state, touch.flags, at.today);
    case 'unflag': {
      const flags = state.flags.filter((one) => !touch.flags.includes(one.flag));
      return flags.length === state.flags.length ? state : { ...state, flags };
    }
    case 'wrong-point':
    case 'invalid-point':
      return bury(state, touch.pointId);
    case 'consent':
      return takeConsent(state, touch.consent, context);
  }
}

/** The first one stands: the same words again change nothing. */
function optOut(state: PersonState, channel: PersonState['optOuts'][number]['channel'], via: string, since: number) {
  if (state.optOuts.some((known) => known.channel === channel)) return state;
  return { ...state, optOuts: [...state.optOuts, { channel, since, via }] };
}

function flag(state: PersonState, flags: readonly Flag[], today: CalendarDate): PersonState {
  const known = new Set(state.flags.map((one) => one.flag));
  const fresh = flags.filter((one) => !known.has(one));
  if (fresh.length === 0) return state;
  const added = fresh.map((one) => ({ flag: one, since: today, until: null, by: BY_BORROWER }));
  return { ...state, flags: [...state.flags, ...added] };
}

/** A number that is somebody else's, or none: dead for every channel and every loan. */
function bury(state: PersonState, pointId: string): PersonState {
  const { party } = state;
  const isMeant = ({ id, dead }: Point): boolean => id === pointId && !dead;
  if (party === null || !party.points.some(isMeant)) return state;
  const points = party.points.map((point) => (isMeant(point) ? { ...point, dead: true } : point));
  return { ...state, party: { ...party, points } };
}

function saidOf(touch: Touch, at: number): TouchSaid | null {
  switch (touch.kind) {
    case 'opt-out':
      return { kind: 'opted-out', channel: touch.channel, via: touch.via, at };
    case 'refused-by-contact':
      return { kind: 'opted-out', channel: 'all', via: 'word', at };
    case 'opt-in':
      return { kind: 'opted-in', channel: touch.channel, via: touch.via, at };
    case 'flag':
      return { kind: 'flagged', flags: touch.flags };
    case 'unflag':
      return { kind: 'unflagged', flags: touch.flags };
    case 'wrong-point':
      return { kind: 'wrong-point', pointId: touch.pointId };
    case 'invalid-point':
    case 'consent':
      return null;
  }
}
