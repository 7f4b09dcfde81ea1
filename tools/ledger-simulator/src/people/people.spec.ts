import { readPartiesRecord } from '@mora/contracts';
import { calendarDate } from '@mora/kernel';
import { loanOf, type Portfolio } from '../portfolio.js';
import { Behaviour } from './behaviour.js';
import { partiesHeartbeat, partiesRecords } from './parties-records.js';
import { peopleOf } from './person.js';

const PORTFOLIO: Portfolio = {
  seed: 'spec',
  loans: 600,
  cards: 0,
  opensOn: calendarDate('2026-03-02'),
  sharedPeople: true,
};
const people = peopleOf(PORTFOLIO);
const share = (land: string): number =>
  people.filter(({ home }) => home.jurisdiction.startsWith(land)).length / people.length;

it('sends nothing that the contract of the door refuses', () => {
  const all = [...partiesRecords(PORTFOLIO), partiesHeartbeat(PORTFOLIO.opensOn)];
  expect(all.map((record) => readPartiesRecord(JSON.parse(JSON.stringify(record))))).toHaveLength(all.length);
});

it('says the same of the same seed, and other things of another', () => {
  expect(partiesRecords(PORTFOLIO)).toEqual(partiesRecords({ ...PORTFOLIO }));
  expect(partiesRecords(PORTFOLIO)).not.toEqual(partiesRecords({ ...PORTFOLIO, seed: 'other' }));
});

it('lives in three jurisdictions, and most zones are known', () => {
  expect(share('CN')).toBeCloseTo(0.6, 1);
  expect(share('TW')).toBeCloseTo(0.25, 1);
  expect(share('US')).toBeCloseTo(0.15, 1);
  const unknown = people.filter(({ zoneKnown }) => !zoneKnown).length;
  expect(unknown).toBeGreaterThan(0);
  expect(unknown).toBeLessThan(people.length / 20);
});

it('every sixth loan is of the person of the one before it, and every loan is of somebody', () => {
  expect(people.filter(({ loans }) => loans.length === 2)).toHaveLength(PORTFOLIO.loans / 6);
  expect(people.flatMap(({ loans }) => loans).toSorted()).toEqual(
    Array.from({ length: PORTFOLIO.loans }, (_, n) => loanOf(PORTFOLIO, n + 1).id).toSorted(),
  );
});

it('a bank without shared people links every loan to a party of its own', () => {
  const { sharedPeople: _none, ...alone } = PORTFOLIO;
  expect(peopleOf(alone)).toHaveLength(PORTFOLIO.loans);
});

it('behaves the same whatever was asked before', () => {
  const behaviour = new Behaviour('spec');
  const on = calendarDate('2026-03-09');
  const first = behaviour.onCall('L-000007', on, 1);
  behaviour.onCall('L-000008', on, 1);
  expect(new Behaviour('spec').onCall('L-000007', on, 1)).toBe(first);
  const outcomes = new Set(Array.from({ length: 400 }, (_, n) => behaviour.onCall(`L-${n}`, on, 1)));
  expect([...outcomes].toSorted()).toEqual(['dispute', 'no-answer', 'opt-out', 'promise', 'talk', 'wrong-person']);
});
