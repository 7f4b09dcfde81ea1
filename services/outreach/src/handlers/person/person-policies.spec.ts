import { disclosuresOf } from './person-policies.js';

const templates = [
  { id: 'first-overdue', discloses: ['amount', 'sender'] },
  { id: 'first-overdue', discloses: ['sender', 'opt-out'] },
  { id: 'letter', discloses: ['amount'] },
];

it.each([
  ['first-overdue', ['sender']],
  ['letter', ['amount']],
  ['nobody wrote this', undefined],
])('a message by %s surely says %j', (id, says) => {
  const found = disclosuresOf(templates)(id);
  expect(found === undefined ? undefined : [...found]).toEqual(says);
});
