import { ledgerLoanIdOf, loanId, loanIdOf, tenantId, tenantOf } from './ids.js';

const BANK = tenantId('mora-bank');

it.each([
  ['a plain number', '417'],
  ['colons: the first one divides', 'core:LN:417'],
  ['spaces inside', 'LN 417'],
  ['the letters of any script', '貸款-417'],
  ['128 characters', 'x'.repeat(128)],
])("a ledger's loan id may be %s, and is found again in the loan's", (_rule, ledgerLoanId) => {
  const id = loanIdOf(BANK, ledgerLoanId);
  expect(loanId(id)).toBe(id);
  expect([tenantOf(id), ledgerLoanIdOf(id)]).toEqual(['mora-bank', ledgerLoanId]);
});

it.each([
  ['nothing', ''],
  ['a space in front', ' 417'],
  ['a colon in front', ':417'],
  ['a control character', 'LN\u0000417'],
  ['a line break', 'LN\n417'],
  ['half a surrogate, which a database would keep as another text', 'LN-\ud800'],
  ['129 characters', 'x'.repeat(129)],
])("a ledger's loan id is not %s", (_rule, ledgerLoanId) => {
  expect(() => loanIdOf(BANK, ledgerLoanId)).toThrow(RangeError);
});

it.each(['a', 'mora-bank', '0-9', 'x'.repeat(32)])('%s is a tenant', (text) => {
  expect(tenantId(text)).toBe(text);
});

it.each(['', 'Mora', '-bank', 'a_b', 'a:b', 'x'.repeat(33)])('"%s" is no tenant', (text) => {
  expect(() => tenantId(text)).toThrow(RangeError);
});

it.each(['', '417', ':417', 'mora-bank:', 'Mora:417'])('"%s" is no loan', (text) => {
  expect(() => loanId(text)).toThrow(RangeError);
});

it('two tenants may number their loans alike', () => {
  expect(loanIdOf(BANK, '1')).not.toBe(loanIdOf(tenantId('other-bank'), '1'));
});
