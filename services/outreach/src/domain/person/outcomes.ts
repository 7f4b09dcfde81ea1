import { localOf } from '../gate/local-time.js';
import type { ContactOutcome } from '../words.js';
import { UNREPORTED } from './ask.js';
import { answer, recorded, returnedDecision } from './decisions.js';
import type { Reported } from './event.js';
import type { Allowance, Counted, PersonState } from './state.js';
import { type Context, type NotTaken, notTaken, type Step, unchanged, writing } from './step.js';
import { zoneOf } from './wanted.js';

/** What a loan's lane says became of a reservation. One that is not known any more is too old to count. */
export function reported(state: PersonState, { decisionId, ...outcome }: Reported, context: Context): Step {
  const attempt = state.history.find(({ id }) => id === decisionId);
  if (attempt === undefined) return unchanged(state);
  if (outcome.outcome === 'returned') return giveBackOne(state, attempt, context);
  return { next: used(state, attempt, outcome), said: [], clear: reportedBy(attempt) };
}

/** As `reported`, by whoever asked: by the id of the decision, or by that of an allowance, a contact at a time. */
export function giveBack(
  state: PersonState,
  { decisionId, outcome, firm }: Readonly<{ decisionId: string; outcome: ContactOutcome; firm: string | null }>,
  context: Context,
): Step | NotTaken {
  const attempt = state.history.find(({ id }) => id === decisionId) ?? nextOf(state, decisionId);
  const isTheirs = firm === null || (attempt?.collector === 'agency' && attempt.by?.id === firm);
  if (attempt === undefined || !isTheirs) return notTaken('no-reservation', 'no contact is reserved under this id');
  if (attempt.state === 'used') return notTaken('reported-already', 'what became of this contact has been reported');
  const counting = countOn(state, attempt, outcome.kind);
  if (outcome.kind === 'returned') return giveBackOne(counting, attempt, context);
  const alarms = isBreach(state, attempt, outcome.at, context) ? (['allowance-breach'] as const) : [];
  return { next: used(counting, attempt, outcome), said: [], clear: reportedBy(attempt), alarms };
}

const nextOf = ({ history }: PersonState, allowanceId: string): Counted | undefined =>
  history.find((one) => one.allowanceId === allowanceId && one.state === 'reserved');

const reportedBy = ({ id, allowanceId }: Counted): readonly string[] =>
  allowanceId === null ? [`${UNREPORTED}/${id}`] : [];

type Known = Readonly<{ at: number; answered: boolean | null; conversation: boolean | null }>;

/** What is not said of it stays as strict as it was: unknown counts as an attempt, as unanswered, and as effective. */
function used(state: PersonState, attempt: Counted, { at, answered, conversation }: Known): PersonState {
  const now: Counted = {
    ...attempt,
    state: 'used',
    at,
    answered: answered ?? attempt.answered,
    conversation: conversation ?? attempt.conversation,
  };
  return { ...state, history: state.history.map((one) => (one.id === attempt.id ? now : one)) };
}

function giveBackOne(state: PersonState, attempt: Counted, context: Context): Step {
  const rest = { ...state, history: state.history.filter(({ id }) => id !== attempt.id) };
  const decision = returnedDecision(state, attempt, context);
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

/** An agency may say afterwards when it has called: outside of the days that were granted it has broken its word. */
function isBreach(state: PersonState, { allowanceId }: Counted, at: number, { policies }: Context): boolean {
  const allowance = state.allowances.find(({ id }) => id === allowanceId);
  if (allowance === undefined) return false;
  const { date } = localOf(zoneOf(state, policies), at);
  return date < allowance.from || allowance.until < date;
}
