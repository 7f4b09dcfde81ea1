import type { PersonId } from '@mora/kernel';
import { day, laneAt, partsWith, viewOf } from '../clock/fixtures.js';
import type { Clock } from '../clock/types.js';
import type { Step } from '../loan/part.js';
import type { ElsewherePart, Hold } from '../loan/parts/elsewhere.js';
import type { LoanState } from '../loan/state.js';
import type { GateCommand } from './commands.js';
import { exceptionFor } from './exceptions.js';
import { gatePart } from './part.js';
import type { GatePart } from './types.js';

type Parts = LoanState['parts'];

/** More than three months old from 2026-04-02 on. */
const OLDEST = '2026-01-01';
const FAILED: Partial<ElsewherePart> = {
  consecutive: 2,
  consecutiveOn: day('2026-03-20'),
  failures: [
    { roundId: 'r-1', reason: 'no-show', on: day('2026-02-20') },
    { roundId: 'r-2', reason: 'refused', on: day('2026-03-20') },
  ],
};

function parts(elsewhere: Partial<ElsewherePart> = {}, gate?: GatePart): Parts {
  const plain = partsWith(OLDEST);
  return { ...plain, elsewhere: { ...plain.elsewhere, ...FAILED, ...elsewhere }, ...(gate !== undefined && { gate }) };
}

const hold = (kind: Hold['kind'], until: string | null = null): Hold => ({
  holdId: `h-${kind}`,
  kind,
  by: 'outreach',
  from: day('2026-03-01'),
  until: until === null ? null : day(until),
});

const close = (of: Parts, on: string): Step<GatePart> =>
  gatePart.on(of.gate, { kind: 'day-closed', day: day(on) }, viewOf(of), laneAt(on));
const command = (of: Parts, one: GateCommand, on: string): Step<GatePart> =>
  gatePart.on(of.gate, one, viewOf(of, `command-${on}-${one.kind}`), laneAt(on));
const ask = (of: Parts, on: string) => command(of, { kind: 'ask-gate', by: 'l-1' }, on);
const types = ({ said = [] }: Step<GatePart>): readonly string[] => said.map(({ type }) => type);
const missing = ({ part }: Step<GatePart>): readonly string[] =>
  (part.current?.conditions ?? []).filter(({ met }) => !met).map(({ name }) => name);
const PASSED = close(parts(), '2026-04-02').part;

it('passes at the close of the first day on which everything holds, and is said once', () => {
  const early = close(parts(), '2026-04-01');
  expect([types(early), early.reviewOn]).toEqual([[], '2026-04-02']);
  const step = close(parts(), '2026-04-02');
  expect(step.said).toEqual([
    {
      type: 'gate-passed',
      data: {
        gateId: step.part.current!.gateId,
        on: '2026-04-02',
        conditions: step.part.current!.conditions,
        readings: { months: { over: true, since: '2026-04-02' }, days: { over: true, dpd: 123 }, deciding: 'months' },
        policy: { id: 'gate', version: 1, rule: 'gate' },
      },
    },
  ]);
  expect(step.tell).toEqual([{ kind: 'gate', passed: true, gateId: step.part.current!.gateId }]);
  expect(step.part.current!.conditions.find(({ name }) => name === 'failures')?.input).toBe(
    '2 in a row, r-1 2026-02-20, r-2 2026-03-20',
  );
  expect(types(close(parts({}, step.part), '2026-04-03'))).toEqual([]);
});

it.each<[string, Partial<ElsewherePart>, readonly string[]]>([
  ['one failure only', { consecutive: 1 }, ['failures']],
  ['a dispute', { holds: [hold('dispute')] }, ['no-hold']],
  ['a moratorium', { holds: [hold('moratorium')] }, ['no-hold']],
  ['a vulnerable debtor', { holds: [hold('vulnerability')] }, ['no-hold']],
  ['a death', { holds: [hold('deceased')] }, ['no-hold']],
  ['a plan in force', { holds: [hold('plan')] }, ['no-hold']],
  ['a service that is silent', { notKnown: ['negotiation'] }, ['known']],
  ['a hold and a silence', { holds: [hold('plan')], notKnown: ['outreach'] }, ['no-hold', 'known']],
  ['a hold that was over before', { holds: [hold('dispute', '2026-04-01')] }, []],
  ['a hold on its last day', { holds: [hold('dispute', '2026-04-02')] }, ['no-hold']],
  ['three failures', { consecutive: 3 }, []],
])('%s: what is missing', (_what, elsewhere, names) => {
  expect(types(close(parts(elsewhere), '2026-04-02'))).toEqual(names.length === 0 ? ['gate-passed'] : []);
  const asked = ask(parts(elsewhere), '2026-04-03');
  expect([types(asked), missing(asked)]).toEqual([[names.length === 0 ? 'gate-passed' : 'gate-refused'], names]);
});

