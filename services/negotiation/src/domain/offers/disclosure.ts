import { addDays, type CalendarDate, type Currency, id128 } from '@mora/kernel';
import { total } from '../menu/amounts.js';
import { breachCost } from '../menu/breach.js';
import type { MenuRules } from '../menu/rules.js';
import type { Position } from '../menu/types.js';
import type { NegotiationPolicies } from '../policies.js';
import type { Amounts, Instalment, Kind, Minor, PolicyRef, Rate, RestructureForm } from '../words.js';
import { canonicalJson } from './canonical.js';
import { uplifted } from './decimals.js';
import type { Offer } from './types.js';

/** What a breach of the plan costs and leads to, with one missed instalment worked out. */
export type BreachTold = Readonly<{
  graceDays: number;
  brokenAfterDays: number;
  missed: number;
  penaltyRate: Rate;
  /** Null where nobody can say what the law allows: then nothing is charged either. */
  example: Readonly<{
    number: number;
    dueOn: CalendarDate;
    paidOn: CalendarDate;
    penalty: Minor;
    compound: Minor;
    capped: boolean;
  }> | null;
  collectionResumes: true;
}>;

/**
 * Everything that the borrower is shown before accepting: what changes, what it costs, what a breach costs, what it means
 * for the class of the loan, and that the choice is free. Closed: its id is the id of exactly this.
 */
export type DisclosurePack = Readonly<{
  offerId: string;
  currency: Currency;
  pricedOn: CalendarDate;
  kinds: readonly Kind[];
  old: readonly Instalment[];
  /** The rows that are asked of the ledger and kept as the plan, and no others. */
  new: readonly Instalment[];
  totals: Readonly<{
    old: Minor;
    new: Minor;
    delta: Minor;
    largest: Minor;
    waived: Amounts;
    cutByLaw: Amounts;
    capitalised: Minor;
    fund: Minor;
    settlesFor: Minor | null;
  }>;
  rate: Readonly<{ old: Rate; isImplied: boolean; new: Rate; from: CalendarDate }>;
  ends: Readonly<{ old: CalendarDate; new: CalendarDate; months: number }>;
  capped: readonly string[];
  breach: BreachTold;
  effect: Readonly<{
    forms: readonly RestructureForm[];
    observation: Readonly<{ periods: number; months: number }> | null;
    heavierForGuarantors: boolean;
  }>;
  /** Texts in the order in which they are shown, by their versions: other words are another pack. */
  texts: readonly Readonly<{ id: string; version: number }>[];
  sources: readonly PolicyRef[];
}>;

type Offered = Pick<Offer, 'offerId' | 'kinds' | 'built' | 'madeOn'>;

/** The pack of an offer. The same offer on the same position by the same policies has the same pack. */
export function packOf(
  position: Position,
  offer: Offered,
  rules: MenuRules,
  policies: Pick<NegotiationPolicies, 'offers' | 'plans' | 'disclosure'>,
): DisclosurePack {
  const { built, kinds, offerId, madeOn } = offer;
  const [first] = built.instalments;
  const { observation } = policies.offers.disclosed;
  const isRestructured = built.forms.length > 0;
  return {
    offerId,
    currency: position.currency,
    pricedOn: madeOn,
    kinds,
    old: position.open,
    new: built.instalments,
    totals: {
      old: total(built.oldTotals),
      new: total(built.totals),
      delta: built.costDelta,
      largest: built.largest,
      waived: built.waived,
      cutByLaw: built.capped,
      capitalised: built.capitalised,
      fund: built.fund,
      settlesFor: built.settlesFor,
    },
    rate: {
      old: position.rate,
      isImplied: position.rateSource === 'implied',
      new: built.rate,
      from: first?.dueOn ?? position.nextDueOn,
    },
    ends: { old: position.endOn, new: built.endOn, months: built.months },
    capped: built.warnings.filter((warning) => warning.startsWith('capped:')),
    breach: breachOf(position, offer, rules, policies),
    effect: {
      forms: built.forms,
      observation: isRestructured ? { periods: observation.periods, months: observation.months } : null,
      heavierForGuarantors: built.heavier,
    },
    texts: textsOf(position, offer, policies.disclosure),
    sources: [rules.refs.product, rules.refs.forbearance, refOf(policies.offers), refOf(policies.plans)],
  };
}

/** The id that an acceptance names. */
export const disclosureIdOf = (pack: DisclosurePack): string => id128('disclosure', canonicalJson(pack));

const refOf = ({ id, version }: Readonly<{ id: string; version: number }>): PolicyRef => ({ id, version, rule: 'all' });

function breachOf(
  position: Position,
  { built }: Offered,
  rules: MenuRules,
  { offers, plans }: Pick<NegotiationPolicies, 'offers' | 'plans'>,
): BreachTold {
  const [row] = built.instalments;
  const paidOn = row && addDays(row.dueOn, offers.disclosed.exampleDays);
  const cost = row && paidOn && breachCost(row, row.dueOn, paidOn, built.rate, rules, position.contractOn);
  return {
    graceDays: plans.graceDays,
    brokenAfterDays: plans.breakDays,
    missed: plans.missed,
    penaltyRate: uplifted(built.rate, rules.product.penaltyUplift),
    example: row && paidOn && cost ? { number: row.number, dueOn: row.dueOn, paidOn, ...cost } : null,
    collectionResumes: true,
  };
}

/** Every text that a pack may name, without those of its kinds. */
export const TEXTS = [
  'interest-rule',
  'breach',
  'class-effect',
  'credit-record',
  'free-choice',
  'whom-to-ask',
  'rate-implied',
  'cut-by-law',
  'waiver-and-tax',
  'guarantors',
] as const;

export const textOfKind = (kind: Kind): string => `kind-${kind}`;

const ALWAYS: readonly (typeof TEXTS)[number][] = [
  'interest-rule',
  'breach',
  'class-effect',
  'credit-record',
  'free-choice',
  'whom-to-ask',
];

function textsOf(
  position: Position,
  { kinds, built }: Offered,
  texts: NegotiationPolicies['disclosure'],
): DisclosurePack['texts'] {
  const wanted: readonly string[] = [
    ...ALWAYS,
    ...(position.rateSource === 'implied' ? ['rate-implied'] : []),
    ...(total(built.capped) > 0 ? ['cut-by-law'] : []),
    ...(total(built.waived) > total(built.capped) ? ['waiver-and-tax'] : []),
    ...(built.heavier ? ['guarantors'] : []),
    ...kinds.map(textOfKind),
  ];
  return wanted.flatMap((name) => {
    const found = texts.filter(({ id }) => id === name).toSorted((a, b) => b.version - a.version);
    const text = found.find(({ effectiveFrom }) => effectiveFrom <= position.asOf);
    return text === undefined ? [] : [{ id: text.id, version: text.version }];
  });
}
