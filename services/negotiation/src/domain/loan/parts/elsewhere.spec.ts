import { addDays, type CalendarDate } from '@mora/kernel';
import type { LoanEvent } from '../event.js';
import { acceptance, dayOf, LEGAL, longOverdue, LoanStory, OUTREACH, registered, WANG } from '../fixtures.js';
import { propose } from '../../offers/fixtures.js';
import type { ElsewherePart } from './elsewhere.js';
import { noticesAsked } from './notices.js';

const on = dayOf(0);
const dispute: LoanEvent = { kind: 'dispute-raised', disputeId: 'd-1', about: 'amount', on };
const hardship: LoanEvent = { kind: 'hardship', reportId: 'h-1', reason: 'illness', on };
const legal: LoanEvent = { kind: 'legal-asked', requestId: 'lr-1', caseId: 'c', graceDays: null, because: 'x', on };

/** The part at the close of the sixth day, with what is known of a stream up to so many days before it. */
function closed(event: LoanEvent, stream: string, lag: number | null): ElsewherePart {
  const story = new LoanStory().take(registered, longOverdue(on), event).close(5);
  if (lag !== null) story.knownUpTo = { [stream]: addDays(dayOf(5), -lag) };
  return story.close().parts.elsewhere;
}

describe('what has to be known before anybody is bound', () => {
  it.each([
    ['a dispute', dispute, OUTREACH, 0, []],
    ['a dispute', dispute, OUTREACH, 2, []],
    ['a dispute', dispute, OUTREACH, 3, ['outreach']],
    ['a dispute', dispute, OUTREACH, null, ['outreach']],
    ['a report of hardship', hardship, OUTREACH, 2, []],
    ['a report of hardship', hardship, OUTREACH, 3, ['outreach']],
    ['a request of legal escalation', legal, LEGAL, 2, []],
    ['a request of legal escalation', legal, LEGAL, 3, ['legal']],
    ['a conversation', { kind: 'conversation', reason: null, on } as LoanEvent, OUTREACH, 9, []],
  ] as const)('%s, and its service silent: %# %s', (_, event, stream, lag, expected) => {
    expect(closed(event, stream, lag).notKnown).toEqual(expected);
  });

  it.each([
    ['a dispute', dispute, OUTREACH],
    ['a report of hardship', hardship, OUTREACH],
    ['a request of legal escalation', legal, LEGAL],
  ] as const)('%s that is heard late, before the next close', (_, event, stream) => {
    const story = new LoanStory().take(registered).close(9);
    story.knownUpTo = { [stream]: dayOf(1) };
    const answer = () => story.take(propose()).refused;
    expect(answer()).not.toBe('not-known-yet');
    story.take(event);
    expect(answer()).toBe('not-known-yet');
    story.knownUpTo = { [stream]: addDays(story.openDay, -3) };
    expect(answer()).not.toBe('not-known-yet');
  });

  const asking = (known: CalendarDate | null): LoanStory => {
    const story = new LoanStory().take(registered);
    const { parts } = story;
    const elsewhere = noticesAsked(parts.elsewhere, [{ type: 'notice-requested', data: { requestId: 'n-1' } }]);
    if (story.state !== null) story.state = { ...story.state, parts: { ...parts, elsewhere }, reviewOn: on };
    if (known !== null) story.knownUpTo = { [OUTREACH]: known };
    return story.close(6);
  };

  it('a notice of ours, where outreach has been heard of at all: a bank may run without it', () => {
    expect(asking(dayOf(3)).parts.elsewhere.notKnown).toEqual([]);
    expect(asking(dayOf(1)).parts.elsewhere.notKnown).toEqual(['outreach']);
    expect(asking(null).parts.elsewhere.notKnown).toEqual([]);
  });

  it('and nothing more once it is answered', () => {
    const story = asking(dayOf(1)).take({ kind: 'notice-answered', requestId: 'n-1', outcome: 'sent', on: dayOf(6) });
    expect(story.close().parts.elsewhere).toMatchObject({ notKnown: [], notices: { 'n-1': 'sent' } });
  });

  it('who is not known enough of is bound by nothing, until the mark comes', () => {
    const story = new LoanStory().take(registered, hardship).close();
    expect(story.take(acceptance('o-1')).refused).toBe('not-known-yet');
    expect(story.known(OUTREACH, dayOf(0)).take(acceptance('o-1')).refused).not.toBe('not-known-yet');
  });
});

describe('holds by their own days', () => {
  const holds = (...events: readonly LoanEvent[]) => {
    const { parts } = new LoanStory().take(registered, ...events);
    return parts.elsewhere.holds.map(({ holdId, from, until }) => `${holdId} ${from} ${until ?? ''}`.trim());
  };
  const undisputed = (day: number): LoanEvent => {
    return { kind: 'dispute-closed', disputeId: 'd-1', outcome: 'rejected', on: dayOf(day) };
  };

  it('what is lifted on a day held up to the day before', () => {
    expect(holds(dispute, undisputed(3))).toEqual([`dispute:d-1 ${dayOf(0)} ${dayOf(2)}`]);
    expect(holds(dispute, undisputed(0))).toEqual([]);
  });

  it('the same dispute again is another hold; said twice while it is open it is one', () => {
    const again: LoanEvent = { kind: 'dispute-raised', disputeId: 'd-1', about: 'fraud', on: dayOf(5) };
    expect(holds(dispute, again)).toEqual([`dispute:d-1 ${dayOf(0)}`]);
    expect(holds(dispute, undisputed(3), again)).toEqual([
      `dispute:d-1 ${dayOf(0)} ${dayOf(2)}`,
      `dispute:d-1 ${dayOf(5)}`,
    ]);
  });

  it('a promise that turns out to have been kept is broken no more', () => {
    const promise = { promiseId: 'pr-1', part: 1, on };
    const { parts } = new LoanStory().take(registered, { kind: 'promise-broken', ...promise });
    expect(parts.elsewhere.brokenPromises).toEqual([{ id: 'pr-1/1', on }]);
    const kept = new LoanStory().take(
      registered,
      { kind: 'promise-broken', ...promise },
      { kind: 'promise-kept', ...promise },
    );
    expect(kept.parts.elsewhere.brokenPromises).toEqual([]);
  });

  it('care for a co-borrower holds too, by person', () => {
    const care: LoanEvent = { kind: 'vulnerable', personId: WANG, role: 'co-borrower', legal: ['moratorium'], on };
    const over: LoanEvent = { kind: 'not-vulnerable', personId: WANG, role: 'co-borrower', on: dayOf(2) };
    expect(holds(care)).toEqual([`vulnerable:${WANG} ${dayOf(0)}`]);
    expect(holds(care, over)).toEqual([`vulnerable:${WANG} ${dayOf(0)} ${dayOf(1)}`]);
  });
});
