import { outreachLoanFacts } from '@mora/contracts';
import { dayOf, factsOf, LI, linked, LoanStory, WANG } from '../loan/fixtures.js';
import type { LostContact } from '../words.js';
import { lostBorrowers } from './lost.js';

// prettier-ignore
it.each<[string, Readonly<Record<string, LostContact>>, LostContact]>([
  ['nobody is known',                     {},                                              'no'],
  ['the borrower can be found',           { a: 'no' },                                     'no'],
  ['no number is any good',               { a: 'number-invalid' },                         'number-invalid'],
  ['three calls were not answered',       { a: 'three-failed' },                           'three-failed'],
  ['one of two borrowers can be found',   { a: 'number-invalid', b: 'no' },                'no'],
  ['both are lost, each by another way',  { a: 'number-invalid', b: 'three-failed' },      'three-failed'],
])('%s', (_name, lost, expected) => {
  expect(lostBorrowers(lost)).toBe(expected);
});

const FRIEND = LI;
const told = (story: LoanStory) =>
  story
    .heard<{ personId: string; slice: string; facts: Record<string, unknown> }>('loan-facts')
    .map((data) => outreachLoanFacts.check(data as never))
    .filter(({ personId, slice }) => personId === FRIEND && slice === 'notices')
    .map(({ facts }) => facts['lostContact']);

const loan = () => new LoanStory().take(linked(), linked(FRIEND, { role: 'contact' }), factsOf(WANG)).close();

it('a listed contact’s lane is told when the borrower is lost, and when the borrower is found again', () => {
  const story = loan();
  expect(told(story)).toEqual(['no']);
  const heard = (id: string, lostContact: LostContact) => told(story.one(id, factsOf(WANG, { lostContact })));
  expect(heard('facts/1', 'three-failed')).toEqual(['three-failed']);
  expect(heard('facts/2', 'three-failed')).toEqual([]);
  expect(heard('facts/3', 'no')).toEqual(['no']);
});

it('that the contact or a guarantor cannot be found says nothing of the borrower', () => {
  const story = loan().take(linked(FRIEND, { role: 'contact', from: dayOf(0) }));
  told(story);
  expect(told(story.one('facts/1', factsOf(FRIEND, { lostContact: 'number-invalid' })))).toEqual([]);
});
