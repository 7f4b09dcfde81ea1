import { type Asked, type Contacts, forgottenIn, lapsedIn, lateIn } from './contacts.js';

const moment = (text: string): number => Date.parse(text);
const NOTHING = { withdrawn: 0, asked: [] };
const judged = (outcome: 'allowed' | 'lapsed', decided: string): Contacts => ({
  judged: [{ contactId: 'c', outcome, decidedAt: moment(decided), lapsesOn: '2025-02-11' }],
  notices: [],
  ...NOTHING,
});
const notice = (claimed: string | null): Contacts => ({
  judged: [],
  notices: [
    {
      noticeId: 'n',
      state: claimed === null ? 'lapsed' : 'sent',
      claimedAt: claimed === null ? null : moment(claimed),
      validUntil: moment('2025-02-11T04:00:00Z'),
    },
  ],
  ...NOTHING,
});

it.each<[string, Contacts, number]>([
  ['on the last day that it is wanted, wherever that ends last', judged('allowed', '2025-02-12T11:59:59Z'), 0],
  ['when that day is over everywhere', judged('allowed', '2025-02-12T12:00:00Z'), 1],
  ['never, where it has lapsed', judged('lapsed', '2025-03-12T12:00:00Z'), 0],
  ['as long as it is valid', notice('2025-02-11T04:00:00Z'), 0],
  ['a second later', notice('2025-02-11T04:00:01Z'), 1],
  ['never, as nobody has sent it', notice(null), 0],
])('is made %s', (_when, contacts, late) => {
  expect(lateIn(contacts)).toHaveLength(late);
});

it('counts what was missed, by the gate, by the senders or by the loan itself', () => {
  const missed = [
    judged('lapsed', '2025-02-12T12:00:00Z'),
    notice(null),
    { ...notice('2025-02-11T04:00:00Z'), withdrawn: 1 },
  ];
  expect(missed.map(lapsedIn)).toEqual([1, 1, 1]);
  expect(lapsedIn(judged('allowed', '2025-02-11T12:00:00Z'))).toBe(0);
});

it.each<[string, readonly Asked[], number]>([
  ['what is over, and was never judged', [{ contactId: 'd', loanId: 'l', lapsesOn: '2025-02-11' }], 1],
  ['not what may still come', [{ contactId: 'd', loanId: 'l', lapsesOn: '2025-02-12' }], 0],
  ['not what was judged', [{ contactId: 'c', loanId: 'l', lapsesOn: '2025-02-11' }], 0],
])('finds as forgotten %s', (_what, asked, found) => {
  expect(forgottenIn({ ...judged('lapsed', '2025-02-12T12:00:00Z'), asked }, '2025-02-12')).toHaveLength(found);
});
