import { addDays } from '@mora/kernel';
import {
  outreachAgencyPlaced,
  outreachPlacementDropped,
  outreachPlacementProposed,
  outreachPlacementWaiting,
} from '@mora/contracts';
import { id128 } from '../ids.js';
import type { Place } from '../people/commands.js';
import type { PersonFacts } from '../words.js';
import type { LoanEvent } from './event.js';
import { answerTo, dayOf, factsOf, goesOut, linked, LoanStory, started, WANG, type WantedData } from './fixtures.js';

/** The firm is to have the loan in a week, says the shipped policy. */
const AHEAD = 7;
const FROM = dayOf(AHEAD);
const LAST = dayOf(AHEAD - 1);

const place = (over: Partial<Place> = {}): Place => ({
  kind: 'place',
  placementId: 'pl-1',
  agencyId: 'a1',
  objections: [],
  standing: { standing: 'good', announcedOn: null, listed: true, certified: true },
  announcedOn: null,
  firm: { name: 'Fair Calls Ltd', phone: '400-100-200' },
  until: null,
  by: 'li',
  ...over,
});

const overdue = (facts: Partial<PersonFacts> = {}) =>
  new LoanStory().take(
    { kind: 'registered', product: 'consumer-loan', currency: 'CNY', cutOver: false },
    linked(),
    factsOf(WANG, facts),
    started(dayOf(0)),
  );
const waiting = (facts: Partial<PersonFacts> = {}) => overdue(facts).take(place());
const noticeOf = (story: LoanStory): WantedData => {
  const found = story.wanted().find(({ purpose }) => purpose === 'statutory-notice');
  if (found === undefined) throw new Error('no notice was asked for');
  return found;
};
const CONTRACTS = {
  'agency-placed': outreachAgencyPlaced,
  'placement-waiting': outreachPlacementWaiting,
  'placement-dropped': outreachPlacementDropped,
  'placement-proposed': outreachPlacementProposed,
} as const;
/** Everything that is said of placements, a line each. */
const told = (story: LoanStory): string[] =>
  Object.entries(CONTRACTS).flatMap(([type, contract]) =>
    story.heard<{ from?: string; because: string }>(type).map((data) => {
      contract.of(data as never);
      return [type, data.from, data.because].filter((word) => word !== undefined).join(' ');
    }),
  );
const placedWith = (story: LoanStory) => story.state?.parts.placement.placement?.agencyId ?? null;

it('a firm that the borrower has not been told of waits, and the notice is asked for with its name', () => {
  const story = waiting();
  expect(noticeOf(story)).toMatchObject({
    personId: WANG,
    channels: ['sms', 'email', 'letter'],
    on: dayOf(0),
    lapsesOn: LAST,
  });
  expect(story.state?.parts.elsewhere.requests[0]).toMatchObject({
    requester: 'outreach',
    template: 'outsourcing-notice',
    facts: { agency: 'Fair Calls Ltd', agencyPhone: '400-100-200', from: FROM },
  });
  expect(told(story)).toEqual([`placement-waiting ${FROM} not-announced`]);
  expect(placedWith(story)).toBeNull();
});

it('in Taiwan it goes by letter', () => {
  expect(noticeOf(waiting({ jurisdiction: 'TW' })).channels).toEqual(['letter']);
});

it.each([
  ['a day before the last close', AHEAD - 1, null],
  ['at the last close', AHEAD, 'a1'],
])('a notice that went out on the first day, %s: %s closes, placed with %s', (_name, closes, expected) => {
  const story = waiting();
  goesOut(story, noticeOf(story)).close(closes);
  expect(placedWith(story)).toBe(expected);
});

it('the firm has the loan from the very day that the notice names, and is said to have it', () => {
  const story = waiting();
  goesOut(story, noticeOf(story)).close(AHEAD);
  expect(story.state?.parts.placement).toMatchObject({
    placement: { from: FROM, announcedOn: dayOf(0) },
    waiting: null,
  });
  expect(told(story)).toEqual([`agency-placed ${FROM} announced`, `placement-waiting ${FROM} not-announced`]);
});

it.each([
  ['on the last day', AHEAD - 1, 'a1'],
  ['a day late, which the gate does not allow any more', AHEAD, null],
])('a notice that goes out %s', (_name, closes, expected) => {
  const story = waiting();
  const notice = noticeOf(story);
  story.close(closes);
  goesOut(story, notice).close();
  expect(placedWith(story)).toBe(expected);
});

it('a notice that nobody allowed, or that failed, leaves the loan with the bank, with the reason', () => {
  const story = waiting().close(AHEAD);
  expect(told(story)).toEqual([
    `placement-waiting ${FROM} not-announced`,
    'placement-dropped outsourcing-not-announced',
  ]);
  const refused = waiting();
  refused.take(answerTo(noticeOf(refused), { outcome: 'refused', rules: ['opted-out'], reservation: null }));
  expect(told(refused.close())).toContain('placement-dropped outsourcing-not-announced');
});

it('proof of delivery, where the policy wants it, is not given by a notice that was only sent', () => {
  const { people, ...others } = new LoanStory().policies;
  const rules = people.agencies.inForceOn(dayOf(0));
  const announcement = rules.announcement.map((row) => ({ ...row, proof: 'delivered' as const }));
  const agencies = { inForceOn: () => ({ ...rules, announcement }) } as unknown as typeof people.agencies;
  const strict = () => {
    const story = new LoanStory({ ...others, people: { ...people, agencies } });
    return story.take(linked(), factsOf(WANG), started(dayOf(0)), place());
  };
  const sent = strict();
  goesOut(sent, noticeOf(sent)).close(AHEAD);
  expect(placedWith(sent)).toBeNull();
  const delivered = strict();
  const notice = noticeOf(delivered);
  goesOut(delivered, notice).take({
    kind: 'receipt',
    noticeId: id128(notice.contactId, 'sms'),
    outcome: 'delivered',
    provider: 'p',
    providerRef: 'r',
    reason: null,
    definite: false,
    proofHash: null,
    at: 0,
  });
  expect(placedWith(delivered.close(AHEAD))).toBe('a1');
});

