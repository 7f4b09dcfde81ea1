import { dayOf, LoanStory, OUTREACH } from '../loan/fixtures.js';
import type { Inner } from '../loan/part.js';
import { noticesAsked } from '../loan/parts/notices.js';
import { assign, dispute, expired, HOUR_MS, made, opened, outcomes, tell, undisputed } from './fixtures.js';

describe('N-21: what is a failure, and what is not', () => {
  const goes = (story: LoanStory): LoanStory => tell(story.take(assign('chen', 'wang')), made);

  it.each([
    [
      'all offers declined: at once',
      (s: LoanStory) => tell(goes(s), { kind: 'offers-gone', because: 'all-rejected' }),
      `rejected ${dayOf(1)}`,
    ],
    [
      'nothing affordable: at once',
      (s: LoanStory) => tell(goes(s), { kind: 'offers-gone', because: 'nothing-affordable' }),
      `unaffordable ${dayOf(1)}`,
    ],
    ['offers ran out: at the close', (s: LoanStory) => tell(goes(s), expired).close(), `expired ${dayOf(1)}`],
    [
      'documents not given: at the close',
      (s: LoanStory) => tell(goes(s), { kind: 'documents-missing', on: dayOf(1) }).close(),
      `documents-missing ${dayOf(1)}`,
    ],
    [
      'paid',
      (s: LoanStory) =>
        goes(s)
          .take({ kind: 'cured', episodeId: 'e-1', by: 'paid', asOf: dayOf(1) })
          .close(),
      `cured ${dayOf(1)}`,
    ],
    [
      'the loan has ended',
      (s: LoanStory) =>
        goes(s)
          .take({ kind: 'status', status: 'written-off', effectiveOn: dayOf(1) })
          .close(),
      `ended ${dayOf(1)}`,
    ],
    [
      'the bank has ended it',
      (s: LoanStory) => goes(s).take({ kind: 'close-round', outcome: 'moratorium', because: 'x', by: 'b' }),
      `moratorium ${dayOf(1)}`,
    ],
  ])('%s', (_, run, expected) => {
    const story = run(opened());
    expect(outcomes(story)).toEqual([expected]);
    const failed = story.heard<{ reason: string; consecutive: number }>('failed');
    const closed = story.heard<{ outcome: string; consecutive: number }>('closed');
    const [outcome] = expected.split(' ');
    const isFailure = ['rejected', 'unaffordable', 'expired', 'documents-missing'].includes(outcome ?? '');
    expect([failed.length, closed.length]).toEqual(isFailure ? [1, 0] : [0, 1]);
    expect(story.parts.tally.consecutive).toBe(isFailure ? 1 : 0);
  });

  const at = (day: number, hour: number): number => Date.parse(dayOf(day)) + hour * HOUR_MS;
  const appoint = (story: LoanStory, id: string): LoanStory => {
    const day = (Date.parse(story.openDay) - Date.parse(dayOf(0))) / 86_400_000;
    story.take({ kind: 'appointment', appointmentId: id, at: at(day, 13), by: 'wang' });
    return story.one(
      `missed-${id}`,
      { kind: 'appointment-outcome', appointmentId: id, outcome: 'no-show', by: 'wang' },
      at(day, 14),
    );
  };

  it.each(['all-rejected', 'nothing-affordable'] as const)(
    '%s, where another service was heard of late: at the close that knows',
    (because) => {
      const story = goes(opened());
      story.knownUpTo = { [OUTREACH]: dayOf(-9) };
      story.take({ kind: 'hardship', reportId: 'h-1', reason: 'illness', on: dayOf(-8) });
      tell(story, { kind: 'offers-gone', because });
      expect([outcomes(story), story.parts.round.open?.closing?.on]).toEqual([[], dayOf(1)]);
    },
  );

  it('two appointments that nobody came to, and not one', () => {
    const story = appoint(goes(opened()), 'a-1').close();
    expect(story.parts.round.open?.noShows).toBe(1);
    appoint(story, 'a-2');
    expect(story.heard('failed')).toEqual([]);
    expect(outcomes(story.close())).toEqual([`no-show ${dayOf(2)}`]);
  });

  it('who does not come under a hold has missed nothing', () => {
    const story = appoint(goes(opened()).take(dispute(dayOf(1))), 'a-1');
    appoint(story.close(), 'a-2').close();
    expect(story.parts.round.open?.noShows).toBe(0);
  });

  it.each(['all-expired', 'all-rejected', 'nothing-affordable'] as const)('under a hold %s ends nothing', (because) => {
    const story = tell(goes(opened()).take(dispute(dayOf(1))), { kind: 'offers-gone', because }).close(10);
    expect(story.parts.round.open?.closing).toBeNull();
    expect(story.heard('failed')).toEqual([]);
  });

  it('F, held and resumed, F: two in a row', () => {
    const story = tell(goes(opened()), expired).close();
    story.take({ kind: 'open', because: 'asked', reason: null, by: 'P-1', who: 'borrower', legal: null });
    goes(story).take(dispute(story.openDay)).close(2).take(undisputed(story.openDay));
    tell(story, made, { kind: 'offers-gone', because: 'all-rejected' }).close();
    expect(story.heard<{ consecutive: number }>('failed').map(({ consecutive }) => consecutive)).toEqual([1, 2]);
  });

  it('a plan that the ledger has booked ends it as agreed', () => {
    const story = goes(opened());
    const roundId = story.parts.round.open?.roundId ?? null;
    const plan = { planId: 'p-1', roundId, episodeId: 'e-1', legal: null, activeFrom: dayOf(1) };
    tell(story, { kind: 'plan-active', plan } as unknown as Inner);
    expect(story.heard('closed')).toMatchObject([{ outcome: 'agreed', consecutive: 0, roundId }]);
  });
});

