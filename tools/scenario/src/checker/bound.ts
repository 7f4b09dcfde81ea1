import type { Known } from './known.js';
import { localAt } from './local.js';
import type { Amount, Every, Pack, Policy, Rule } from './policy.js';

/** A rule, and every contact that it binds. */
export type Bound<R extends Rule = Rule> = Readonly<{
  rule: R;
  attempts: readonly Known[];
  number: (of: Amount) => number;
}>;

/** By rule, the contacts that it binds: of every pack that applies to the place, the product and whoever made the contact. */
export function boundBy(policy: Policy, known: readonly Known[]): readonly Bound[] {
  const bound = new Map<Rule, { pack: Pack; attempts: Known[] }>();
  for (const one of known) {
    for (const pack of packsFor(policy, one)) {
      for (const rule of pack.rules) {
        if (!binds(rule, one)) continue;
        const known = bound.get(rule);
        if (known === undefined) bound.set(rule, { pack, attempts: [one] });
        else known.attempts.push(one);
      }
    }
  }
  return [...bound].map(([rule, { pack, attempts }]) => ({
    rule,
    attempts,
    number: (of: Amount) => numberOf(policy, pack, of),
  }));
}

/** Of each pack the version in force on that day of the person. */
function packsFor(policy: Policy, one: Known): readonly Pack[] {
  const { date } = localAt(one.person.timeZone, one.attempt.at);
  const inForce = new Map<string, Pack>();
  for (const pack of policy.packs) {
    if (pack.effectiveFrom > date || (pack.effectiveUntil !== null && pack.effectiveUntil <= date)) continue;
    const other = inForce.get(pack.id);
    if (other === undefined || other.version < pack.version) inForce.set(pack.id, pack);
  }
  return [...inForce.values()].filter((pack) => applies(policy, pack, one, date));
}

/** What is not known of a loan keeps no pack away from it. */
function applies(policy: Policy, pack: Pack, { attempt, person }: Known, date: string): boolean {
  const { jurisdictions, collectors, products, widenedBy } = pack.appliesWhen;
  const dropped =
    widenedBy !== undefined && settingOf(policy, pack, widenedBy.setting, date) === true ? widenedBy.drops : '';
  return (
    isNamed(jurisdictions, person.jurisdiction) &&
    (dropped === 'collectors' || isAmong(collectors, attempt.by)) &&
    (dropped === 'products' || attempt.product === null || isNamed(products, attempt.product))
  );
}

export const isAmong = (list: Every | undefined, one: string): boolean =>
  list === undefined || list === '*' || list.includes(one);

const isNamed = (list: Every, one: string): boolean =>
  list === '*' || list.some((name) => (name.endsWith('*') ? one.startsWith(name.slice(0, -1)) : name === one));

const binds = ({ purposes, channels, roles, collectors }: Rule, { attempt }: Known): boolean =>
  isAmong(purposes, attempt.purpose) &&
  isAmong(channels, attempt.channel) &&
  isAmong(roles, attempt.role) &&
  isAmong(collectors, attempt.by);

function settingOf({ decided }: Policy, pack: Pack, name: string, date: string): number | boolean {
  const own = decided[name];
  if (own !== undefined && own.effectiveFrom <= date) return own.value;
  const found = pack.settings.find((setting) => setting.name === name);
  if (found === undefined) throw new Error(`${pack.id} has no setting ${name}`);
  return found.default;
}

/** The bank's own number where it has decided one, whatever the day: it decides before it runs. */
function numberOf(policy: Policy, pack: Pack, of: Amount): number {
  const value = typeof of === 'number' ? of : settingOf(policy, pack, of.setting, '9999-12-31');
  if (typeof value !== 'number') throw new Error(`${pack.id} has no number in ${JSON.stringify(of)}`);
  return value;
}
