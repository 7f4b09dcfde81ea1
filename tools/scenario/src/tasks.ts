import type { CalendarDate } from '@mora/kernel';
import type { Behaviour, VisitOutcome } from '@mora/ledger-simulator';
import type { Overdue } from './overdue.js';
import { whoOf } from './borrowers.js';
import { type Doors, post, textAt } from './requests.js';
import { call, type Called } from './staff.js';

type Task = Readonly<{ taskId: string; loan: string; kind: string; point: string | null }>;

/** Nobody takes so many of a thousand tasks in time: they count all the same, as they may have been done. */
const LEFT_ALONE = 120;
const VISITS: Readonly<Record<VisitOutcome, Readonly<{ outcome: string; entryConsent?: boolean }>>> = {
  nobody: { outcome: 'not-at-home' },
  met: { outcome: 'met-person', entryConsent: true },
  'not-let-in': { outcome: 'entry-refused', entryConsent: false },
};

/**
 * Does what Mora has planned for people to do: the gate has allowed it for now, and holds it for a few minutes. Answers
 * each for which there was anything to do.
 */
export async function workTasks(
  world: Doors,
  behaviour: Behaviour,
  owners: ReadonlyMap<string, Overdue>,
  on: CalendarDate,
): Promise<readonly Called[]> {
  const text = await textAt(world, '/v1/tasks', { subject: 'li', role: 'collector' });
  const { tasks } = JSON.parse(text) as Readonly<{ tasks: readonly Task[] }>;
  const done: Called[] = [];
  for (const { taskId, loan, kind, point } of tasks) {
    const one = owners.get(loan);
    const isDone = one !== undefined && !behaviour.happens(`left/${kind}`, loan, on, LEFT_ALONE);
    if (isDone && kind === 'visit') await visit(world, behaviour, one, { decision: taskId, point }, on);
    const says = isDone && kind !== 'visit' ? await call(world, behaviour, one, taskId, { on, nth: TASK }) : null;
    done.push({ loan, says });
  }
  return done;
}

/** Calls that are planned have luck of their own, beside those that somebody thinks of. */
const TASK = 9;

async function visit(
  world: Doors,
  behaviour: Behaviour,
  { loan, person }: Overdue,
  { decision, point }: Readonly<{ decision: string; point: string | null }>,
  on: CalendarDate,
): Promise<void> {
  const at = new Date(world.clock.now()).toISOString();
  const found = VISITS[behaviour.onVisit(loan, on)];
  const what = { loan, ...whoOf(person), at };
  const came = { ...what, visitors: ['li', 'wang'], point: point ?? 'unknown' };
  const arrived = await post(world, `/v1/visits/${decision}/check-in`, came, 'li', 'collector');
  if (arrived.status !== 200) throw new Error(`those who visit could not check in: ${arrived.status}`);
  const { status } = await post(
    world,
    '/v1/visits',
    { ...what, decision, recorded: true, ...found },
    'li',
    'collector',
  );
  if (status !== 200) throw new Error(`a visit that was allowed is not logged: ${status}`);
}
