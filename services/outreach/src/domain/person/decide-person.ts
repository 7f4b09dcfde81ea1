import { allow } from './allowance.js';
import { ask, isUnreported } from './ask.js';
import { erase, eraseAgain } from './erasure.js';
import type { PersonEvent } from './event.js';
import { giveBack, reported } from './outcomes.js';
import { factsOf, sameFacts } from './person-facts.js';
import { takeLedgerConsent, takeParty, takeRelation } from './party.js';
import { pruned, remember } from './past.js';
import { revoked } from './revoked.js';
import type { PersonSaid } from './said.js';
import { flagsOf, withSlice } from './slices.js';
import type { PersonState } from './state.js';
import { type Context, type NotTaken, type Step, unchanged, writing } from './step.js';
import { takenBack } from './taken-back.js';
import { takeTouch } from './touch.js';
import { judgeDue } from './judge.js';
import { judgeTimer, want, withdraw } from './wanted.js';

/** One event of one person: the next state, what loans are told, and what is to be looked at again. */
export function decidePerson(known: PersonState, event: PersonEvent, context: Context): Step | NotTaken {
  const step = known.status === 'erased' ? ofErased(known, event, context) : ofPerson(known, event, context);
  if ('refuse' in step) return step;
  const after = takenBack(known, step, context);
  return finished(known, { ...after, next: revoked(known, after.next, context) }, event.kind === 'judge', context);
}

function ofPerson(state: PersonState, event: PersonEvent, context: Context): Step | NotTaken {
  switch (event.kind) {
    case 'party':
      return takeParty(state, event, context);
    case 'consent':
      return takeLedgerConsent(state, event.consent, context);
    case 'relation':
      return unchanged(takeRelation(state, event.relation));
    case 'erase':
      return erase(state, event, context);
    case 'erase-again':
      return eraseAgain(state, context);
    case 'touched':
      return takeTouch(state, event, context);
    case 'imported':
      return unchanged(remember(state, event.attempts));
    default:
      return ofAnybody(state, event, context);
  }
}

/** Nothing that says something about an erased person is taken any more; what asks about them is answered. */
function ofErased(state: PersonState, event: PersonEvent, context: Context): Step | NotTaken {
  switch (event.kind) {
    case 'party':
    case 'consent':
    case 'relation':
    case 'erase':
    case 'erase-again':
    case 'touched':
    case 'imported':
      return unchanged(state);
    default:
      return ofAnybody(state, event, context);
  }
}

type OfAnybody = Exclude<
  PersonEvent,
  { kind: 'party' | 'consent' | 'relation' | 'erase' | 'erase-again' | 'touched' | 'imported' }
>;

function ofAnybody(state: PersonState, event: OfAnybody, context: Context): Step | NotTaken {
  switch (event.kind) {
    case 'heartbeat':
      return unchanged(writing(state, { heartbeats: [...state.writes.heartbeats, event.heartbeat] }));
    case 'wanted':
      return unchanged(want(state, event.wanted, context));
    case 'withdrawn':
      return unchanged(withdraw(state, event));
    case 'reported':
      return reported(state, event.reported, context);
    case 'loan-facts':
      return unchanged(takeFacts(state, event, context));
    case 'ask':
      return ask(pruned(state, context), event, context);
    case 'allow':
      return allow(pruned(state, context), event, context);
    case 'give-back':
      return giveBack(state, event, context);
    case 'judge':
      return judgeDue(pruned(state, context), context);
    case 'unreported':
      return isUnreported(state, event.decisionId)
        ? { next: state, said: [], alarms: ['contact-unreported'] }
        : unchanged(state);
  }
}

/** The end of a loan is an activity: retention counts from the last one. */
function takeFacts(
  state: PersonState,
  event: Extract<PersonEvent, { kind: 'loan-facts' }>,
  { at }: Context,
): PersonState {
  const next = withSlice(state, event);
  if (next === state) return state;
  const isClosed = ({ loans }: PersonState): boolean => {
    const loan = loans[event.loanId];
    return loan !== undefined && flagsOf(loan).includes('closed');
  };
  return isClosed(next) && !isClosed(state) ? { ...next, lastActivityOn: at.today } : next;
}

/** Tells every loan what others may know of the person where that has changed, and a new loan at once. */
function finished(known: PersonState, step: Step, fired: boolean, { at }: Context): Step {
  const { next, said, timers = [], clear = [], alarms = [] } = step;
  if (next === known && said.length === 0 && !fired) return step;
  const facts = factsOf(next, at.today);
  const isNews = !sameFacts(facts, next.told);
  const loans = Object.values(next.loans).filter(({ loanId }) => isNews || known.loans[loanId] === undefined);
  const told: PersonSaid[] = loans.map(({ loanId }) => ({ kind: 'facts', to: loanId, facts }));
  const judging = judgeTimer(known, next, fired);
  return {
    alarms,
    next: isNews ? { ...next, told: facts } : next,
    said: [...said, ...told],
    timers: [...timers, ...judging.timers],
    clear: [...clear, ...judging.clear],
  };
}
