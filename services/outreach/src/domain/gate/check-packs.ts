import { invariant } from '@mora/kernel';
import type { Flag } from '../words.js';
import type { Amount, GateSettings, Pack, Rule } from './pack.js';
import { isAmong } from './rules/scope.js';

/** What may stand in the way of a notice that the law demands: when, to whom and how, but never how often or whether. */
const MAY_BIND_NOTICES: ReadonlySet<Rule['kind']> = new Set<Rule['kind']>(['hours', 'party', 'precondition', 'record']);
/** A notice to somebody who is dead goes to the estate. */
const MAY_STOP_NOTICES: ReadonlySet<Flag> = new Set<Flag>(['deceased']);

/** Throws InvariantViolated where packs and settings do not fit together, or a pack could block a statutory notice. */
export function checkPacks(packs: readonly Pack[], settings: GateSettings): void {
  checkVersions(packs);
  packs.forEach(checkRules);
  checkSettings(packs, settings);
}

function checkVersions(packs: readonly Pack[]): void {
  const seen = new Set<string>();
  for (const { id, version, effectiveFrom, effectiveUntil } of packs) {
    const names = [`${id}@${version}`, `${id} from ${effectiveFrom}`];
    for (const name of names) invariant(!seen.has(name), `there is one pack ${name}`);
    names.forEach((name) => seen.add(name));
    invariant(effectiveUntil === null || effectiveFrom < effectiveUntil, `${id}@${version} begins before it ends`);
  }
}

function checkRules(pack: Pack): void {
  const ids = pack.rules.map(({ id }) => id);
  invariant(new Set(ids).size === ids.length, `the rules of ${pack.id}@${pack.version} have ids of their own`);
  for (const rule of pack.rules) {
    const isFree = !isAmong(rule.purposes, 'statutory-notice') || mayBindNotices(rule);
    invariant(isFree, `the rule ${rule.id} of ${pack.id}@${pack.version} leaves statutory notices alone`);
  }
}

const mayBindNotices = (rule: Rule): boolean =>
  rule.kind === 'stop-on' ? rule.flags.every((flag) => MAY_STOP_NOTICES.has(flag)) : MAY_BIND_NOTICES.has(rule.kind);

function checkSettings(packs: readonly Pack[], { values }: GateSettings): void {
  const all = packs.flatMap((pack) => pack.settings);
  const declared = new Map(all.map((setting) => [setting.name, setting.default]));
  for (const { name, default: strict } of all) {
    invariant(declared.get(name) === strict, `all packs give the setting ${name} one default`);
  }
  for (const pack of packs) {
    for (const name of settingsOf(pack)) invariant(declared.has(name), `a pack declares the setting ${name}`);
  }
  for (const [name, { value }] of Object.entries(values)) {
    invariant(typeof value === typeof declared.get(name), `the bank's setting ${name} is one that a pack declares`);
  }
}

function settingsOf({ rules, appliesWhen }: Pack): readonly string[] {
  const widened = appliesWhen.widenedBy === undefined ? [] : [appliesWhen.widenedBy.setting];
  return [
    ...rules.flatMap(amountsOf).flatMap((amount) => (typeof amount === 'number' ? [] : amount.setting)),
    ...widened,
  ];
}

/** Every number of a rule that a bank may set. */
export function amountsOf(rule: Rule): readonly Amount[] {
  switch (rule.kind) {
    case 'cap': {
      const days = rule.window.kind === 'rolling' ? [rule.window.days] : [];
      return [rule.max, ...days, ...(rule.unless === undefined ? [] : [rule.unless.withinDays])];
    }
    case 'quiet-after':
      return [rule.days];
    case 'party':
      return rule.maxEver === undefined ? [] : [rule.maxEver];
    case 'precondition':
      return [rule.withinDays, rule.min].filter((amount) => amount !== undefined);
    default:
      return [];
  }
}
