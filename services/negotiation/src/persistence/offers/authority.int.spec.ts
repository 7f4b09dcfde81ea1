import { calendarDate as day } from '@mora/kernel';
import { runtimeMigrations } from '@mora/runtime';
import { useDatabase } from '@mora/testing';
import type { AuthorityTier } from '../../domain/approvals/authority.js';
import { reading } from '../loan/reading.js';
import { negotiationMigrations } from '../migrations/index.js';
import { authorities, type Authority, entriesOf, setAuthority, stands } from './authority.register.js';

const db = useDatabase({ migrations: [...runtimeMigrations, ...negotiationMigrations] });
const BANK = 'demo' as never;
const NOON = new Date('2026-03-01T12:00:00Z');
const said = (tier: AuthorityTier, from: string, until: string | null = null): Authority => ({
  ...{ actor: 'wu', tier, from: day(from), until: until === null ? null : day(until), setBy: 'qian' },
});
const set = (...one: Parameters<typeof said>) => setAuthority(reading(db.pool), BANK, said(...one), NOON);
const tiersOn = async (date: string, tenant = BANK) =>
  (await entriesOf(reading(db.pool), tenant, 'wu', day(date))).map(({ tier }) => tier);

it('what has begun by a day is read in the order in which it was said; another bank knows nothing of it', async () => {
  await set('T4', '2026-03-10', '2026-03-20');
  await set('none', '2026-03-18');
  await set('T2', '2026-03-10');
  expect(await tiersOn('2026-03-09')).toEqual([]);
  expect(await tiersOn('2026-03-17')).toEqual(['T4', 'T2']);
  expect(await tiersOn('2026-03-18')).toEqual(['T4', 'none', 'T2']);
  expect(await tiersOn('2026-03-18', 'other' as never)).toEqual([]);
});

it('said again for the same day it stands beside what was said before, each with its time', async () => {
  await set('T4', '2026-03-10');
  await set('T2', '2026-03-10');
  const line = { ...said('T2', '2026-03-10'), setAt: '2026-03-01T12:00:00Z' };
  expect(await authorities(reading(db.pool), [BANK])).toEqual([line, { ...line, tier: 'T4' }]);
});

it('what stands is what was said last for a day', async () => {
  await set('T4', '2026-03-10', '2026-03-20');
  const standing = (...one: Parameters<typeof said>) => stands(reading(db.pool), BANK, said(...one));
  expect(await standing('T4', '2026-03-10', '2026-03-20')).toBe(true);
  expect(await standing('T4', '2026-03-10')).toBe(false);
  expect(await standing('T4', '2026-03-11', '2026-03-20')).toBe(false);
  await set('T2', '2026-03-10');
  expect(await standing('T4', '2026-03-10', '2026-03-20')).toBe(false);
});
