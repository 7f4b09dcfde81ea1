import { expect, it } from '@jest/globals';
import { addDays } from '@mora/kernel';
import { Bank, FIRST_DAY } from './generator.js';

const LOAD = {
  loans: 60,
  days: 3,
  events: 1_000,
  kills: 0,
  brokerKills: 0,
  databaseRestarts: 0,
  fuzzed: 0,
};

const bankAfter = (seed: number) => {
  const bank = new Bank(seed, LOAD);
  const days = [0, 1, 2].map((n) => bank.day(addDays(FIRST_DAY, n)));
  return { bank, days };
};

it('the same seed is the same bank, another seed another', () => {
  const texts = (seed: number) => bankAfter(seed).days.flatMap(({ deliveries }) => deliveries.map(({ text }) => text));
  expect(texts(1)).toEqual(texts(1));
  expect(texts(1)).not.toEqual(texts(2));
});

it('every distinct record is sent at least once, as many as were asked for, and the close comes last', () => {
  const { bank, days } = bankAfter(3);
  const sent = new Set(days.flatMap(({ deliveries }) => deliveries.map(({ text }) => text)));
  expect(bank.sent.filter(({ text }) => !sent.has(text))).toEqual([]);
  expect(bank.sent.length).toBeGreaterThan(LOAD.events * 0.9);
  expect(days.map(({ deliveries }) => deliveries.at(-1)?.text.includes('day-closed'))).toEqual([true, true, true]);
});
