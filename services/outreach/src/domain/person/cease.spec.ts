import type { LoanId } from '@mora/kernel';
import { decide, known, LOAN, on } from './fixtures.js';
import { factsOf } from './person-facts.js';
import type { PersonEvent } from './event.js';

const OTHER = 'demo:L-2' as LoanId;
type Line = readonly ['flag' | 'unflag', LoanId | null];

/** Whether the person wants to hear nothing more, after it was said and taken back through some loans. */
function wantsNothing(lines: readonly Line[]): boolean {
  const state = lines.reduce((so, [kind, loanId]) => {
    const event: PersonEvent = { kind: 'touched', loanId, touch: { kind, flags: ['cease'] } };
    return decide(so, event, on('2026-03-10T10:00')).next;
  }, known);
  return factsOf(state, on('2026-03-10T10:00').at.today).flags.includes('cease');
}

// prettier-ignore
it.each<[string, readonly Line[], boolean]>([
  ['said of one loan',                          [['flag', LOAN]],                                                       true],
  ['and taken back of it',                      [['flag', LOAN], ['unflag', LOAN]],                                     false],
  ['said of two, taken back of one',            [['flag', LOAN], ['flag', OTHER], ['unflag', LOAN]],                    true],
  ['said of two, taken back of the other one',  [['flag', LOAN], ['flag', OTHER], ['unflag', OTHER]],                   true],
  ['said of two, taken back of both',           [['flag', LOAN], ['flag', OTHER], ['unflag', LOAN], ['unflag', OTHER]], false],
  ['said of one twice, taken back once',        [['flag', LOAN], ['flag', LOAN], ['unflag', LOAN]],                     false],
  ['said of no loan, taken back of one',        [['flag', null], ['unflag', LOAN]],                                     false],
  ['said of one, taken back of another',        [['flag', LOAN], ['unflag', OTHER]],                                    true],
])('%s', (_what, lines, wants) => {
  expect(wantsNothing(lines)).toBe(wants);
});

it('what is said of a second loan is no news to anybody', () => {
  const say = (loanId: LoanId): PersonEvent => ({ kind: 'touched', loanId, touch: { kind: 'flag', flags: ['cease'] } });
  const first = decide(known, say(LOAN), on('2026-03-10T10:00'));
  const flagged = (one: typeof first) => one.said.filter((said) => said.kind === 'said').length;
  expect([flagged(first), flagged(decide(first.next, say(OTHER), on('2026-03-10T10:00')))]).toEqual([1, 0]);
});
