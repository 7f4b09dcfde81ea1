import { amountsOf } from './check-packs.js';
import type { Amount, GateSettings, Mark, Pack, Rule } from './pack.js';

/** A rule or a setting that no text backs which anybody has read: the bank should confirm it. */
export type PackWarning = Readonly<{
  pack: string;
  rule: string;
  mark: Mark;
  value: string | number | boolean | null;
  /** Whether the bank has set a value of its own. */
  configured: boolean;
}>;

const UNCONFIRMED: ReadonlySet<Mark> = new Set<Mark>(['M', 'U']);

/** One for each rule, and for each setting that no such rule names, in the order of the packs. */
export const warningsOf = (packs: readonly Pack[], { values }: GateSettings): readonly PackWarning[] =>
  packs.flatMap((pack) => {
    const name = `${pack.id}@${pack.version}`;
    const rules = pack.rules.filter(({ mark }) => UNCONFIRMED.has(mark ?? pack.mark));
    const told = new Set(rules.flatMap(amountsOf).map((amount) => (typeof amount === 'object' ? amount.setting : '')));
    const settings = pack.settings.filter((setting) => UNCONFIRMED.has(setting.mark) && !told.has(setting.name));
    const valueOf = (setting: string): number | boolean | null =>
      values[setting]?.value ?? pack.settings.find((declared) => declared.name === setting)?.default ?? null;
    return [
      ...rules.map((rule) => {
        const amount = amountsOf(rule)[0] ?? null;
        return {
          pack: name,
          rule: rule.id,
          mark: rule.mark ?? pack.mark,
          value: typeof amount === 'object' && amount !== null ? valueOf(amount.setting) : (amount ?? termsOf(rule)),
          configured: isSet(amount, values),
        };
      }),
      ...settings.map((setting) => ({
        pack: name,
        rule: setting.name,
        mark: setting.mark,
        value: valueOf(setting.name),
        configured: setting.name in values,
      })),
    ];
  });

const isSet = (amount: Amount | null, values: GateSettings['values']): boolean =>
  typeof amount === 'object' && amount !== null && amount.setting in values;

const termsOf = (rule: Rule): string => (rule.kind === 'hours' ? rule.allow : rule.kind);
