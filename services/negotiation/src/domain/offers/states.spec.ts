import { dayOf } from '../loan/fixtures.js';
import type { LoanEvent } from '../loan/event.js';
import { FIGURES, hidden, OfferStory, propose, SHA, ASSESSED } from './fixtures.js';
import type { OfferState } from './types.js';

/** One offer that the policy does not approve by itself, brought to each state that there is. */
const BY_HAND = propose({
  sheets: [
    {
      terms: [{ kind: 'extension', months: 3 }],
      waive: { interest: 0, fee: 0, penalty: 0 },
      firstDueOn: '2026-03-20' as never,
      beside: false,
    },
  ],
});

const REACHED: Readonly<Record<OfferState, (story: OfferStory) => OfferStory>> = {
  draft: (story) => story,
  approved: (story) => story.approve(),
  refused: (story) => story.take({ ...vote(story), kind: 'refuse' }),
  disclosed: (story) => story.approve().disclose(),
  acknowledged: (story) => story.approve().disclose().acknowledge(),
  accepted: (story) => story.approve().disclose().acknowledge().accept(),
  rejected: (story) => story.approve().disclose().take(COMMANDS.reject(story)),
  expired: (story) => story.approve().disclose().close(15),
  withdrawn: (story) => story.take(COMMANDS['withdraw-offer'](story)),
};

const idOf = (story: OfferStory): string => story.offers[0]?.offerId ?? 'gone';
const vote = (story: OfferStory) =>
  ({ kind: 'approve', offerId: idOf(story), because: 'fits', by: 'wu', tier: 'T4' }) as const;
const borrower = { by: 'P-1', via: 'portal' } as const;
const means = { figures: hidden(FIGURES), assessmentId: ASSESSED };

const COMMANDS = {
  approve: (story: OfferStory): LoanEvent => vote(story),
  refuse: (story: OfferStory): LoanEvent => ({ ...vote(story), kind: 'refuse' }),
  disclose: (story: OfferStory): LoanEvent => {
    const disclosureId = story.offers.length === 0 ? 'none' : story.packIdOf();
    return { kind: 'disclose', offerId: idOf(story), disclosureId, sha256: SHA, by: 'wang', via: 'staff' };
  },
  acknowledge: (story: OfferStory): LoanEvent => {
    const disclosureId = story.offers[0]?.disclosureId ?? 'none';
    return { kind: 'acknowledge', offerId: idOf(story), disclosureId, ...borrower };
  },
  accept: (story: OfferStory): LoanEvent => {
    const disclosureId = story.offers[0]?.disclosureId ?? 'none';
    return { kind: 'accept', offerId: idOf(story), disclosureId, ...means, ...borrower };
  },
  counter: (story: OfferStory): LoanEvent => {
    return { kind: 'counter', counterId: 'c-1', offerId: idOf(story), wish: { months: 4 }, ...means, ...borrower };
  },
  reject: (story: OfferStory): LoanEvent => ({
    kind: 'reject',
    offerId: idOf(story),
    because: 'too-dear',
    ...borrower,
  }),
  'withdraw-offer': (story: OfferStory): LoanEvent => {
    return { kind: 'withdraw-offer', offerId: idOf(story), because: 'wrong', by: 'wang' };
  },
} as const;

type Name = keyof typeof COMMANDS;
const NAMES = Object.keys(COMMANDS) as readonly Name[];

