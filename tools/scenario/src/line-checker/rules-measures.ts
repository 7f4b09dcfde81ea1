import {
  legalEnforcementApplied,
  legalExecutionEnded,
  legalExecutionResumed,
  legalExecutionStayed,
  legalMeasureApplied,
  legalMeasureEnded,
  legalMeasureInForce,
} from '@mora/contracts';
import { addMonths, calendarDate, minorUnits } from '@mora/kernel';
import type { At, Trace } from '../negotiation-checker/trace.js';
import type { Finding } from './book.js';
import { INDIVISIBLE, landOf, MEASURE_YEARS, MOST_OF_THOUSAND } from './law.js';
import { notHeld } from './rules-gate.js';
import { sayer, unless } from './say.js';
import { dayBefore, owedOn, titleAt } from './titles.js';

const THOUSAND = 1_000n;
const MONTHS = 12;

type Applied = Readonly<{
  enforcementId: string;
  measureId: string;
  kind: string;
  asset: string;
  currency: 'CNY' | 'TWD';
  value: string;
}>;
type Measure = At<Applied>;

/** Nothing is seized beyond what is due, while the enforcement rests or is over, or beside a hold. */
export function measuresInOrder(trace: Trace): readonly Finding[] {
  const say = sayer('measures', trace);
  const all = (trace.all(legalMeasureApplied) as readonly At<Readonly<{ asset: string | null }>>[]).filter(seizes);
  return all.flatMap((measure) => {
    const { place, businessDate, data } = measure;
    const { measureId, enforcementId, value, currency, asset } = data;
    const judgmentId = judgmentOf(trace, enforcementId);
    const title = judgmentId === null ? null : titleAt(trace, place, judgmentId);
    if (title === null) return [say(measureId, 'of no enforcement')];
    const before = heldBefore(trace, measure, all);
    const minor = minorUnits(value, currency);
    const { due } = owedOn(title, dayBefore(businessDate));
    const isAlone = before === 0n && INDIVISIBLE.includes(asset);
    return [
      ...unless(isAlone || (before + minor) * THOUSAND <= due * MOST_OF_THOUSAND, () =>
        say(measureId, `seizes ${value} beside ${before}, and ${due} is due`),
      ),
      ...unless(isOpen(trace, place, enforcementId), () => say(measureId, 'while the enforcement rests, or is over')),
      ...notHeld(trace, place, businessDate, (hold) => say(measureId, `beside a hold: ${hold}`)),
    ];
  });
}

/** What binds the person names no asset, and takes nothing. */
const seizes = (measure: At<Readonly<{ asset: string | null }>>): measure is Measure => measure.data.asset !== null;

const judgmentOf = (trace: Trace, enforcementId: string): string | null =>
  trace.all(legalEnforcementApplied).find(({ data }) => data.enforcementId === enforcementId)?.data.judgmentId ?? null;

/** What other measures for the same title hold by then: one that waits behind others holds nothing. */
function heldBefore(trace: Trace, { place, data }: Measure, all: readonly Measure[]): bigint {
  const ended = new Set(trace.before(legalMeasureEnded, place).map((one) => one.data.measureId));
  const ranks = new Map(trace.before(legalMeasureInForce, place).map((one) => [one.data.measureId, one.data.rank]));
  const title = judgmentOf(trace, data.enforcementId);
  return (
    all
      .filter((one) => one.place < place && judgmentOf(trace, one.data.enforcementId) === title)
      .filter((one) => !ended.has(one.data.measureId) && (ranks.get(one.data.measureId) ?? 1) === 1)
      // What is seized may be auctioned: that is the same thing.
      .filter((one) => data.kind !== 'auction' || one.data.asset !== data.asset)
      .reduce((sum, one) => sum + minorUnits(one.data.value, one.data.currency), 0n)
  );
}

function isOpen(trace: Trace, place: number, enforcementId: string): boolean {
  const turns = [
    ...trace.before(legalExecutionStayed, place),
    ...trace.before(legalExecutionEnded, place),
    ...trace.before(legalExecutionResumed, place).map((one) => ({ ...one, goesOn: true })),
  ];
  const last = turns
    .filter(({ data }) => data.enforcementId === enforcementId)
    .toSorted((a, b) => a.place - b.place)
    .at(-1);
  return last === undefined || 'goesOn' in last;
}

/** None binds longer than the law lets it. */
export function measuresEnd(trace: Trace): readonly Finding[] {
  const say = sayer('measures', trace);
  const applied = new Map(trace.all(legalMeasureApplied).map(({ data }) => [data.measureId, data]));
  return trace.all(legalMeasureInForce).flatMap(({ data: { measureId, from, until } }) => {
    const measure = applied.get(measureId);
    if (measure === undefined) return [say(measureId, 'binds, and nobody has asked for it')];
    const { asset, currency } = measure;
    const years = asset === null || currency === null ? undefined : MEASURE_YEARS[landOf(currency)]?.[asset];
    if (years === undefined) return [];
    const most = addMonths(calendarDate(from), years * MONTHS);
    return unless(until !== null && until <= most, () => say(measureId, `binds until ${until}, at most until ${most}`));
  });
}
