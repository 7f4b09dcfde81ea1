import type { CalendarDate } from '@mora/kernel';
import { id128 } from '../ids.js';
import type { GateAttempt, PackRef } from './attempt.js';
import { checkPacks } from './check-packs.js';
import type { Words } from './judge.js';
import type { GateSettings, Pack, Rule } from './pack.js';
import { type Judging, judging } from './rules/index.js';
import { isAmong, isNamed } from './rules/scope.js';
import { SettingsOn } from './settings.js';
import { type PackWarning, warningsOf } from './warnings.js';

/** The loan's side of what a pack applies to. */
export type Scope = Readonly<{ jurisdiction: string; product: string; online: boolean }>;
/** The packs that apply to one contact, and of their rules those that bind it. */
export type Binding = Readonly<{ packs: readonly PackRef[]; rules: readonly Judging[] }>;

const REMEMBERED = 20_000;
const EVER = '9999-12-31' as CalendarDate;
const NOBODY_KNOWS: Words = () => undefined;

/** The packs that a bank runs by. Packs and settings have dates: each day has its own. */
export class GatePacks {
  /** The days on which something comes into force or ends. */
  readonly turns: readonly CalendarDate[];
  private readonly bindings = new Map<string, Binding>();
  readonly longestWindowDays: number;
  private print: string | null = null;

  /** Throws InvariantViolated where the packs contradict themselves or each other. */
  constructor(
    private readonly packs: readonly Pack[],
    readonly settings: GateSettings,
    readonly words: Words = NOBODY_KNOWS,
  ) {
    checkPacks(packs, settings);
    const dates = packs.flatMap(({ effectiveFrom, effectiveUntil }) => [effectiveFrom, effectiveUntil]);
    const set = Object.values(settings.values).map(({ effectiveFrom }) => effectiveFrom);
    this.turns = [...new Set([...dates, ...set])].filter((date) => date !== null).sort();
    const latest = new SettingsOn(packs, settings, this.turns.at(-1) ?? EVER);
    this.longestWindowDays = Math.max(0, ...packs.flatMap(({ rules }) => rules.map((rule) => daysOf(rule, latest))));
  }

  /** Changes whenever a pack or a setting does. */
  get hash(): string {
    return (this.print ??= id128(JSON.stringify(this.packs), JSON.stringify(this.settings)));
  }

  /** The same packs, with what the shipped templates tell: content rules refuse all others. */
  withTemplates(words: Words): GatePacks {
    return new GatePacks(this.packs, this.settings, words);
  }

  /** The newest version of each pack that is in force on the day. */
  on(day: CalendarDate): readonly Pack[] {
    const inForce = this.packs.filter((pack) => isInForce(pack, day));
    return inForce.filter(
      (pack) => !inForce.some((other) => other.id === pack.id && other.effectiveFrom > pack.effectiveFrom),
    );
  }

  /** Whether any pack in force on the day was written for this jurisdiction, and not for all of them. */
  knows(jurisdiction: string, day: CalendarDate): boolean {
    return this.packs.some((pack) => {
      const { jurisdictions } = pack.appliesWhen;
      return jurisdictions !== '*' && isNamed(jurisdictions, jurisdiction) && isInForce(pack, day);
    });
  }

  /** Every country that a pack was written for. */
  countries(): readonly string[] {
    const named = this.packs.flatMap(({ appliesWhen: { jurisdictions } }) =>
      jurisdictions === '*' ? [] : jurisdictions,
    );
    return [...new Set(named.map((one) => one.slice(0, 2)))].toSorted();
  }

  /** What binds the contact on the day. */
  binding({ jurisdiction, product, online }: Scope, attempt: GateAttempt, day: CalendarDate): Binding {
    const { channel, purpose, role, collector } = attempt;
    const segment = this.turns.findLastIndex((turn) => turn <= day);
    const key = `${segment} ${jurisdiction} ${collector.kind} ${channel} ${purpose} ${role} ${online} ${product}`;
    const known = this.bindings.get(key);
    if (known !== undefined) return known;
    if (this.bindings.size >= REMEMBERED) this.bindings.clear();
    const binding = this.bindingOn(day, { jurisdiction, product, online }, attempt);
    this.bindings.set(key, binding);
    return binding;
  }

  /** What the bank should be told at the start: rules and settings that rest on no text anybody has read. */
  warnings(): readonly PackWarning[] {
    return warningsOf(this.packs, this.settings);
  }

  private bindingOn(day: CalendarDate, scope: Scope, attempt: GateAttempt): Binding {
    const inForce = this.on(day);
    const settings = new SettingsOn(inForce, this.settings, day);
    const packs = inForce
      .filter((pack) => applies(pack, scope, attempt, settings))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const rules = packs.flatMap((pack) => pack.rules.filter((rule) => binds(rule, attempt)));
    return {
      packs: packs.map(({ id, version }) => ({ id, version })),
      rules: rules.map((rule) => judging(rule, (amount) => settings.number(amount))),
    };
  }
}

type Dated = Pick<Pack, 'effectiveFrom' | 'effectiveUntil'>;

const isInForce = ({ effectiveFrom, effectiveUntil }: Dated, day: CalendarDate): boolean =>
  effectiveFrom <= day && (effectiveUntil === null || day < effectiveUntil);

/** Longer ago than so many days, no attempt can count any more. */
export const longestWindowDays = (packs: GatePacks): number => packs.longestWindowDays;

function daysOf(rule: Rule, settings: SettingsOn): number {
  if (rule.kind === 'quiet-after') return settings.number(rule.days);
  if (rule.kind !== 'cap') return 0;
  if (rule.window.kind === 'rolling') return settings.number(rule.window.days);
  return { 'calendar-day': 1, 'calendar-week': 7, 'calendar-month': 31 }[rule.window.kind];
}

function applies(pack: Pack, scope: Scope, { collector }: GateAttempt, settings: SettingsOn): boolean {
  const { jurisdictions, collectors, products, online, widenedBy } = pack.appliesWhen;
  const isWide = (condition: 'collectors' | 'products' | 'online'): boolean =>
    widenedBy?.drops === condition && settings.isOn(widenedBy.setting);
  return (
    isNamed(jurisdictions, scope.jurisdiction) &&
    (isWide('collectors') || isAmong(collectors, collector.kind)) &&
    // A product that nobody has named may be any of them.
    (isWide('products') || scope.product === '' || isNamed(products, scope.product)) &&
    (isWide('online') || online === '*' || online === scope.online)
  );
}

const binds = (rule: Rule, { channel, purpose, role, collector }: GateAttempt): boolean =>
  isAmong(rule.purposes, purpose) &&
  isAmong(rule.channels, channel) &&
  isAmong(rule.roles, role) &&
  isAmong(rule.collectors, collector.kind);