it.each<[string, Partial<Place>, string | null]>([
  ['a firm without a phone', { firm: null }, 'outsourcing-not-announced'],
  ['a term that ends before it begins', { until: dayOf(AHEAD - 1) }, 'until-past'],
  ['a term of one day', { until: FROM }, null],
  ['a firm that is not good', { objections: ['suspended'] }, 'agency-not-good'],
])('%s', (_name, over, because) => {
  const story = overdue().take(place(over));
  expect(story.refused).toBe(because);
  expect(story.wanted()).toHaveLength(because === null ? 1 : 0);
});

it('nobody who could be told is known: nothing is placed', () => {
  const story = new LoanStory().take(started(dayOf(0)), place());
  expect(story.refused).toBe('outsourcing-not-announced');
});

describe('while it waits', () => {
  const closing = (...events: readonly LoanEvent[]) => waiting().take(...events);
  const hold: LoanEvent = { kind: 'hold', holdId: 'h-1', set: true, reason: 'court', on: dayOf(0) };
  const cured: LoanEvent = { kind: 'cured', episodeId: 'e-1', by: 'paid', asOf: dayOf(0), daysPastDueBefore: 1 };

  it('nobody else gets the loan', () => {
    expect(closing(place({ placementId: 'pl-2' })).refused).toBe('already-placed');
  });

  it.each([
    ['a debt that is paid', cured, 'placement-dropped not-overdue'],
    ['a hold of the court', hold, 'placement-dropped legal-hold'],
    [
      'a recall',
      { kind: 'recall', because: 'suspended', by: 'outreach' } satisfies LoanEvent,
      'placement-dropped suspended',
    ],
  ])('%s ends it', (_name, event, line) => {
    const story = closing(event).close();
    expect(told(story)).toContain(line);
    expect(placedWith(story.close(AHEAD))).toBeNull();
  });

  it('what it would have announced is taken back, and does not leave any more', () => {
    const story = waiting();
    const notice = noticeOf(story);
    story.take(answerTo(notice), { kind: 'recall', because: 'suspended', by: 'outreach' });
    story.take({ kind: 'claim-notice', noticeId: id128(notice.contactId, 'sms'), attemptId: 'a-1' });
    expect(story.heard('notice-lapsed')).toMatchObject([{ reason: 'no-longer-wanted' }]);
    story.close();
    expect(story.heard('request-answered')).toMatchObject([{ requester: 'outreach', outcome: 'lapsed' }]);
    expect(story.heard('contact-withdrawn')).toMatchObject([{ contactId: notice.contactId }]);
    expect(
      story
        .close(AHEAD)
        .wanted()
        .filter(({ purpose }) => purpose === 'statutory-notice'),
    ).toEqual([]);
  });
});

describe('the step of the agencies', () => {
  /** Far enough behind, with the gentler steps behind it. */
  const proposed = () => {
    const at = addDays(dayOf(0), -1);
    const over = { cutOver: true, daysPastDue: 120, oldestUnpaidOn: addDays(at, -119) };
    const story = overdue().take(started(dayOf(0), { episodeId: 'e-2', ...over }));
    story.take({
      kind: 'bucket',
      table: 'm-table',
      to: 'M4',
      episodeId: 'e-2',
      asOf: dayOf(0),
      ...over,
      overdue: OWED,
    });
    return story.close();
  };
  const OWED = { currency: 'CNY', total: 120_000, principal: 120_000, interest: 0, fee: 0, penalty: 0 } as const;
  const proposalOf = (story: LoanStory) => story.state?.parts.placement.proposal?.proposalId ?? '';

  it('puts a proposal before a human being, once, in the queue of placements', () => {
    const story = proposed();
    expect(told(story)).toEqual(['placement-proposed ladder']);
    expect(story.heard('case-opened')).toMatchObject([{ queue: 'placements', because: 'placement' }]);
    expect(Object.values(story.writes).flat().join()).toContain('"table":"placement_proposal"');
    expect(told(story.close(5))).toEqual([]);
  });

  it('one accept places the loan and closes the case', () => {
    const story = proposed().take(place({ announcedOn: dayOf(1) }));
    expect([story.refused, placedWith(story), story.state?.parts.placement.proposal]).toEqual([null, 'a1', null]);
    expect(story.heard('case-closed')).toMatchObject([{ because: 'placed' }]);
    expect(Object.values(story.writes).flat().join()).toContain('"state":"accepted"');
  });

  it('declined it is not proposed again; what is not open is not declined', () => {
    const decline = (story: LoanStory, proposalId: string) =>
      story.take({ kind: 'decline-placement', proposalId, because: 'kept', by: 'li' });
    const story = proposed();
    expect(decline(story, 'another').refused).toBe('not-proposed');
    const proposalId = proposalOf(story);
    expect(told(decline(story, proposalId))).toContain('placement-dropped kept');
    expect(decline(story, proposalId).refused).toBe('not-proposed');
    expect(told(story.close(5))).toEqual([]);
  });

  it('a debt that is paid takes it back', () => {
    const story = proposed();
    story.take({ kind: 'cured', episodeId: 'e-2', by: 'paid', asOf: dayOf(1), daysPastDueBefore: 121 }).close();
    expect(told(story)).toContain('placement-dropped not-overdue');
    expect(proposalOf(story)).toBe('');
  });
});
