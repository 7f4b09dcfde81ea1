import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calendarDate } from '@mora/kernel';
import { type AskedBank, rememberBank } from './remembered-bank.js';

const NOTHING: AskedBank = { seed: undefined, loans: undefined, cards: undefined, opensOn: undefined };
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mora-bank-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('a new folder gets the bank that was asked for, and a usual one for the rest', async () => {
  const bank = await rememberBank(folder, { ...NOTHING, loans: 50, opensOn: calendarDate('2025-03-01') });
  expect(bank).toEqual({ seed: '1', loans: 50, cards: 40, opensOn: '2025-03-01', sharedPeople: true, goesToLaw: true });
});

it('a start without options goes on with the bank that the folder holds', async () => {
  await rememberBank(folder, { ...NOTHING, loans: 50, seed: 'x' });
  expect(await rememberBank(folder, NOTHING)).toMatchObject({ loans: 50, seed: 'x' });
});

it('another bank on the same data is refused, and the refusal names the one that is there', async () => {
  await rememberBank(folder, { ...NOTHING, loans: 50 });
  await expect(rememberBank(folder, { ...NOTHING, loans: 51 })).rejects.toThrow(/holds another bank \(--loans 50 /);
});
