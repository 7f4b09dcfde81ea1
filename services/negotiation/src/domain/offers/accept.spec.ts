import { addDays } from '@mora/kernel';
import { POLICIES, START, WANG } from '../loan/fixtures.js';
import { awaitingPlan } from '../loan/fixtures/plans.js';
import type { Plan } from '../plans/types.js';
import { OfferStory, propose } from './fixtures.js';

/** An offer that was acknowledged; what happens then is looked at once more when it is taken. */
const acknowledged = (policies = POLICIES) =>
  new OfferStory(policies).take(propose()).approve().disclose().acknowledge();

function withPlans(story: OfferStory, ...plans: readonly Partial<Plan>[]): OfferStory {
  const { parts } = story;
  const made = plans.map((plan, n): Plan => ({ ...awaitingPlan(`q-${n}`, [], START), state: 'completed', ...plan }));
  if (story.state !== null) story.state = { ...story.state, parts: { ...parts, plans: { plans: made } } };
  return story;
}

const { windowMonths, cooldownDays } = POLICIES.offers.limits;
const restructured = { activeFrom: addDays(START, -30) };
const broken = (days: number): Partial<Plan> => ({ state: 'broken', activeFrom: null, endedOn: addDays(START, -days) });

it.each<readonly [string, readonly Partial<Plan>[], string | null]>([
  ['a restructuring before', [restructured], null],
  ['as many as the policy lets', [restructured, restructured], 'limit-restructures'],
  ['long ago', [restructured, { activeFrom: addDays(START, -31 * windowMonths) }], null],
  ['two plans that broke', [broken(60), broken(90)], 'limit-broken-plans'],
  ['a plan that broke a while ago', [broken(cooldownDays)], null],
  ['a plan that broke just now', [broken(cooldownDays - 1)], 'limit-cooldown'],
])('the past of the loan is looked at when an offer is taken: %s', (_, plans, refused) => {
  expect(withPlans(acknowledged(), ...plans).accept().refused).toBe(refused);
});

const vulnerable = { kind: 'vulnerable', personId: WANG, role: 'borrower', legal: [], on: START } as const;

it('whoever is vulnerable is not bound until the hold is lifted', () => {
  const story = acknowledged().take(vulnerable).accept();
  expect([story.refused, story.offer().state]).toEqual(['held', 'acknowledged']);
  story.take({ ...vulnerable, kind: 'not-vulnerable' }).accept();
  expect(story.refused).toBeNull();
});

it('unless the bank has it otherwise', () => {
  const acceptance = { ...POLICIES.offers.acceptance, notUnder: [] };
  const story = acknowledged({ ...POLICIES, offers: { ...POLICIES.offers, acceptance } }).take(vulnerable);
  expect(story.accept().refused).toBeNull();
});
