import type { CalendarDate } from '@mora/kernel';
import type { Amounts, Instalment, Kind, Minor, Rate, Sheet } from '../words.js';
import { addedUp } from './amounts.js';
import type { Cap, Grace } from './maths.js';
import type { KindRules, MenuRules } from './rules.js';
import type { LimitFacts, NotBuilt, Position } from './types.js';

/** What falls due on a day, before it is numbered. */
export type Due = Amounts & Readonly<{ dueOn: CalendarDate }>;

/** How arrears are laid upon the instalments to come: in equal parts over so many of them, or as they were named. */
export type Laying = Readonly<{ over: number }> | Readonly<{ parts: readonly Due[] }>;

/**
 * A plan while its terms are put together: what is owed and how it shall be repaid. Each kind changes its own part, so
 * that combinations need no kinds of their own; `rowsOf` makes the instalments at the end, once.
 */
export type Draft = Readonly<{
  position: Position;
  sheet: Sheet;
  rules: MenuRules;
  facts: LimitFacts;
  cap: Cap | null;
  /** The instalments that are not due yet, under the cap: they stay unless a kind prices anew. */
  kept: readonly Due[];
  /** What the cap cut of them. */
  keptCut: Amounts;
  /** What is due and has no place yet. */
  arrears: Amounts;
  /** Principal that is not due yet. */
  rest: Minor;
  /** Of the arrears, what became principal. */
  capitalised: Minor;
  waived: Amounts;
  /** Of what is waived, what the law cuts. */
  capped: Amounts;
  /** Whether the instalments to come are priced anew, and over how many periods besides those that are added. */
  repriced: boolean;
  count: number;
  added: number;
  /** At another rate than the contract's, for so many of the first periods or for all of them. */
  cut: Readonly<{ rate: Rate; periods: number | null }> | null;
  grace: Grace | null;
  /** Instalments that a kind has named itself, before those that are priced. */
  lead: readonly Due[];
  laying: Laying | null;
  /** The whole schedule, where a kind says it itself. */
  fixed: readonly Due[] | null;
  fund: Minor;
  settlesFor: Minor | null;
}>;

/** Applies the terms of one kind, or says which limit they break. */
export type Apply<T> = (draft: Draft, terms: T) => Draft | NotBuilt;

export const refused = (limit: string, because: string, allowed: string | number | null = null): NotBuilt => ({
  kind: 'refused',
  limit,
  because,
  allowed: allowed === null ? null : String(allowed),
});

export const isRefused = (answer: object): answer is NotBuilt => 'kind' in answer && answer.kind === 'refused';

export const rulesFor = ({ rules }: Pick<Draft, 'rules'>, kind: Kind): KindRules => rules.forbearance.kinds[kind];

/** The limit of that name; null where the policy sets none. */
export const limitOf = (draft: Pick<Draft, 'rules'>, kind: Kind, name: string): number | null =>
  rulesFor(draft, kind).limits[name] ?? null;

/** Instalments that are not due yet. */
export const coming = ({ open, asOf }: Position): readonly Instalment[] => open.filter(({ dueOn }) => dueOn > asOf);

const whole = (value: number): boolean => Number.isSafeInteger(value);

/** Refuses what is no whole number of at least one, or above a limit, if there is one. */
export function within(kind: Kind, name: string, value: number, most: number | null): NotBuilt | null {
  const limit = `${kind}-${name}`;
  if (!whole(value) || value < 1) return refused(limit, `${name} is a whole number of 1 or more`, 1);
  return most !== null && value > most ? refused(limit, `${name} is at most ${most}`, most) : null;
}

/** Months as periods of the loan; refuses what is not whole periods or above a limit in months. */
export function periodsIn(draft: Draft, kind: Kind, months: number, most: number | null): number | NotBuilt {
  const tooMany = within(kind, 'months', months, most);
  if (tooMany !== null) return tooMany;
  const { periodMonths } = draft.position;
  const periods = Math.floor(months / periodMonths);
  if (periods * periodMonths === months) return periods;
  return refused(
    `${kind}-months`,
    `the loan is repaid every ${periodMonths} months`,
    Math.max(1, periods) * periodMonths,
  );
}

/** What is cut of the instalments to come counts where they are what is repaid. */
export const withKeptCut = ({ waived, capped, keptCut }: Draft): Pick<Draft, 'waived' | 'capped'> => ({
  waived: addedUp(waived, keptCut),
  capped: addedUp(capped, keptCut),
});