it('the later of what two services say is the oldest debt', () => {
  const plain = parts();
  const episode = { ...plain.arrears.episode!, oldestUnpaidOn: day('2026-01-15') };
  const later = { ...plain, arrears: { ...plain.arrears, episode } };
  expect(types(close(later, '2026-04-15'))).toEqual([]);
  expect(types(close(later, '2026-04-16'))).toEqual(['gate-passed']);
});

it('a question is about the last day that is closed', () => {
  expect(types(ask(parts(), '2026-04-02'))).toEqual(['gate-refused']);
  expect(types(ask(parts(), '2026-04-03'))).toEqual(['gate-passed']);
});

it('is withdrawn when a condition fails, but not by a silence', () => {
  const held = close(parts({ holds: [hold('plan')] }, PASSED), '2026-04-03');
  expect(held.said).toEqual([{ type: 'gate-withdrawn', data: { gateId: PASSED.current!.gateId, because: 'no-hold' } }]);
  expect(held.tell).toEqual([{ kind: 'gate', passed: false, gateId: PASSED.current!.gateId }]);
  const silent = close(parts({ notKnown: ['outreach'] }, PASSED), '2026-04-03');
  expect([types(silent), silent.part]).toEqual([[], PASSED]);
  const asked = ask(parts({ notKnown: ['outreach'] }, PASSED), '2026-04-04');
  expect([types(asked), asked.part]).toEqual([['gate-refused'], PASSED]);
});

it('is withdrawn when nothing is overdue any more, and looked at when a hold ends', () => {
  const plain = parts({}, PASSED);
  const cured = { ...plain, arrears: { ...plain.arrears, episode: null } };
  expect(close(cured, '2026-04-03').said).toMatchObject([{ data: { because: 'overdue' } }]);
  expect(close(parts({ holds: [hold('dispute', '2026-05-10')] }), '2026-04-03').reviewOn).toBe('2026-05-11');
});

