import type { CalendarDate, LoanId } from '@mora/kernel';
import type { Flag, PersonFlag, Touch } from '../words.js';
import { optedIn, refused, standing } from './opt-outs.js';
import { takeConsent, toLoans } from './party.js';
import { bury } from './points.js';
import type { TouchSaid } from './said.js';
import type { PersonState } from './state.js';
import type { Context, Step } from './step.js';

const BY_BORROWER = 'borrower';

/** `loanId`: through which loan it was said. */
type Touched = Readonly<{ touch: Touch; loanId: LoanId | null }>;

/** What somebody said through one of the loans holds for the person, and so for all the other loans at once. */
export function takeTouch(state: PersonState, { touch, loanId }: Touched, context: Context): Step {
  const next = touched(state, touch, loanId, context);
  const what = isNews(state, next, context) ? saidOf(touch, context.at.now) : null;
  if (what === null) return { next, said: [] };
  return { next, said: toLoans(state, what) };
}

/** That somebody says no once more is kept, and is no news to anybody. */
function isNews(known: PersonState, next: PersonState, { at, policies }: Context): boolean {
  if (namesOf(next) !== namesOf(known) || next.party !== known.party) return true;
  return standing(next, at.now, policies).length !== standing(known, at.now, policies).length;
}

const namesOf = ({ flags }: PersonState): string => [...new Set(flags.map(({ flag: name }) => name))].toSorted().join();

function touched(state: PersonState, touch: Touch, loanId: LoanId | null, context: Context): PersonState {
  const { at } = context;
  switch (touch.kind) {
    case 'opt-out':
      return refused(state, { channel: touch.channel, via: touch.via, since: at.now });
    case 'refused-by-contact':
      return refused(state, { channel: 'all', via: touch.kind, since: at.now });
    case 'opt-in':
      return optedIn(state, touch.channel, at.now);
    case 'flag':
      return flag(state, touch.flags, loanId, at.today);
    case 'unflag': {
      const flags = state.flags.filter((one) => !touch.flags.includes(one.flag) || isOfAnother(one, loanId));
      return flags.length === state.flags.length ? state : { ...state, flags };
    }
    case 'wrong-point':
    case 'invalid-point':
      return withoutPoint(state, touch.pointId);
    case 'consent':
      return takeConsent(state, touch.consent, context);
  }
}

/** That somebody wants to hear nothing more is said of each loan by itself, and taken back of each by itself. */
const sourceOf = (name: Flag, loanId: LoanId | null): string =>
  name === 'cease' && loanId !== null ? `${BY_BORROWER} ${loanId}` : BY_BORROWER;

const isOfAnother = ({ flag: name, by }: PersonFlag, loanId: LoanId | null): boolean =>
  name === 'cease' && loanId !== null && by !== BY_BORROWER && by !== sourceOf(name, loanId);

function flag(state: PersonState, flags: readonly Flag[], loanId: LoanId | null, today: CalendarDate): PersonState {
  const isKnown = (name: Flag): boolean =>
    state.flags.some((one) => one.flag === name && one.by === sourceOf(name, loanId));
  const fresh = flags.filter((name) => !isKnown(name));
  if (fresh.length === 0) return state;
  const added = fresh.map((name) => ({ flag: name, since: today, until: null, by: sourceOf(name, loanId) }));
  return { ...state, flags: [...state.flags, ...added] };
}

/** A number that is somebody else's, or none: dead for every channel and every loan. */
function withoutPoint(state: PersonState, pointId: string): PersonState {
  const party = state.party === null ? null : bury(state.party, pointId);
  return party === state.party ? state : { ...state, party };
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