/** By state, what becomes of the offer by each command: the state after it, or why it is not taken. */
const TABLE: Readonly<Record<OfferState, Readonly<Record<Name, string>>>> = {
  draft: {
    approve: 'approved',
    refuse: 'refused',
    disclose: '! not-approved',
    acknowledge: '! not-approved',
    accept: '! not-approved',
    counter: '! not-approved',
    reject: '! not-approved',
    'withdraw-offer': 'withdrawn',
  },
  approved: {
    approve: '! offer-approved',
    refuse: '! offer-approved',
    disclose: 'disclosed',
    acknowledge: '! not-disclosed',
    accept: '! not-disclosed',
    counter: 'approved',
    reject: '! not-disclosed',
    'withdraw-offer': 'withdrawn',
  },
  disclosed: {
    approve: '! offer-disclosed',
    refuse: '! offer-disclosed',
    disclose: 'disclosed',
    acknowledge: 'acknowledged',
    accept: '! not-acknowledged',
    counter: 'disclosed',
    reject: 'rejected',
    'withdraw-offer': 'withdrawn',
  },
  acknowledged: {
    approve: '! offer-acknowledged',
    refuse: '! offer-acknowledged',
    disclose: 'acknowledged',
    acknowledge: '! offer-acknowledged',
    accept: 'accepted',
    counter: 'acknowledged',
    reject: 'rejected',
    'withdraw-offer': 'withdrawn',
  },
  refused: over('refused'),
  accepted: { ...over('accepted'), accept: '! already-accepted' },
  rejected: over('rejected'),
  expired: over('expired'),
  withdrawn: over('withdrawn'),
};

function over(state: OfferState): Readonly<Record<Name, string>> {
  return Object.fromEntries(NAMES.map((name) => [name, `! offer-${state}`])) as Record<Name, string>;
}

const made = (): OfferStory => new OfferStory(undefined, 'long-term').take(BY_HAND);

it.each(Object.keys(REACHED) as readonly OfferState[])('an offer comes to be %s', (state) => {
  const story = REACHED[state](made());
  expect([story.refused, story.offer().state]).toEqual([null, state]);
});

it.each(
  (Object.keys(TABLE) as readonly OfferState[]).flatMap((state) =>
    NAMES.map((name) => [state, name, TABLE[state][name]] as const),
  ),
)('%s, %s: %s', (state, name, expected) => {
  const story = REACHED[state](made());
  // Where the end of the last offer has ended the negotiation too, the offer is all the same what it is.
  const before = story.offer();
  story.take(COMMANDS[name](story));
  expect(story.refused === null ? story.offer().state : `! ${story.refused}`).toBe(expected);
  if (story.refused !== null) expect(story.offer()).toBe(before);
});

it('an offer that nobody has made is none', () => {
  const story = made();
  for (const name of NAMES) {
    story.take({ ...COMMANDS[name](story), offerId: 'elsewhere' } as LoanEvent);
    expect(story.refused).toBe('no-such-offer');
  }
});

it('who has accepted hears by which plan, however often the acceptance comes', () => {
  const story = REACHED.accepted(made());
  const { planId } = story.offer();
  expect(planId).toMatch(/^[0-9a-f]{32}$/);
  story.accept();
  expect(story.refused).toBe('already-accepted');
  expect(story.offer().planId).toBe(planId);
});

it('an acceptance names what was shown last', () => {
  const story = REACHED.acknowledged(made());
  story.accept(0, { disclosureId: 'another' });
  expect(story.refused).toBe('disclosure-changed');
  story.accept();
  expect(story.refused).toBeNull();
});

it.each([
  ['another assessment', { assessmentId: 'a-0' }],
  ['figures of another one', { figures: hidden({ ...FIGURES, assessmentId: 'a-0' }) }],
])('nobody accepts by %s', (_, by) => {
  const story = REACHED.acknowledged(made());
  story.accept(0, by);
  expect(story.refused).toBe('assessment-stale');
});

it('nor by one that is out of date', () => {
  const story = REACHED.acknowledged(made()).assessed('long-term', { validUntil: dayOf(-1) });
  story.accept();
  expect(story.refused).toBe('assessment-stale');
});

it('what could be borne when it was offered and cannot be any more is not taken', () => {
  const { largest } = made().offer().built;
  for (const [stressed, refused] of [
    [largest - 1, 'unaffordable'],
    [largest, null],
  ] as const) {
    const story = REACHED.acknowledged(made());
    story.accept(0, { figures: hidden({ ...FIGURES, stressed, capacity: largest, liquid: 0 }) });
    expect(story.refused).toBe(refused);
  }
});