describe('an exception', () => {
  const clock = (expiresOn: string, claim: Clock['claim'] = 'debt') =>
    ({ clockId: 'c', claim, state: 'running', expiresOn: day(expiresOn) }) as Clock;
  const near = (...clocks: readonly Clock[]): Parts => {
    const plain = partsWith(OLDEST);
    return { ...plain, clock: { ...plain.clock, clocks } };
  };
  const wanted = (more: Partial<Extract<GateCommand, { kind: 'ask-exception' }>> = {}) => ({
    kind: 'ask-exception' as const,
    exceptionId: 'x-1',
    ground: 'limitation' as const,
    steps: ['preservation'] as const,
    because: 'about-to-lapse',
    evidence: { kind: 'file', id: 'f-1', sha256: null },
    until: day('2026-04-01'),
    by: 'l-1',
    ...more,
  });
  const SUIT = ['suit'] as const;
  const GUARANTOR = 'demo:G' as PersonId;
  const guaranteed = (kind: 'general' | 'joint'): Parts => {
    const of = near({ ...clock('2026-06-01', 'guarantee'), ref: GUARANTOR });
    return { ...of, clock: { ...of.clock, guarantees: [{ guarantorId: GUARANTOR, kind, months: null }] } };
  };
  const ofGuarantee = wanted({ ground: 'guarantee', steps: SUIT });
  const inTaiwan = (of: Parts): Parts => ({ ...of, ledger: { ...of.ledger, currency: 'TWD' } });

  it.each([
    ['90 days before the end', near(clock('2026-06-01')), wanted(), null],
    ['91 days before it', near(clock('2026-06-02')), wanted(), 'no-period-at-risk'],
    ['after it', near(clock('2026-03-02')), wanted(), 'no-period-at-risk'],
    ['of another claim', near(clock('2026-04-01', 'guarantee')), wanted(), 'no-period-at-risk'],
    ['of a guarantee', near(clock('2026-04-01', 'guarantee')), wanted({ ground: 'guarantee' }), null],
    ['for assets that flee', near(), wanted({ ground: 'asset-flight', steps: ['preservation'] }), null],
    ['for a suit on such', near(), wanted({ ground: 'asset-flight', steps: SUIT }), 'step-not-allowed'],
    ['for a suit while a letter can arrive', near(clock('2026-04-03')), wanted({ steps: SUIT }), 'step-not-allowed'],
    ['for a suit when it is too late for one', near(clock('2026-04-02')), wanted({ steps: SUIT }), null],
    ['for a suit that alone keeps a general guarantor', guaranteed('general'), ofGuarantee, null],
    ['for a suit where a letter keeps a joint one', guaranteed('joint'), ofGuarantee, 'step-not-allowed'],
    [
      'for a suit by a law where no letter is enough',
      inTaiwan(near(clock('2026-06-01'))),
      wanted({ steps: SUIT }),
      null,
    ],
    ['for no step', near(clock('2026-06-01')), wanted({ steps: [] }), 'step-not-allowed'],
    ['for 60 days', near(clock('2026-06-01')), wanted({ until: day('2026-05-02') }), null],
    ['for 61', near(clock('2026-06-01')), wanted({ until: day('2026-05-03') }), 'until-out-of-range'],
    ['for days gone by', near(clock('2026-06-01')), wanted({ until: day('2026-03-02') }), 'until-out-of-range'],
  ])('%s', (_what, of, one, because) => {
    const step = command(of, one, '2026-03-03');
    expect(step.refuse?.because ?? null).toBe(because);
    expect(types(step)).toEqual(because === null ? ['exception-asked'] : []);
  });

  it('needs a second person, allows its steps only, and is over after its last day', () => {
    const of = near(clock('2026-06-01'));
    const asked = { ...of, gate: command(of, wanted(), '2026-03-03').part };
    const decide = (kind: 'approve-exception' | 'refuse-exception', by: string, on = '2026-03-04') =>
      command(asked, { kind, exceptionId: 'x-1', because: 'seen', by }, on);
    expect(decide('approve-exception', 'l-1').refuse).toEqual({ because: 'own-exception' });
    expect(decide('approve-exception', 's-1', '2026-04-02').refuse).toEqual({ because: 'exception-over' });
    expect(types(decide('refuse-exception', 's-1'))).toEqual(['exception-refused']);
    const approved = decide('approve-exception', 's-1');
    expect(approved.said).toMatchObject([{ type: 'exception-approved', data: { by: 'l-1', approver: 's-1' } }]);
    expect(exceptionFor(approved.part, 'preservation', day('2026-04-01'))?.exceptionId).toBe('x-1');
    expect(exceptionFor(approved.part, 'preservation', day('2026-04-02'))).toBeNull();
    expect(exceptionFor(approved.part, 'suit', day('2026-04-01'))).toBeNull();
    expect(exceptionFor(asked.gate, 'preservation', day('2026-04-01'))).toBeNull();
    expect(close({ ...of, gate: approved.part }, '2026-04-01').part.exceptions[0]?.state).toBe('approved');
    expect(close({ ...of, gate: approved.part }, '2026-04-02').part.exceptions[0]?.state).toBe('over');
    const again = command(
      { ...of, gate: approved.part },
      { ...wanted(), kind: 'approve-exception', by: 's-2' },
      '2026-03-05',
    );
    expect(again.refuse).toEqual({ because: 'exception-decided' });
  });
});

it('one that has passed, was withdrawn and passes again for the same day is another', () => {
  const first = ask(parts(), '2026-04-03');
  const reset = parts({ consecutive: 0, failures: [] }, first.part);
  const withdrawn = ask(reset, '2026-04-03');
  const again = command(parts({}, withdrawn.part), { kind: 'ask-gate', by: 'l-2' }, '2026-04-03');
  const other = gatePart.on(
    withdrawn.part,
    { kind: 'ask-gate', by: 'l-2' },
    viewOf(parts({}, withdrawn.part), 'another-cause'),
    laneAt('2026-04-03'),
  );
  expect([types(first), types(withdrawn), types(again)]).toEqual([
    ['gate-passed'],
    ['gate-withdrawn', 'gate-refused'],
    ['gate-passed'],
  ]);
  expect(other.part.current!.gateId).not.toBe(first.part.current!.gateId);
});
