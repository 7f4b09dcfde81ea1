import type { CalendarDate } from '@mora/kernel';
import { answerTo, dayOf, factsOf, goesOut, linked, LoanStory, owed, START, started, WANG } from './fixtures.js';
import { id128 } from '../ids.js';
import type { LoanEvent } from './event.js';

const RATE = 120_000;
/** Instalments fall due on these days; the borrower is reminded two days before. */
const DUE = [20, 50, 80] as const;
const REMINDED = [18, 48, 78];

const schedule = (version = 1): LoanEvent => ({
  kind: 'schedule',
  currency: 'CNY',
  version,
  instalments: DUE.map((n) => ({ dueOn: dayOf(n), minor: RATE })),
});
const pays = (minor: number, id = 't-1'): LoanEvent => ({
  kind: 'payment',
  paymentId: id,
  currency: 'CNY',
  minor,
  valueDate: START,
});
const takenBack = (paymentId = 't-1'): LoanEvent => ({ kind: 'reversal', paymentId, on: START });
const behind = (on: CalendarDate): LoanEvent => started(on, { oldestUnpaidOn: dayOf(DUE[0]), overdue: owed(RATE) });
const cured = (asOf: CalendarDate): LoanEvent => ({
  kind: 'cured',
  episodeId: 'e-1',
  by: 'paid',
  asOf,
  daysPastDueBefore: 1,
});

/** Days on which somebody is reminded of what falls due, while things happen in days of their own. */
function remindedOn(happens: Readonly<Record<number, readonly LoanEvent[]>>): number[] {
  const story = new LoanStory().take(linked(), factsOf(WANG), schedule());
  const days: number[] = [];
  for (let n = 0; n < DUE[2]; n += 1) {
    story.take(...(happens[n] ?? [])).close();
    for (const wanted of story.wanted()) {
      if (wanted.step === 'due-soon') days.push(n + 1);
      goesOut(story, wanted);
    }
  }
  return days;
}

describe('what was paid ahead of its day is not asked for', () => {
  it.each<[string, Readonly<Record<number, readonly LoanEvent[]>>, readonly number[]]>([
    ['nothing is paid ahead', {}, REMINDED],
    ['each is paid when it falls due', { 20: [pays(RATE)], 50: [pays(RATE, 't-2')] }, REMINDED],
    ['each is paid after it was asked for', { 19: [pays(RATE)], 49: [pays(RATE, 't-2')] }, REMINDED],
    ['the first is paid before it is asked for', { 5: [pays(RATE)], 50: [pays(RATE, 't-2')] }, [48, 78]],
    ['a cent short', { 5: [pays(RATE - 1)] }, REMINDED],
    ['in two payments', { 5: [pays(RATE - 1)], 6: [pays(1, 't-2')] }, [48, 78]],
    ['on the last day on which it may be', { 17: [pays(RATE)] }, [48, 78]],
    ['two at once', { 5: [pays(2 * RATE)] }, [78]],
    ['two at once, on the day of the first', { 20: [pays(2 * RATE)] }, [18, 78]],
    ['all that is to come', { 5: [pays(3 * RATE)] }, []],
    ['a payment that is told twice counts once', { 5: [pays(RATE), pays(RATE)] }, [48, 78]],
    ['what was taken back was not paid', { 5: [pays(RATE)], 10: [takenBack()] }, REMINDED],
    ['taken back behind the day of its reminder', { 5: [pays(RATE)], 18: [takenBack()] }, [19, 48, 78]],
    ['what pays arrears is not paid ahead', { 21: [behind(dayOf(21))], 25: [pays(RATE), cured(dayOf(25))] }, REMINDED],
    ['nor what is more than they were', { 21: [behind(dayOf(21))], 25: [pays(2 * RATE), cured(dayOf(25))] }, REMINDED],
    [
      'but what comes after them',
      { 21: [behind(dayOf(21))], 25: [pays(RATE), cured(dayOf(25))], 26: [pays(RATE, 't-2')] },
      [18, 78],
    ],
    ['late by a day that nobody calls late', { 21: [pays(RATE)] }, REMINDED],
    ['another schedule may have swallowed it', { 5: [pays(RATE), schedule(2)] }, REMINDED],
  ])('%s', (_name, happens, expected) => {
    expect(remindedOn(happens)).toEqual(expected);
  });

  it('a reminder that has not left yet is withdrawn when the money comes', () => {
    const story = new LoanStory().take(linked(), factsOf(WANG), schedule()).close(REMINDED[0]);
    const [wanted] = story.wanted();
    if (wanted === undefined) throw new Error('nothing was wanted');
    const noticeId = id128(wanted.contactId, 'sms');
    story.take(answerTo(wanted), pays(RATE), { kind: 'claim-notice', noticeId, attemptId: 'a-1' });
    expect(story.heard<{ reason: string }>('notice-lapsed').map(({ reason }) => reason)).toEqual(['paid']);
    expect(story.heard<{ outcome: string }>('contact-reported').map(({ outcome }) => outcome)).toEqual(['returned']);
    story.close(10);
    expect(story.wanted()).toEqual([]);
  });
});
