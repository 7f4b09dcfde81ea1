import type { CalendarDate } from '@mora/kernel';
import type { Behaviour, CallOutcome } from '@mora/ledger-simulator';
import { promise, say, whoOf } from './borrowers.js';
import { localAt } from './checker/local.js';
import type { Overdue } from './overdue.js';
import { type Doors, post } from './requests.js';

/** A call, and what is to be put in of what the person has said in it: the loan hears of the call before. */
export type Called = Readonly<{ loan: string; says: (() => Promise<void>) | null }>;

type Asked = Readonly<{ decisionId: string; outcome: 'allowed' | 'refused' }>;

/** Staff call by day where the person lives, and now and then too early or too late: the gate has to say so. */
const WORK: readonly [from: string, to: string] = ['07:30', '21:30'];
const CALLS_OF_HUNDRED = 12;
/** What came of a call, in the codes of the bank. */
export const CODES: Readonly<Record<CallOutcome, string>> = {
  'no-answer': 'no-answer',
  talk: 'spoke-with-person',
  promise: 'promise-made',
  dispute: 'spoke-with-person',
  'opt-out': 'spoke-with-person',
  'wrong-person': 'wrong-person',
};

/**
 * Calls some of those who are overdue: asks the gate, calls where it says yes, and reports what came of it. Answers
 * each of whom somebody has asked the gate.
 */
export async function letStaffCall(
  world: Doors,
  behaviour: Behaviour,
  overdue: readonly Overdue[],
  on: CalendarDate,
  nth: number,
): Promise<readonly Called[]> {
  const called: Called[] = [];
  for (const one of overdue) {
    const { time } = localAt(one.person.home.timeZone, world.clock.now());
    if (time < WORK[0] || time >= WORK[1] || !behaviour.isCalled(one.loan, on, nth, CALLS_OF_HUNDRED)) continue;
    const decisionId = await ask(world, one);
    const says = decisionId === null ? null : await call(world, behaviour, one, decisionId, { on, nth });
    called.push({ loan: one.loan, says });
  }
  return called;
}

async function ask(world: Doors, { loan, person }: Overdue): Promise<string | null> {
  const json = { loan, ...whoOf(person), channel: 'call', purpose: 'collection' };
  const { status, body } = await post<Asked>(world, '/v1/contacts/ask', json, 'li', 'collector');
  return status === 200 && body.outcome === 'allowed' ? body.decisionId : null;
}

/** Puts in what was said in calls. Answers whether anybody has said anything. */
export async function putIn(called: readonly Called[]): Promise<boolean> {
  const said = called.filter(({ says }) => says !== null);
  for (const { says } of said) await says?.();
  return said.length > 0;
}

/**
 * Makes a call that the gate has allowed, and reports what came of it under the id of that decision. Answers what is to
 * be put in of what was said.
 */
export async function call(
  world: Doors,
  behaviour: Behaviour,
  one: Overdue,
  decision: string,
  { on, nth }: Readonly<{ on: CalendarDate; nth: number }>,
): Promise<Called['says']> {
  const { loan, person } = one;
  const outcome = behaviour.onCall(loan, on, nth);
  const at = new Date(world.clock.now()).toISOString();
  const report = { loan, ...whoOf(person), direction: 'out', decision, outcome: CODES[outcome], at };
  const { status } = await post(world, '/v1/calls', report, 'li', 'collector');
  if (status !== 200) throw new Error(`a call that was allowed is not logged: ${status}`);
  const says = (words: object) => () => say(world, loan, person, words);
  if (outcome === 'promise') return () => promise(world, behaviour, one, on);
  if (outcome === 'dispute') return says({ says: 'dispute', about: 'amount', written: false });
  if (outcome === 'opt-out') return says({ says: 'opt-out', channel: 'call' });
  return outcome === 'wrong-person' ? says({ says: 'wrong-person', point: 'm1' }) : null;
}
