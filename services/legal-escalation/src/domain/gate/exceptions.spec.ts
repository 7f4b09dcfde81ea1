import type { PersonId } from '@mora/kernel';
import { day, laneAt, partsWith, POLICIES, viewOf } from '../clock/fixtures.js';
import type { Clock } from '../clock/types.js';
import type { Step } from '../loan/part.js';
import type { LoanState } from '../loan/state.js';
import type { GateCommand } from './commands.js';
import { gatePart } from './part.js';
import type { GatePart } from './types.js';

type Parts = LoanState['parts'];

const TODAY = '2026-03-03';
const UNTIL = '2026-04-01';
const clock = (expiresOn: string, claim: Clock['claim'], state: Clock['state'] = 'running') =>
  ({ clockId: `c-${claim}`, claim, state, expiresOn: day(expiresOn), ref: 'demo:G' }) as Clock;
const near = (...clocks: readonly Clock[]): Parts => {
  const plain = partsWith('2026-01-01');
  return { ...plain, clock: { ...plain.clock, clocks } };
};
const ask = (more: Partial<Extract<GateCommand, { kind: 'ask-exception' }>> = {}) => ({
  kind: 'ask-exception' as const,
  exceptionId: 'x-1',
  ground: 'limitation' as const,
  steps: ['preservation'] as const,
  because: 'about-to-lapse',
  evidence: { kind: 'file', id: 'f-1', sha256: null },
  until: day(UNTIL),
  by: 'l-1',
  ...more,
});
const decide = (kind: 'approve-exception' | 'refuse-exception', exceptionId = 'x-1') => ({
  kind,
  exceptionId,
  because: 'seen',
  by: 's-1',
});
const command = (of: Parts, one: GateCommand, policies = POLICIES): Step<GatePart> =>
  gatePart.on(of.gate, one, { ...viewOf(of), policies }, laneAt(TODAY));
const close = (of: Parts, on: string): GatePart =>
  gatePart.on(of.gate, { kind: 'day-closed', day: day(on) }, viewOf(of), laneAt(on)).part;
const after = (of: Parts, { part: gate }: Step<GatePart>): Parts => ({ ...of, gate });
const rows = (step: Step<GatePart>, table: string): readonly object[] =>
  (step.writes ?? []).flatMap((write) => (write.table === table ? [write.row] : []));

const DEBT = near(clock('2026-05-20', 'debt'));
const ASKED = after(DEBT, command(DEBT, ask()));

describe('what is asked for', () => {
  it('is a supervisor’s to decide on the same day, until somebody has', () => {
    const asked = command(DEBT, ask());
    const item = { about: 'x-1', kind: 'approve-exception', team: 'supervisor', dueOn: TODAY, because: 'limitation' };
    expect(rows(asked, 'work_item')).toMatchObject([{ state: 'open', ...item }]);
    expect(rows(asked, 'timeline')).toMatchObject([{ what: 'exception-asked' }]);
    for (const [kind, because] of [
      ['approve-exception', 'approved'],
      ['refuse-exception', 'refused'],
    ] as const) {
      const [open] = rows(asked, 'work_item') as [{ itemId: string }];
      const decided = command(ASKED, decide(kind));
      expect(rows(decided, 'work_item')).toMatchObject([{ itemId: open.itemId, state: 'done', because }]);
      expect(decided.part.exceptions).toMatchObject([{ exceptionId: 'x-1', state: because, approver: 's-1' }]);
    }
  });

  it('is over behind its last day, whether somebody has decided on it or not, and is looked at then', () => {
    const approved = command(ASKED, decide('approve-exception'));
    expect([command(DEBT, ask()).reviewOn, approved.reviewOn]).toEqual(['2026-04-02', '2026-04-02']);
    const states = (of: Parts) => [UNTIL, '2026-04-02'].map((on) => close(of, on).exceptions[0]?.state);
    expect(states(ASKED)).toEqual(['asked', 'over']);
    expect(states(after(ASKED, approved))).toEqual(['approved', 'over']);
    expect(states(after(ASKED, command(ASKED, decide('refuse-exception'))))).toEqual(['refused', 'refused']);
  });

  it('is decided by itself: another stays as it is, and one that nobody has asked for is none', () => {
    const both = after(ASKED, command(ASKED, ask({ exceptionId: 'x-2' })));
    const { part } = command(both, decide('approve-exception', 'x-2'));
    expect(part.exceptions.map(({ exceptionId, state }) => [exceptionId, state])).toEqual([
      ['x-1', 'asked'],
      ['x-2', 'approved'],
    ]);
    expect(command(both, decide('approve-exception', 'x-9')).refuse).toEqual({ because: 'no-such-exception' });
  });
});

describe('the ground', () => {
  it.each(['debt', 'accelerated', 'interest', 'enforcement'] as const)('is a period of %s that runs', (claim) => {
    expect(command(near(clock('2026-05-20', claim)), ask()).refuse).toBeUndefined();
    for (const state of ['paused', 'kept', 'expired', 'off'] as const) {
      const of = near(clock('2026-05-20', claim, state));
      expect(command(of, ask()).refuse).toEqual({ because: 'no-period-at-risk' });
    }
  });
});

describe('a suit', () => {
  const SUIT = ask({ steps: ['suit'] });

  it('is allowed where one of the periods is kept by nothing milder', () => {
    const early = clock('2026-05-20', 'debt');
    expect(command(near(early, clock('2026-05-20', 'interest')), SUIT).refuse).toEqual({ because: 'step-not-allowed' });
    expect(command(near(early, clock('2026-03-20', 'interest')), SUIT).refuse).toBeUndefined();
  });

  it('is allowed for a guarantor of whom nobody has said more, as the law takes such a one', () => {
    const guarantee = near({ ...clock('2026-05-20', 'guarantee'), ref: 'demo:G' as PersonId });
    const { unspecified } = POLICIES.limitation.CN.guarantee;
    const { refuse } = command(guarantee, ask({ steps: ['suit'], ground: 'guarantee' }));
    expect([unspecified, refuse]).toEqual(['general', undefined]);
  });

  it('goes by what keeps the period of a title, where that is other than for the debt', () => {
    const { CN, TW } = POLICIES.limitation;
    const enforcement = { ...CN.enforcement, restart: { acknowledged: true } as const };
    const strict = { ...POLICIES, limitation: { CN: { ...CN, enforcement }, TW } };
    const title = near(clock('2026-05-20', 'enforcement'));
    expect(command(title, SUIT).refuse).toEqual({ because: 'step-not-allowed' });
    expect(command(title, SUIT, strict).refuse).toBeUndefined();
    expect(command(DEBT, SUIT, strict).refuse).toEqual({ because: 'step-not-allowed' });
  });
});
