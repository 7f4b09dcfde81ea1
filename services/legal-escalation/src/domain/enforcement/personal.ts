import { addDays, addMonths, type CalendarDate } from '@mora/kernel';
import type { Due, MeasureKind, Minor } from '../words.js';
import { isAlive, seized } from './fitness.js';
import type { EnforcementRules, PersonalKind } from './rules.js';
import type { Measure } from './types.js';

export type PersonalNo = Readonly<{
  because: 'not-in-this-law' | 'notice-not-over' | 'ground-unknown' | 'ground-unproven' | 'covered';
  rule: string;
}>;

export type PersonalWanted = Readonly<{
  kind: PersonalKind;
  ground: string | null;
  /** The last day that the court's notice to perform has given. */
  noticeUntil: CalendarDate | null;
}>;

export type PersonalFacts = Readonly<{
  due: Minor;
  measures: readonly Measure[];
  hasBrokenSettlement: boolean;
  openDay: CalendarDate;
}>;

/** Why a debtor may not be bound in person; null where that may be asked for. */
export function whyNotPersonal(
  { kind, ground, noticeUntil }: PersonalWanted,
  { due, measures, hasBrokenSettlement, openDay }: PersonalFacts,
  { personal }: Pick<EnforcementRules, 'personal'>,
): PersonalNo | null {
  const rule = personal[kind];
  if (rule === undefined) return { because: 'not-in-this-law', rule: kind };
  if (rule.afterNotice && (noticeUntil === null || noticeUntil >= openDay))
    return { because: 'notice-not-over', rule: kind };
  const found = rule.grounds.find(({ code }) => code === ground);
  if (found === undefined && (rule.grounds.length > 0 || ground !== null))
    return { because: 'ground-unknown', rule: kind };
  const binds = (wanted: MeasureKind): boolean =>
    measures.some((one) => one.kind === wanted && one.state === 'in-force');
  const needs = found?.needs ?? null;
  if (needs !== null && !(needs === 'broken-settlement' ? hasBrokenSettlement : binds(needs)))
    return { because: 'ground-unproven', rule: found?.code ?? kind };
  return rule.unlessCovered && seized(measures) >= due ? { because: 'covered', rule: kind } : null;
}

/** For how long it binds at most; no day off makes that longer. */
export function personalTerm(
  kind: PersonalKind,
  from: CalendarDate,
  { personal }: Pick<EnforcementRules, 'personal'>,
): Due | null {
  const months = personal[kind]?.months ?? null;
  return months === null ? null : { on: addMonths(from, months), provisional: false };
}

/** From which day on a debtor reports what was owned, by when the court has told to perform; null for what is no report. */
export function reportsFrom(
  kind: PersonalKind,
  toldOn: CalendarDate,
  { personal }: Pick<EnforcementRules, 'personal'>,
): CalendarDate | null {
  const months = personal[kind]?.looksBackMonths;
  return months === undefined ? null : addMonths(toldOn, -months);
}

/** What binds the debtor in person still, and by when it has to be lifted where its reason is gone. */
export const toLift = (
  measures: readonly Measure[],
  { personal }: Pick<EnforcementRules, 'personal'>,
  on: CalendarDate,
): readonly Readonly<{ measureId: string; by: CalendarDate }>[] =>
  measures.flatMap((measure) => {
    const { measureId, kind } = measure;
    const rule = isPersonal(kind) && isAlive(measure) ? personal[kind] : undefined;
    return rule === undefined ? [] : [{ measureId, by: addDays(on, rule.liftDays) }];
  });

const PERSONAL: readonly string[] = ['property-report', 'consumption-limit', 'defaulter-list'] satisfies MeasureKind[];
export const isPersonal = (kind: MeasureKind): kind is PersonalKind => PERSONAL.includes(kind);
