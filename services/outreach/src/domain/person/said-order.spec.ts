import fc from 'fast-check';
import { calendarDate } from '@mora/kernel';
import type { Channel, Consent, Touch } from '../words.js';
import type { PersonEvent } from './event.js';
import { ask, decide, known, MINUTE, on, policies, touch } from './fixtures.js';
import { standing } from './opt-outs.js';
import type { PersonState } from './state.js';

type Told = Readonly<{ event: PersonEvent; minute: number }>;
const START = on('2026-03-10T08:00');
const LATER = on('2026-03-10T20:00');
const days = ['2019-01-01', '2026-03-08', '2026-03-09', '2026-03-10', '2026-03-11'].map(calendarDate);
const channel = fc.constantFrom<Channel | 'all'>('sms', 'call', 'all');
const minute = fc.integer({ min: 0, max: 600 });

const anyConsent: fc.Arbitrary<Consent> = fc.record({
  id: fc.constantFrom('c1', 'c2', 'c3'),
  channel,
  purpose: fc.constantFrom<Consent['purpose']>('all', 'collection'),
  kind: fc.constantFrom<Consent['kind']>('channel', 'contact-hours'),
  given: fc.boolean(),
  from: fc.constantFrom(...days),
  until: fc.constantFrom(null, null, calendarDate('2026-03-10'), calendarDate('2026-03-12')),
  hours: fc.constantFrom(null, '08:00-20:00'),
});
const fromLedger: fc.Arbitrary<PersonEvent> = anyConsent.map((consent) => ({ kind: 'consent', consent }));
const fromPerson: fc.Arbitrary<PersonEvent> = fc
  .record({ kind: fc.constantFrom<'opt-out' | 'opt-in'>('opt-out', 'opt-in'), channel, via: fc.constant('word') })
  .map((said: Touch) => touch(said));

/** What the person says comes when it is said; what the ledger says comes whenever it likes. */
const anyStory = fc.record({
  said: fc.array(fc.record({ event: fromPerson, minute }), { maxLength: 4 }),
  ledger: fc.array(fromLedger, { minLength: 1, maxLength: 6 }),
});

const told = (all: readonly Told[]): PersonState =>
  all
    .toSorted((a, b) => a.minute - b.minute)
    .reduce((state, { event, minute: at }) => {
      return decide(state, event, { ...START, at: { ...START.at, now: START.at.now + at * MINUTE } }).next;
    }, known);

const knownOf = (state: PersonState) => ({
  refused: standing(state, LATER.at.now, policies)
    .map((optOut) => JSON.stringify(optOut))
    .toSorted(),
  consents: state.consents.map((consent) => JSON.stringify(consent)).toSorted(),
  answers: (['sms', 'call'] as const).map(
    (one) => decide(state, ask('d', { channel: one }), LATER).next.writes.decisions.at(-1)?.rules,
  ),
});

const minutes = (count: number) => fc.array(minute, { minLength: count, maxLength: count });

it('what was refused and agreed to does not depend on when the ledger’s records come', () => {
  fc.assert(
    fc.property(
      anyStory.chain((story) =>
        fc.tuple(fc.constant(story), minutes(story.ledger.length), minutes(story.ledger.length)),
      ),
      ([{ said, ledger }, once, twice]) => {
        const at = (when: readonly number[]) => ledger.map((event, n) => ({ event, minute: when[n] ?? 0 }));
        expect(knownOf(told([...said, ...at(twice)]))).toEqual(knownOf(told([...said, ...at(once)])));
      },
    ),
    { numRuns: 300 },
  );
});

it('a snapshot that is sent again changes nothing', () => {
  fc.assert(
    fc.property(anyStory, minutes(6), ({ said, ledger }, when) => {
      const first = [...said, ...ledger.map((event, n) => ({ event, minute: when[n] ?? 0 }))];
      const again = ledger.map((event) => ({ event, minute: 700 }));
      expect(knownOf(told([...first, ...again]))).toEqual(knownOf(told(first)));
    }),
    { numRuns: 200 },
  );
});

it('a no more, of whatever day, never allows more', () => {
  fc.assert(
    fc.property(anyStory, anyConsent, minute, ({ said, ledger }, consent, when) => {
      const before = [...said, ...ledger.map((event) => ({ event, minute: 0 }))];
      const no = { ...consent, id: 'no', kind: 'channel' as const, given: false };
      const channels = (state: PersonState) => standing(state, LATER.at.now, policies).map((one) => one.channel);
      const after = channels(told([...before, { event: { kind: 'consent', consent: no }, minute: when }]));
      expect(after).toEqual(expect.arrayContaining(channels(told(before))));
    }),
    { numRuns: 200 },
  );
});

// prettier-ignore
it.each([
  ['the day before', '2026-03-08', '2026-03-09', []],
  ['the same day',   '2026-03-09', '2026-03-09', ['sms']],
  ['the day after',  '2026-03-10', '2026-03-09', ['sms']],
])('taken back %s it was given: whichever comes first', (_when, no, yes, refused) => {
  const said = (id: string, given: boolean, from: string): PersonEvent => {
    const consent = { id, channel: 'sms' as const, purpose: 'all' as const, kind: 'channel' as const, given };
    return { kind: 'consent', consent: { ...consent, from: calendarDate(from), until: null, hours: null } };
  };
  const both = [said('a', false, no), said('b', true, yes)];
  for (const story of [both, both.toReversed()]) {
    const { next } = story.reduce((step, event) => decide(step.next, event, START), { next: known });
    expect(standing(next, LATER.at.now, policies).map((one) => one.channel)).toEqual(refused);
  }
});
