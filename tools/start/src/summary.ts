import { amountText, type Currency } from '@mora/kernel';
import { loansIn, type BucketRow, type PortfolioView } from './portfolio-view.js';
import { type Part, row } from './rows.js';
import type { Term } from './term.js';

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const BAR = 28;

/** A day that has closed: what was sent, what is overdue, and where the loans stand, with what moved since the last. */
export function dayBlock(view: PortfolioView, before: PortfolioView | null, records: number, term: Term): string {
  const date = `${view.asOf} ${WEEKDAYS[new Date(view.asOf).getUTCDay()]}`;
  const told = term.dim(`${grouped(records)} records · overdue ${overdueText(view)}`);
  const buckets = view.buckets.map((bucket, n) => bucketPart(bucket, n, movedOf(bucket, before), term));
  return `  ${term.bold(date)}  ${told}\n${row('buckets', buckets, term)}`;
}

function movedOf({ bucket, loans }: BucketRow, before: PortfolioView | null): number {
  const known = before?.buckets.find((row) => row.bucket === bucket);
  return before === null ? 0 : loans - (known?.loans ?? 0);
}

function bucketPart({ bucket, loans }: BucketRow, place: number, moved: number, term: Term): Part {
  const arrow = moved === 0 ? '' : moved > 0 ? ` ▲${moved}` : ` ▼${-moved}`;
  return { text: `${bucket} ${grouped(loans)}${arrow}`, paint: colourOf(place, term) };
}

const colourOf = (place: number, { green, yellow, red }: Term) => (place === 0 ? green : place < 3 ? yellow : red);

/** The portfolio as a table, for a longer look. */
export function bucketTable(view: PortfolioView, term: Term): string {
  const loans = loansIn(view);
  const amounts = view.buckets.map((row) => minorText(row.overdueMinor, row.currency));
  const width = { bucket: longest(['bucket', ...view.buckets.map(({ bucket }) => bucket)]), amount: longest(amounts) };
  const rows = view.buckets.map((row, n) => {
    const share = loans === 0 ? 0 : row.loans / loans;
    const bar = '█'.repeat(Math.round(share * BAR)).padEnd(BAR);
    const text = `${row.bucket.padEnd(width.bucket)}  ${grouped(row.loans).padStart(7)}  ${percent(share)}  ${bar}`;
    return `    ${colourOf(n, term)(text)}  ${(amounts[n] as string).padStart(width.amount)}`;
  });
  const head = `${'bucket'.padEnd(width.bucket)}    loans   share  ${' '.repeat(BAR)}  ${'overdue'.padStart(width.amount)}`;
  return [``, `    ${term.bold(`Portfolio at the close of ${view.asOf}`)}`, `    ${term.dim(head)}`, ...rows, ``].join(
    '\n',
  );
}

const percent = (share: number): string => `${(100 * share).toFixed(1).padStart(5)}%`;
const longest = (texts: readonly string[]): number => Math.max(...texts.map((text) => text.length));
export const grouped = (number: number): string => number.toLocaleString('en-US');

/** What is overdue in all, by currency. */
function overdueText({ buckets }: PortfolioView): string {
  const totals = new Map<string, bigint>();
  for (const { currency, overdueMinor } of buckets) totals.set(currency, (totals.get(currency) ?? 0n) + overdueMinor);
  const owed = [...totals].filter(([, minor]) => minor > 0n);
  return owed.length === 0 ? 'nothing' : owed.map(([currency, minor]) => minorText(minor, currency)).join(', ');
}

function minorText(minor: bigint, currency: string): string {
  const [whole = '', fraction] = amountText(minor, currency as Currency).split('.');
  const apart = BigInt(whole).toLocaleString('en-US');
  return `${fraction === undefined ? apart : `${apart}.${fraction}`} ${currency}`;
}
