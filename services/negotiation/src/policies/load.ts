import { type CalendarDate, Effective, latest } from '@mora/kernel';
import type { NegotiationPolicies } from '../domain/policies.js';
import type { Versioned } from '../domain/versioned.js';
import { loadAffordability } from './affordability.js';
import { loadApprovals } from './approvals.js';
import { loadDisclosure } from './disclosure.js';
import { loadMenu } from './menu.js';
import { loadOffers } from './offers.js';
import { loadOpening } from './opening.js';
import { loadPlans } from './plans.js';
import { loadRanking } from './ranking.js';
import { loadRounds } from './rounds.js';
import { SHIPPED } from './shipped.js';
import { loadWatch } from './watch.js';

/** All versions of all policies: read once, proved on their golden cases, and the same until the next start. */
export type PolicyBook = Readonly<{
  /** What is in force on a day. Throws InvariantViolated before the first version of any. */
  on: (day: CalendarDate) => NegotiationPolicies;
  /** The first day on which all of them are in force. */
  since: CalendarDate;
  /** Every file, for whoever looks at all of them. */
  files: readonly Versioned[];
}>;

/** Where the module keeps it: `@Inject(NEGOTIATION_POLICIES) policies: PolicyBook`. */
export const NEGOTIATION_POLICIES = Symbol('negotiation: the policies of this installation');

/** Throws ContractViolation for a file that is no policy, InvariantViolated for one that fails its golden cases. */
export function loadPolicies(folder: string = SHIPPED): PolicyBook {
  const everyDay = {
    menu: loadMenu(folder),
    affordability: loadAffordability(folder),
    disclosure: loadDisclosure(folder),
  };
  const dated = {
    opening: loadOpening(folder),
    rounds: loadRounds(folder),
    offers: loadOffers(folder),
    ranking: loadRanking(folder),
    approvals: loadApprovals(folder),
    plans: loadPlans(folder),
    watch: loadWatch(folder),
  };
  const { menu, affordability, disclosure } = everyDay;
  const versions = versionsOf(dated);
  return {
    files: [
      ...Object.values(dated).flat(),
      ...menu.products,
      ...menu.forbearance,
      ...menu.laws,
      ...affordability,
      ...disclosure,
    ],
    on: keptByDay((day) => ({ ...inForceOn(versions, day), ...everyDay })),
    since: Object.values(versions)
      .map(({ since }) => since)
      .reduce(latest),
  };
}

type Dated = Omit<NegotiationPolicies, 'menu' | 'affordability' | 'disclosure'>;
type Versions = { readonly [K in keyof Dated]: Effective<Dated[K]> };

const versionsOf = (files: { readonly [K in keyof Dated]: readonly Dated[K][] }): Versions => ({
  opening: new Effective(files.opening),
  rounds: new Effective(files.rounds),
  offers: new Effective(files.offers),
  ranking: new Effective(files.ranking),
  approvals: new Effective(files.approvals),
  plans: new Effective(files.plans),
  watch: new Effective(files.watch),
});

const inForceOn = (versions: Versions, day: CalendarDate): Dated => ({
  opening: versions.opening.inForceOn(day),
  rounds: versions.rounds.inForceOn(day),
  offers: versions.offers.inForceOn(day),
  ranking: versions.ranking.inForceOn(day),
  approvals: versions.approvals.inForceOn(day),
  plans: versions.plans.inForceOn(day),
  watch: versions.watch.inForceOn(day),
});

const DAYS_KEPT = 16;

/** The lanes of a process stand on one day, or on two where one is ahead: so the last ones are kept. */
function keptByDay(on: PolicyBook['on']): PolicyBook['on'] {
  const kept = new Map<CalendarDate, NegotiationPolicies>();
  return (day) => {
    const found = kept.get(day) ?? on(day);
    if (kept.size >= DAYS_KEPT && !kept.has(day)) kept.clear();
    kept.set(day, found);
    return found;
  };
}
