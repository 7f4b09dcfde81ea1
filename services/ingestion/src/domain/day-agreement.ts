import { addDays, type CalendarDate, daysBetween } from '@mora/kernel';

/** What a source says it has sent from one day to another; `door` is null where it closes all by one record. */
export type Declared = Readonly<{
  source: string;
  door: number | null;
  from: CalendarDate;
  date: CalendarDate;
  /** The source itself named the first day. */
  fromDeclared: boolean;
  records: number;
  totals: Readonly<Record<string, bigint>>;
}>;

/** Records of one business day that came through one door, in one currency; `''` where they carry no amount. */
export type Count = Readonly<{
  source: string;
  day: CalendarDate;
  door: number;
  currency: string;
  records: number;
  minor: bigint;
}>;

/** A source as a day is judged by it: what it closes by itself, and how many days a close may cover unasked. */
export type Party = Readonly<{ source: string; door: number | null; longestClose: number }>;

export type Figures = Readonly<{ records: number; totals: Readonly<Record<string, bigint>> }>;
export type PartyState = Readonly<{ source: string; door: number | null }> &
  /** `skipped`: it has closed a later day, and this one not. */
  (
    | Readonly<{ state: 'missing' | 'skipped' }>
    | Readonly<{
        /** `too-long`: the close covers more days than was agreed, and does not name its first. */
        state: 'agrees' | 'differs' | 'too-long';
        from: CalendarDate;
        through: CalendarDate;
        declared: Figures;
        counted: Figures;
      }>
  );

/** The close of a party that covers a day: the one that ends first. */
export const coveringClose = (party: Party, day: CalendarDate, closes: readonly Declared[]): Declared | null =>
  closes
    .filter((close) => close.source === party.source && close.door === party.door && isIn(day, close))
    .toSorted((a, b) => daysBetween(b.date, a.date))[0] ?? null;

const isIn = (day: CalendarDate, { from, date }: Declared): boolean => from <= day && day <= date;

/** How each party stands to a day: has it closed it, and does what it declares agree with what came? Closes of later days tell who has skipped it. */
export const judgeDay = (
  day: CalendarDate,
  parties: readonly Party[],
  closes: readonly Declared[],
  counts: readonly Count[],
): readonly PartyState[] =>
  parties.map((party) => {
    const { source, door } = party;
    const close = coveringClose(party, day, closes);
    if (close === null) return { source, door, state: hasClosedLater(party, day, closes) ? 'skipped' : 'missing' };
    const counted = countedIn(close, counts);
    const declared = { records: close.records, totals: withoutNought(close.totals) };
    const span = { from: close.from, through: close.date, declared, counted };
    return { source, door, state: stateOf(party, close, declared, counted), ...span };
  });

const hasClosedLater = ({ source, door }: Party, day: CalendarDate, closes: readonly Declared[]): boolean =>
  closes.some((close) => close.source === source && close.door === door && close.from > day);

function stateOf(party: Party, close: Declared, declared: Figures, counted: Figures) {
  const lastUnasked = addDays(close.from, party.longestClose - 1);
  if (!close.fromDeclared && close.date > lastUnasked) return 'too-long' as const;
  return agree(declared, counted) ? ('agrees' as const) : ('differs' as const);
}

/** A day with no party to wait for does not close by itself: nobody says that it has ended. */
export const mayClose = (parties: readonly PartyState[]): boolean =>
  parties.length > 0 && parties.every(({ state }) => state === 'agrees');

/** All have closed it or gone past it, and it does not agree: only the source or an operator can mend that. */
export const isIncomplete = (parties: readonly PartyState[]): boolean =>
  parties.length > 0 && !mayClose(parties) && parties.every(({ state }) => state !== 'missing');

function countedIn(close: Declared, counts: readonly Count[]): Figures {
  const ours = counts.filter(
    ({ source, day, door }) =>
      source === close.source && isIn(day, close) && (close.door === null || close.door === door),
  );
  const totals: Record<string, bigint> = {};
  for (const { currency, minor } of ours) totals[currency] = (totals[currency] ?? 0n) + minor;
  return { records: ours.reduce((sum, { records }) => sum + records, 0), totals: withoutNought(totals) };
}

/** A total of nought may be declared or left out. */
const withoutNought = (totals: Readonly<Record<string, bigint>>): Record<string, bigint> =>
  Object.fromEntries(Object.entries(totals).filter(([, minor]) => minor !== 0n));

function agree(a: Figures, b: Figures): boolean {
  const currencies = new Set([...Object.keys(a.totals), ...Object.keys(b.totals)]);
  return a.records === b.records && [...currencies].every((currency) => a.totals[currency] === b.totals[currency]);
}
