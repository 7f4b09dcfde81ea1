import { addDays, calendarDate } from '@mora/kernel';
import { BankClock, type Portfolio } from '@mora/ledger-simulator';
import { ClosesLast } from '../closes-last.js';
import { instantOf } from '../day.js';
import type { Options } from '../options.js';
import { onKafka } from '../process/on-kafka.js';
import { table } from '../print.js';
import { tellLaw } from './print.js';
import { close, judgeScene, openScene, type Scene, work } from './scene.js';

const OPENS_ON = calendarDate('2025-01-01');
const FUNNEL_EVERY_DAYS = 30;

/** How the line is set up for a portfolio of thousands on two cores. */
const SETTINGS = { LOG_LEVEL: 'warn', PARTITIONS: '1' };

/** Lets the days of the whole line pass, prints what came of them, and answers whether the checker found nothing. */
export async function runLine(
  { seed, days, loans, kafka, brokers, closesLast }: Options,
  folder: string,
  print: (line: string) => void,
): Promise<boolean> {
  const portfolio: Portfolio = { seed, loans, cards: 0, opensOn: OPENS_ON, economies: true, goesToLaw: true };
  const start = instantOf(OPENS_ON, '00:00');
  const here = { clock: new BankClock(start), closesLast: closesLast && new ClosesLast(closesLast) };
  const where = kafka ? await onKafka(folder, start, brokers) : here;
  const scene = await openScene({ portfolio, folder, settings: SETTINGS, where });
  const { funnel, board } = scene.books;
  try {
    for (let n = 0; n < days; n += 1) {
      const day = addDays(OPENS_ON, n);
      await work(scene, day);
      await close(scene, day);
      if ((n + 1) % FUNNEL_EVERY_DAYS === 0 || n + 1 === days) funnel.take(day, board);
    }
    tell(scene, print);
    return await judgeScene(scene, days, print);
  } finally {
    await scene.stop();
  }
}

function tell({ books: { board, money, hash, funnel }, staff, all }: Scene, print: (line: string) => void): void {
  print('where loans stood:');
  funnel.lines(board).forEach(print);
  print('money that came in, by how far its loan had come:');
  money.lines().forEach(print);
  tellLaw(all).forEach(print);
  table('what the law did not take', staff.lawyers.refused).forEach(print);
  print(hash.line());
}
