import { addDays, type CalendarDate } from '@mora/kernel';
import { type Behaviour, type Person, type Word } from '@mora/ledger-simulator';
import type { Overdue } from './overdue.js';
import { type Doors, post } from './requests.js';
import { TENANT } from './tenant.js';

export const whoOf = ({ party }: Person) => ({ person: `${TENANT}:${party}`, role: 'borrower' });

/** What the words are in the language of the door. */
const WORDS: Readonly<Record<Word, object>> = {
  'opt-out': { says: 'opt-out', channel: 'sms' },
  dispute: { says: 'dispute', about: 'amount', written: false },
  complaint: { says: 'complaint', topic: 'tone' },
  hardship: { says: 'hardship', topic: 'job-loss' },
  question: { says: 'question', topic: 'balance' },
  cease: { says: 'cease' },
  vulnerable: { says: 'vulnerability', effects: ['vulnerable'] },
};
const PROMISED = '300.00';

/** Whoever owes something may write, call or come by; the bank's people put it into Mora. Answers of which loans. */
export async function letBorrowersSpeak(
  world: Doors,
  behaviour: Behaviour,
  overdue: readonly Overdue[],
  on: CalendarDate,
): Promise<readonly string[]> {
  const spoke: string[] = [];
  for (const { loan, person } of overdue) {
    const word = behaviour.says(loan, on);
    if (word === null) continue;
    await say(world, loan, person, WORDS[word]);
    spoke.push(loan);
  }
  return spoke;
}

export async function say(world: Doors, loan: string, person: Person, words: object): Promise<void> {
  await post(world, `/v1/loans/${encodeURIComponent(loan)}/says`, { ...whoOf(person), ...words }, 'li', 'collector');
}

/** Promises a part of what is owed; Mora refuses where that is more than there is, or where one is open. */
export async function promise(
  world: Doors,
  behaviour: Behaviour,
  { loan, person }: Overdue,
  on: CalendarDate,
): Promise<void> {
  const { days } = behaviour.promises(loan, on);
  const parts = [{ dueOn: addDays(on, days), amount: PROMISED }];
  const json = { ...whoOf(person), currency: 'CNY', parts, method: 'bank-transfer' };
  await post(world, `/v1/loans/${encodeURIComponent(loan)}/promises`, json, 'li', 'collector');
}
