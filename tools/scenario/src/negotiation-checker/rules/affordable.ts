import { negotiationAffordabilityAssessed } from '@mora/contracts';
import { addMonths, calendarDate } from '@mora/kernel';
import { amountOf, type Finding, type Income, type NegotiationBook, type Pack, type Stated } from '../book.js';
import { FLOORS } from '../floors.js';
import type { Taken } from '../trace.js';

/** So much of what is left may be asked for, in thousandths, and so much of the income is left in the stressed case. */
const SHARE = 500n;
const STRESSED = 900n;
const COUNTS: Readonly<Record<Income['proof'], bigint>> = { verified: 1_000n, given: 800n, none: 500n };

/** What a household may be asked for now and once its shock is over, in the stressed case: computed here and nowhere else. */
export function meansOf(stated: Stated): Readonly<{ now: bigint; later: bigint }> {
  const of = (which: 'now' | 'usual'): bigint => {
    const income = stated.incomes.reduce((sum, one) => sum + (one[which] * COUNTS[one.proof]) / 1_000n, 0n);
    const kept = floorOf(stated) > stated.essentials ? floorOf(stated) : stated.essentials;
    const left = (income * STRESSED) / 1_000n - kept - stated.priorityDebts;
    return left > 0n ? (left * SHARE) / 1_000n : 0n;
  };
  return { now: of('now'), later: of('usual') };
}

/** What the law leaves to the household at least, rounded up. */
function floorOf({ region, dependants }: Stated): bigint {
  const floor = FLOORS[region];
  if (floor === undefined) return 0n;
  const heads = 1_000n + BigInt(dependants) * floor.dependantPermille;
  return (floor.livingMinor * floor.permille * heads + 999_999n) / 1_000_000n;
}

/** No instalment of a plan is more than its borrower can bear on its day. A settlement is paid out of what is there. */
export function affordable({ trace, accepted, acknowledged }: Taken, book: NegotiationBook): readonly Finding[] {
  const pack = book.packs.get(acknowledged?.data.disclosureId ?? '');
  if (pack === undefined) return [];
  const finding = (detail: string): Finding[] => [
    { check: 'affordable', loan: trace.loan, about: accepted.data.planId, detail },
  ];
  const stated = book.stated.get(pack.assessmentId);
  if (stated === undefined) return finding('nobody has stated what it rests on');
  const assessed = trace
    .before(negotiationAffordabilityAssessed, accepted.place)
    .findLast(({ data }) => data.assessmentId === pack.assessmentId);
  if (assessed === undefined) return finding('it was not assessed before it was accepted');
  if (assessed.data.validUntil < accepted.businessDate) return finding('the assessment had run out');
  const over = tooMuch(pack, stated, assessed.data.verdict === 'short-term');
  return over === null ? [] : finding(`the instalment of ${over} is more than the borrower can bear`);
}

/** The day of the first instalment that is more than can be borne. Only a squeeze that ends soon is looked beyond. */
function tooMuch({ rows, settlesFor, fund }: Pack, stated: Stated, isShort: boolean): string | null {
  if (settlesFor !== null && settlesFor <= stated.liquid) return null;
  const { now, later } = meansOf(stated);
  const isOver = isShort && stated.months !== null ? addMonths(calendarDate(stated.judgedOn), stated.months) : null;
  const most = (dueOn: string): bigint => (isOver === null || (dueOn < isOver && !fund) ? now : later);
  return rows.find((row) => amountOf(row) > most(row.dueOn))?.dueOn ?? null;
}
