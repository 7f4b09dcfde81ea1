import { calendarDate } from '@mora/kernel';
import { ledgerPart, type LedgerPart } from '../loan/parts/ledger.js';
import { mayErase } from './erasure.js';
import { known, LOAN } from './fixtures.js';

const today = calendarDate('2026-03-10');

/** What stands against erasing a person whose only loan the ledger says this of. */
function against(status: LedgerPart['status']): readonly string[] {
  const told = ledgerPart.tells?.({ ...ledgerPart.start, status }, today);
  if (told === undefined) throw new Error('the ledger tells');
  const slices = { ledger: { version: 2, ...told } };
  return mayErase({ ...known, loans: { [LOAN]: { loanId: LOAN, role: 'borrower', slices } } }, [], today).refused;
}

// prettier-ignore
it.each<[LedgerPart['status'], readonly string[]]>([
  ['active',      ['debt-open']],
  ['written-off', ['debt-open']], // the bank has given up hope of it, not the claim
  ['closed',      []],
  ['transferred', []], // owed to somebody else, who keeps his own records
])('of a loan that is %s the person may be erased: against it stands %j', (status, refused) => {
  expect(against(status)).toEqual(refused);
});

it('a loan that was written off is not dunned for', () => {
  const written = ledgerPart.tells?.({ ...ledgerPart.start, status: 'written-off' }, today);
  expect(written?.flags).toEqual(['closed']);
});
