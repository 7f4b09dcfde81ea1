import { addMonths, type CalendarDate } from '@mora/kernel';
import { pick, wholeBetween } from '../chance.js';

export type ShockKind = 'income-drop' | 'illness' | 'disaster' | 'job-loss' | 'failed-investment' | 'other';

/** From a day on a part of the income is lost, for some months or for good. */
export type Shock = Readonly<{
  kind: ShockKind;
  from: CalendarDate;
  lossPermille: number;
  /** Null where the income does not come back. */
  months: number | null;
}>;

/** Made up, in per mille; no statistic is meant. */
const HAS_ONE = 0.45;
const KINDS: readonly (readonly [ShockKind, number])[] = [
  ['income-drop', 400],
  ['job-loss', 220],
  ['illness', 180],
  ['failed-investment', 80],
  ['disaster', 40],
  ['other', 80],
];
const LASTS: readonly (readonly ['short' | 'long' | 'for-good', number])[] = [
  ['short', 450],
  ['long', 300],
  ['for-good', 250],
];
const MONTHS_BEFORE_MORA = 4;
const MONTHS_WITH_MORA = 12;
/** Of those who have recovered so many are struck once more, some months later. */
const RELAPSES = 0.4;

/** None for those whose life goes on as it did. */
export function shocksOf(opensOn: CalendarDate, luck: (purpose: string) => number, share = HAS_ONE): readonly Shock[] {
  const first = luck('shock') < share ? shockOf(opensOn, luck) : null;
  if (first === null || first.months === null || luck('relapse') >= RELAPSES) return first === null ? [] : [first];
  const again = (purpose: string): number => luck(`again ${purpose}`);
  const from = addMonths(first.from, first.months + wholeBetween(1, 9, again('shock-from')));
  return [first, struckOn(from, again)];
}

function shockOf(opensOn: CalendarDate, luck: (purpose: string) => number): Shock {
  const after = wholeBetween(-MONTHS_BEFORE_MORA, MONTHS_WITH_MORA, luck('shock-from'));
  return struckOn(addMonths(opensOn, after), luck);
}

const struckOn = (from: CalendarDate, luck: (purpose: string) => number): Shock => ({
  kind: pick(KINDS, luck('shock-kind')),
  from,
  lossPermille: wholeBetween(10, 55, luck('shock-loss')) * 10,
  months: monthsOf(luck),
});

function monthsOf(luck: (purpose: string) => number): number | null {
  switch (pick(LASTS, luck('shock-lasts'))) {
    case 'short':
      return wholeBetween(1, 6, luck('shock-months'));
    case 'long':
      return wholeBetween(7, 18, luck('shock-months'));
    case 'for-good':
      return null;
  }
}

/** The loss counts from its first day up to the day on which the income is back. */
export const isLost = ({ from, months }: Shock, on: CalendarDate): boolean =>
  on >= from && (months === null || on < addMonths(from, months));
