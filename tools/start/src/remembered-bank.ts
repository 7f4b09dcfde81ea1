import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calendarDate } from '@mora/kernel';
import type { Portfolio } from '@mora/ledger-simulator';
import { CannotStart } from './folder.js';

export type AskedBank = Readonly<{ [P in keyof Portfolio]: Portfolio[P] | undefined }>;

const DEFAULT: Portfolio = {
  seed: '1',
  loans: 300,
  cards: 40,
  opensOn: calendarDate('2026-01-05'),
  sharedPeople: true,
  goesToLaw: true,
};

/**
 * The bank goes on where it stopped, so it must be the same bank: a folder remembers the portfolio it began with.
 * Throws CannotStart where another is asked for.
 */
export async function rememberBank(folder: string, asked: AskedBank): Promise<Portfolio> {
  const file = join(folder, 'bank.json');
  const known = await readFile(file, 'utf8').catch(() => null);
  if (known === null) {
    const portfolio = { ...DEFAULT, ...given(asked) };
    await writeFile(file, `${JSON.stringify(portfolio, null, 2)}\n`);
    return portfolio;
  }
  const remembered = JSON.parse(known) as Portfolio;
  const wanted: Portfolio = { ...remembered, ...given(asked) };
  if (tell(wanted) === tell(remembered)) return remembered;
  throw new CannotStart(`${folder} holds another bank (${tell(remembered)}). Leave these options out, or add --fresh.`);
}

const given = (asked: AskedBank): Partial<Portfolio> =>
  Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));

const tell = ({ loans, cards, seed, opensOn }: Portfolio): string =>
  `--loans ${loans} --cards ${cards} --seed ${seed} --open-day ${opensOn}`;
