import { calendarDate as day } from '@mora/kernel';
import { runtimeMigrations } from '@mora/runtime';
import { useDatabase } from '@mora/testing';
import { reading } from '../loan/reading.js';
import { negotiationMigrations } from '../migrations/index.js';
import { authorities, authorityOn, setAuthority } from './authority.register.js';

const db = useDatabase({ migrations: [...runtimeMigrations, ...negotiationMigrations] });
const BANK = 'demo' as never;
const set = (tier: 'T2' | 'T3' | 'T4', from: string, until: string | null = null) =>
  setAuthority(reading(db.pool), BANK, {
    ...{ actor: 'wu', tier, from: day(from), until: until === null ? null : day(until), setBy: 'qian' },
  });
const on = (date: string, tenant = BANK) => authorityOn(reading(db.pool), tenant, 'wu', day(date));

it('an authority holds from its first day to its last, and the one that has begun last is the one', async () => {
  await set('T4', '2026-03-10', '2026-03-20');
  await set('T2', '2026-03-18');
  for (const [date, tier] of [
    ['2026-03-09', null],
    ['2026-03-10', 'T4'],
    ['2026-03-17', 'T4'],
    ['2026-03-18', 'T2'],
    ['2026-12-31', 'T2'],
  ] as const) {
    expect([date, await on(date)]).toEqual([date, tier]);
  }
});

it('one that has ended leaves what the role gives, also where an earlier one would still hold', async () => {
  await set('T3', '2026-01-01');
  await set('T4', '2026-03-10', '2026-03-20');
  expect([await on('2026-03-20'), await on('2026-03-21')]).toEqual(['T4', null]);
});

it('said again for the same day it is replaced; another bank knows nothing of it', async () => {
  await set('T4', '2026-03-10');
  await set('T2', '2026-03-10');
  expect(await on('2026-03-10')).toBe('T2');
  expect(await on('2026-03-10', 'other' as never)).toBeNull();
  expect(await authorities(reading(db.pool), [BANK])).toEqual([
    { actor: 'wu', tier: 'T2', from: '2026-03-10', until: null, setBy: 'qian' },
  ]);
});
