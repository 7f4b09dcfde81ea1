import { UNREPORTED } from './ask.js';
import { beyond, breached, misused } from './breach.js';
import { answer, recorded, returnedDecision } from './decisions.js';
import type { PersonEvent, Reported } from './event.js';
import { madeAt } from './made-at.js';
import type { Allowance, Counted, PersonState } from './state.js';
import { type Context, type NotTaken, notTaken, type Step, unchanged, writing } from './step.js';
import { wrongWith } from './revoked.js';
import { again, another, type Known, uncounted } from './uncounted.js';
import type { Decision } from './writes.js';

/** What a loan's lane says became of a contact. That one was made counts, whatever was known of it here. */
export function reported(state: PersonState, said: Reported, context: Context): Step {
  const attempt = state.history.find(({ id }) => id === said.decisionId);
  if (said.outcome === 'returned') {
    return attempt?.state === 'reserved' ? giveBackOne(state, attempt, context) : unchanged(state);
  }
  if (attempt === undefined) return uncounted(state, said, context);
  if (attempt.state === 'used') return again(state, attempt, said, context);
  return answeredFor(state, attempt, said.at, used(state, attempt, said, context), context);
}

type GiveBack = Omit<Extract<PersonEvent, { kind: 'give-back' }>, 'kind'>;

/** As `reported`, by whoever asked: by the id of the decision, or by that of an allowance, a contact at a time. */
export function giveBack(state: PersonState, said: GiveBack, context: Context): Step | NotTaken {
  const { decisionId, outcome } = said;
  const attempt = state.history.find(({ id }) => id === decisionId) ?? nextOf(state, decisionId);
  if (attempt === undefined || !isTheirs(attempt, said)) {
    return beyond(state, said, context) ?? notTaken('no-reservation', 'no contact is reserved under this id');
  }
  if (attempt.state === 'used') {
    const isOther = outcome.kind === 'used' && madeAt(state, attempt, outcome.at, context).at !== attempt.at;
    if (isOther) return beyond(state, said, context) ?? another(state, attempt, outcome, context);
    return notTaken('reported-already', 'what became of this contact has been reported');
  }
  const counting = countOn(state, attempt, outcome.kind);
  if (outcome.kind === 'returned') return giveBackOne(counting, attempt, context);
  return answeredFor(state, attempt, outcome.at, used(counting, attempt, outcome, context), context);
}

/** A firm may say afterwards when it has called: where the grant did not hold then, it has broken its word. */
function answeredFor(state: PersonState, attempt: Counted, at: number, step: Step, context: Context): Step {
  const wrong = wrongWith(state, attempt, at, context);
  return wrong === null ? step : breached(step, misused(attempt, wrong, at, context));
}

/** A firm gives back what is its own, and whoever works for the bank what he has asked for, or the task that he took. */
function isTheirs({ collector, by }: Counted, { firm, staff = null }: GiveBack): boolean {
  if (firm !== null) return collector === 'agency' && by?.id === firm;
  if (staff === null) return true;
  return collector === 'staff' && (by?.id === staff.id || (by?.id === null && staff.hasTaken));
}

const nextOf = ({ history }: PersonState, allowanceId: string): Counted | undefined =>
  history.find((one) => one.allowanceId === allowanceId && one.state === 'reserved');

const reportedBy = ({ id, allowanceId }: Counted): readonly string[] =>
  allowanceId === null ? [`${UNREPORTED}/${id}`] : [];

/** What is not said of it stays as strict as it was: unknown counts as an attempt, as unanswered, and as effective. */
function used(state: PersonState, attempt: Counted, said: Known, context: Context): Step {
  const { at, isOutOfTime } = madeAt(state, attempt, said.at, context);
  const now: Counted = {
    ...attempt,
    state: 'used',
    at,
    answered: said.answered ?? attempt.answered,
    conversation: said.conversation ?? attempt.conversation,
    reportId: said.reportId ?? null,
  };
  const next = { ...state, history: state.history.map((one) => (one.id === attempt.id ? now : one)) };
  return { next, said: [], clear: reportedBy(attempt), ...(isOutOfTime && { alarms: ['contact-out-of-time'] }) };
}

/** Why the gate has taken its yes back, where it was the gate. */
type Objection = Readonly<Pick<Decision, 'rules' | 'packs' | 'inputs'>>;

export function giveBackOne(state: PersonState, attempt: Counted, context: Context, why?: Objection): Step {
  const rest = { ...state, history: state.history.filter(({ id }) => id !== attempt.id) };
  const given = returnedDecision(state, attempt, context);
  const decision = given === null || why === undefined ? given : { ...given, ...why };
  if (decision === null) return { next: rest, said: [], clear: reportedBy(attempt) };
  const next = recorded(rest, decision, context.at.today);
  return { next, said: [answer(decision, attempt.about)], clear: reportedBy(attempt) };
}

function countOn(state: PersonState, { allowanceId }: Counted, kind: 'used' | 'returned'): PersonState {
  const known = state.allowances.find(({ id }) => id === allowanceId);
  if (known === undefined) return state;
  const counting: Allowance =
    kind === 'used' ? { ...known, used: known.used + 1 } : { ...known, givenBack: known.givenBack + 1 };
  const allowances = state.allowances.map((one) => (one.id === allowanceId ? counting : one));
  return writing({ ...state, allowances }, { allowances: [...state.writes.allowances, counting] });
}
