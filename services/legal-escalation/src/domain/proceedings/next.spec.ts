import { loadCalendars } from '@mora/calendars';
import { addDays, calendarDate, InvariantViolated } from '@mora/kernel';
import { loadProcedures } from '../../policies/procedures.js';
import { SHIPPED } from '../../policies/shipped.js';
import { drawn, type MachineFile, proveMachine } from './golden.js';
import { lapsedAt, nextOf } from './next.js';
import type { Proceeding } from './types.js';

const BOOK = loadCalendars();
const MACHINES = loadProcedures(SHIPPED, BOOK) as readonly MachineFile[];
const ON = calendarDate('2026-03-02');

const OUTCOMES = [
  ...new Set(MACHINES.flatMap(({ steps }) => Object.values(steps).flatMap(({ outcomes }) => Object.keys(outcomes)))),
];
const at = (machine: MachineFile, step: string): Proceeding => ({
  ...drawn(machine, ON, BOOK),
  step,
  entered: Object.fromEntries(Object.keys(machine.steps).map((name) => [name, ON])),
});

it('there is one machine for each kind of proceeding', () => {
  expect(new Set(MACHINES.map(({ kind }) => kind)).size).toBe(MACHINES.length);
  expect(MACHINES).toHaveLength(13);
});

describe.each(MACHINES.map((machine) => [machine.kind, machine] as const))('%s', (_kind, machine) => {
  it.each(machine.goldenCases.map((one) => [one.name, one] as const))('%s', (_name, one) => {
    proveMachine({ ...machine, goldenCases: [one] }, BOOK);
    const otherwise = { ...one, due: one.due === null ? ON : addDays(one.due, 1) };
    expect(() => proveMachine({ ...machine, goldenCases: [otherwise] }, BOOK)).toThrow(InvariantViolated);
  });

  it.each(Object.keys(machine.steps))('at "%s" each outcome leads where the policy says, and no other does', (step) => {
    const { outcomes } = machine.steps[step]!;
    for (const outcome of OUTCOMES) {
      const next = nextOf(machine, at(machine, step), outcome, ON, BOOK);
      const to = outcomes[outcome];
      if (to === undefined) expect(next).toBe('no-such-outcome');
      else expect(next).toMatchObject({ step: to, state: machine.ends[to] ?? 'open', since: ON });
    }
    expect(nextOf(machine, at(machine, step), 'toString', ON, BOOK)).toBe('no-such-outcome');
    const early = Object.keys(outcomes).map((one) => nextOf(machine, at(machine, step), one, addDays(ON, -1), BOOK));
    expect(new Set(early)).toEqual(new Set(['before-step']));
  });

  it.each(Object.keys(machine.ends))('nothing more happens after "%s"', (end) => {
    const over = { ...at(machine, end), state: machine.ends[end]! };
    for (const outcome of OUTCOMES) expect(nextOf(machine, over, outcome, ON, BOOK)).toBe('proceeding-over');
    expect(lapsedAt(machine, over, calendarDate('2026-12-31'), BOOK)).toBeNull();
  });

  it('whatever leads to a title says what is owed, unless it was said before', () => {
    const untold = Object.values(machine.steps).flatMap(({ outcomes, terms = [] }) =>
      Object.keys(outcomes).filter((name) => machine.ends[outcomes[name]!] === 'title' && !terms.includes(name)),
    );
    expect(untold.filter((name) => name !== 'upheld')).toEqual([]);
  });

  it('a step lapses on the day after it is due, and once', () => {
    for (const step of Object.keys(machine.steps)) if (machine.steps[step]!.lapse !== null) lapsesOnce(step);
  });

  function lapsesOnce(step: string): void {
    const stands = at(machine, step);
    const far = lapsedAt(machine, stands, calendarDate('2027-12-31'), BOOK)!;
    expect(lapsedAt(machine, stands, far.due.on, BOOK)).toBeNull();
    const lapsed = lapsedAt(machine, stands, addDays(far.due.on, 1), BOOK)!;
    const { to } = machine.steps[step]!.lapse!;
    const moves = to !== null && !lapsed.due.provisional;
    expect(lapsed.next.step).toBe(moves ? to : step);
    expect(moves || lapsedAt(machine, lapsed.next, addDays(far.due.on, 2), BOOK) === null).toBe(true);
  }
});

const MEDIATION = MACHINES.find(({ kind }) => kind === 'tw-mediation')!;
const BROKEN: readonly (readonly [string, Partial<MachineFile>])[] = [
  ['leads nowhere', { steps: { filed: { ...MEDIATION.steps['filed']!, outcomes: { mediated: 'nowhere' } } } }],
  ['has an end that nothing leads to', { ends: { ...MEDIATION.ends, lost: 'lost' } }],
  ['has a title without a name', { titles: {} }],
  ['starts nowhere', { starts: 'nowhere' }],
  ['is served nowhere', { servedAt: 'nowhere' }],
  ['keeps as an act what was decided', { keptAsAct: ['mediated'] }],
  ['has terms for nothing', { steps: { filed: { ...MEDIATION.steps['filed']!, terms: ['nothing'] } } }],
  ['goes on from a title', { goesTo: { mediated: 'tw-simplified' } }],
];

it.each(BROKEN)('a machine that %s is none', (_name, change) => {
  expect(() => proveMachine({ ...MEDIATION, ...change }, BOOK)).toThrow(InvariantViolated);
});
