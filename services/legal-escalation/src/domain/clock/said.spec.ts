import { announcementOf } from '../../handlers/loan/announce.js';
import { gatePart } from '../gate/part.js';
import type { Said } from '../loan/part.js';
import { isOpenFor } from './clocks.js';
import { day, laneAt, LOAN, partsWith, viewOf } from './fixtures.js';
import { clockPart } from './part.js';
import type { Clock } from './types.js';

const announced = (said: readonly Said[] = []): readonly string[] => {
  for (const one of said) announcementOf(one, LOAN);
  return said.map(({ type }) => type);
};

it('whatever is said of periods and of the gate is as the contracts want it', () => {
  const parts = partsWith('2023-09-11');
  const close = { kind: 'day-closed', day: day('2026-06-13') } as const;
  const first = clockPart.on(parts.clock, close, viewOf(parts), laneAt('2026-06-13'));
  expect(announced(first.said)).toEqual(['limitation-set', 'limitation-at-risk', 'notice-requested']);
  const on = day('2026-06-14');
  const payment = { id: 'p-1', minor: 1_00, valueDate: on, bookedOn: on, portions: null };
  const paid = { ...parts, clock: first.part, ledger: { ...parts.ledger, payments: [payment] } };
  const second = clockPart.on(first.part, { ...close, day: on }, viewOf(paid), laneAt('2026-06-14'));
  expect(announced(second.said)).toEqual(['limitation-set', 'limitation-interrupted']);

  const failed = { ...parts, clock: first.part, elsewhere: { ...parts.elsewhere, consecutive: 2 } };
  const passed = gatePart.on(failed.gate, close, viewOf(failed), laneAt('2026-06-13'));
  expect(announced(passed.said)).toEqual(['gate-passed']);
  const cured = { ...failed, gate: passed.part, arrears: { ...failed.arrears, episode: null } };
  const ask = { kind: 'ask-gate', by: 'l-1' } as const;
  const withdrawn = gatePart.on(cured.gate, ask, viewOf(cured), laneAt('2026-06-14'));
  expect(announced(withdrawn.said)).toEqual(['gate-withdrawn', 'gate-refused']);

  const wanted = {
    kind: 'ask-exception',
    exceptionId: 'x-1',
    ground: 'limitation',
    steps: ['preservation'],
    because: 'about-to-lapse',
    evidence: { kind: 'file', id: 'f-1', sha256: null },
    until: on,
    by: 'l-1',
  } as const;
  const asked = gatePart.on(failed.gate, wanted, viewOf(failed), laneAt('2026-06-14'));
  expect(announced(asked.said)).toEqual(['exception-asked']);
  const waiting = { ...failed, gate: asked.part };
  for (const kind of ['approve-exception', 'refuse-exception'] as const) {
    const decide = { kind, exceptionId: 'x-1', because: 'seen', by: 's-1' };
    const decided = gatePart.on(waiting.gate, decide, viewOf(waiting), laneAt('2026-06-14'));
    expect(announced(decided.said)).toEqual([
      kind === 'approve-exception' ? 'exception-approved' : 'exception-refused',
    ]);
  }
});

it.each([
  ['2026-12-31', false, 'running', '2026-12-31', 'in-time'],
  ['2026-12-31', false, 'expired', '2027-01-01', 'expired'],
  ['2027-01-02', true, 'running', '2027-01-02', 'in-time'],
  ['2027-01-02', true, 'expired', '2027-01-03', 'calendar-not-covered'],
  ['2027-01-02', true, 'expired', '2027-01-16', 'calendar-not-covered'],
  ['2027-01-02', true, 'expired', '2027-01-17', 'expired'],
  [null, false, 'paused', '2030-01-01', 'in-time'],
  [null, false, 'kept', '2030-01-01', 'in-time'],
  ['2030-01-01', false, 'off', '2026-01-01', 'expired'],
] as const)('%s, provisional %s, %s: on %s it is %s', (expiresOn, provisional, state, on, open) => {
  const clock = { expiresOn: expiresOn === null ? null : day(expiresOn), provisional, state } as Clock;
  expect(isOpenFor(clock, day(on))).toBe(open);
});