describe('an end by silence waits until outreach is known', () => {
  const ending = (known: number): LoanStory => {
    const story = tell(opened().take(assign('chen', 'wang')), made);
    story.knownUpTo = { [OUTREACH]: dayOf(known) };
    return tell(story, expired).close(); // day 1
  };

  it.each([
    ['the day itself', 1, `expired ${dayOf(1)}`],
    ['the day before', 0, null],
    ['two days before', -1, null],
    ['three days before: too long a silence to wait for', -2, `expired ${dayOf(1)}`],
  ])('known up to %s', (_, known, expected) => {
    expect(outcomes(ending(known))[0] ?? null).toBe(expected);
  });

  it('the mark of the day ends it, on its own day', () => {
    const story = ending(0);
    expect(story.state?.waits).toEqual([OUTREACH]);
    story.known(OUTREACH, dayOf(1));
    expect(story.heard('failed')).toMatchObject([{ reason: 'expired', closedOn: dayOf(1), consecutive: 1 }]);
  });

  it('a silence that grows beyond the limit ends it too', () => {
    const story = ending(0).close();
    expect(outcomes(story)).toEqual([]);
    expect(outcomes(story.close())).toEqual([`expired ${dayOf(1)}`]);
  });

  it.each([
    ['raised on that day', 1, 0],
    ['raised before it', 0, 0],
    ['raised on the day after', 2, 1],
  ])('a dispute %s that comes meanwhile', (_, on, count) => {
    const story = ending(0).take(dispute(dayOf(on)));
    story.known(OUTREACH, dayOf(2)).close(3);
    expect(story.heard('failed')).toHaveLength(count);
    expect(story.parts.round.open === null).toBe(count === 1);
  });

  it('a dispute that was over before it came still excuses the day', () => {
    const story = ending(0).take(dispute(dayOf(1)), undisputed(dayOf(2)));
    story.known(OUTREACH, dayOf(2)).close(3);
    expect(story.heard('failed')).toEqual([]);
    expect(story.parts.round.open?.closing).toBeNull();
  });

  it('a debt that is paid while it is waited for was still answered by silence before', () => {
    const story = ending(0)
      .take({ kind: 'cured', episodeId: 'e-1', by: 'paid', asOf: dayOf(2) })
      .close();
    story.known(OUTREACH, dayOf(2));
    expect(outcomes(story)).toEqual([`expired ${dayOf(1)}`]);
  });

  it.each([
    ['has gone out', 'sent', 1],
    ['never left', 'lapsed', 0],
    ['was forbidden', 'refused', 0],
  ] as const)('documents that are not given, and the notice that asked for them %s', (_, outcome, count) => {
    const story = tell(opened().take(assign('chen', 'wang')), made);
    story.knownUpTo = { [OUTREACH]: dayOf(0) };
    const { parts } = story;
    const data = { requestId: 'n-1', template: 'negotiation-documents-wanted' };
    const elsewhere = noticesAsked(parts.elsewhere, [{ type: 'notice-requested', data }]);
    if (story.state !== null) story.state = { ...story.state, parts: { ...parts, elsewhere } };
    tell(story, { kind: 'documents-missing', on: dayOf(1) }).close();
    story.take({ kind: 'notice-answered', requestId: 'n-1', outcome, on: dayOf(1) });
    expect(story.known(OUTREACH, dayOf(1)).heard('failed')).toHaveLength(count);
  });
});
