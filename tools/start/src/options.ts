import { Command, InvalidArgumentError } from 'commander';
import { calendarDate, type CalendarDate } from '@mora/kernel';
import type { AskedBank } from './remembered-bank.js';

export type Options = Readonly<{
  folder: string;
  fresh: boolean;
  kafka: boolean;
  /** False: no simulated bank, only the services. */
  bank: boolean;
  /** What is left undefined is as the folder remembers it, or as usual. */
  portfolio: AskedBank;
  /** Business days that this run lets pass; null: for ever. */
  days: number | null;
  untilDay: CalendarDate | null;
  paceMs: number;
  once: boolean;
}>;

type Raw = Pick<Options, 'folder' | 'fresh' | 'kafka' | 'bank' | 'once'> & {
  loans?: number;
  cards?: number;
  seed?: string;
  openDay?: CalendarDate;
  days?: number;
  untilDay?: CalendarDate;
  pace: number;
  simulator: boolean;
};

/** Reads the command line. Ends the process, with a readable line, where it asks for what cannot be. */
export function readOptions(argv: readonly string[]): Options {
  const raw = command().parse(argv, { from: 'user' }).opts<Raw>();
  const { pace, days, untilDay, bank, simulator, loans, cards, seed, openDay, ...rest } = raw;
  const portfolio = { loans, cards, seed, opensOn: openDay };
  return {
    ...rest,
    portfolio,
    bank: bank && simulator,
    paceMs: pace,
    days: days ?? null,
    untilDay: untilDay ?? null,
  };
}

const command = () =>
  new Command('npm start --')
    .description('The whole of Mora in one process, with a simulated bank whose days pass.')
    .option('--folder <dir>', 'where the data is kept', '.mora')
    .option('--fresh', 'clear the data and begin anew', false)
    .option('--kafka', 'run on a real Apache Kafka instead of the embedded bus', false)
    .option('--no-bank', 'only the services, without the simulated bank')
    .option('--no-simulator', 'the same as --no-bank')
    .option('--loans <n>', 'instalment loans of the simulated bank (300)', whole(1, 200_000))
    .option('--cards <n>', 'card accounts that come as arrears snapshots (40)', whole(0, 200_000))
    .option('--seed <text>', 'another seed is another bank (1)')
    .option('--open-day <date>', 'the first business day (2026-01-05)', day)
    .option('--days <n>', 'let so many days pass, then only listen', whole(1, 100_000))
    .option('--until-day <date>', 'let days pass up to this one, then only listen', day)
    .option('--pace <ms>', 'milliseconds that a day takes at least', whole(0, 3_600_000), 1000)
    .option('--once', 'stop when the days have passed', false);

const whole = (least: number, most: number) => (text: string) => {
  const number = Number(text);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new InvalidArgumentError(`a whole number from ${least} to ${most} is needed.`);
};

function day(text: string): CalendarDate {
  try {
    return calendarDate(text);
  } catch {
    throw new InvalidArgumentError('a day is needed, as YYYY-MM-DD.');
  }
}
