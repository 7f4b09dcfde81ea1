import { type NegotiationEvidence, wrongIn } from './check.js';
import type { Closing } from './in-a-row.js';

const accepted = { offerId: 'o', planId: 'p', requestId: 'r', times: 1 };
const ask = { requestId: 'r', planId: 'p', times: 1 };
const plan = (state: string) => [{ planId: 'p', loanId: 'l', state, requestId: 'r' }];
const paid = { loanId: 'l', paymentId: 't', minor: 500n };
const matched = { ...paid, planId: 'p' };
const loan = { loanId: 'l', paidMinor: 500n, consecutive: 0 };
const closing = (key: string, what: Closing['what'], consecutive: number | null): Closing => ({
  loanId: 'l',
  key,
  episodeId: 'e',
  what,
  consecutive,
});
const failed = (nth: number, consecutive: number) => closing(`round ${nth}`, 'failed', consecutive);

const WELL: NegotiationEvidence = {
  answered: [accepted],
  accepted: [accepted],
  asks: [ask],
  booked: ['r'],
  activated: [{ about: 'p', times: 1 }],
  plans: plan('active'),
  matched: [matched],
  money: [paid],
  loans: [loan],
  closings: [],
  unsent: 0,
  unread: 0,
  setAside: 0,
};

it.each<[string, Partial<NegotiationEvidence>, readonly string[]]>([
  ['all is well', {}, []],
  ['accepted, and the answer never heard', { answered: [] }, []],
  ['one that the ledger need not be asked about', { asks: [], ...without('r') }, []],
  ['not booked yet', { booked: [], activated: [], plans: plan('awaiting'), matched: [] }, []],
  ['asked twice', { asks: [{ ...ask, times: 2 }] }, ['ask r: asked 2 times']],
  ['asked by nobody', { asks: [] }, ['plan p: nobody is asked']],
  [
    'asked for another plan',
    { asks: [{ ...ask, planId: 'q' }] },
    ['plan p: nobody is asked', 'ask r: nobody has accepted its plan'],
  ],
  ['accepted twice', { accepted: [{ ...accepted, times: 2 }] }, ['offer o: accepted 2 times']],
  [
    'told to the borrower alone',
    { accepted: [], asks: [] },
    ['offer o: the borrower was told that it is accepted, and nobody else'],
  ],
  [
    'another plan than was told',
    { answered: [{ ...accepted, planId: 'q' }] },
    ['offer o: the borrower was told of another plan'],
  ],
  ['a plan that is lost', { plans: [] }, ['plan p: accepted, and lost', 'plan p: in force, and lost']],
  ['in force twice', { activated: [{ about: 'p', times: 2 }] }, ['plan p: in force 2 times']],
  ['in force, and never said', { activated: [] }, ['plan p: active, and nobody was told']],
  ['booked, and missed', { activated: [], plans: plan('awaiting') }, ['plan p: booked, and still waited for']],
  ['matched twice', { matched: [matched, { ...matched, planId: 'q' }] }, ['plan q: payment t is matched twice']],
  ['matched by more', { matched: [{ ...matched, minor: 501n }] }, ['plan p: payment t is matched by more than it is']],
  [
    'taken back, and known still',
    { money: [] },
    ['plan p: payment t was never made, or was taken back', 'loan l: 0 came in, 500 is known'],
  ],
  ['a payment that is lost', { loans: [{ ...loan, paidMinor: 0n }] }, ['loan l: 500 came in, 0 is known']],
  ['two in a row', { closings: [failed(1, 1), failed(2, 2)], loans: [{ ...loan, consecutive: 2 }] }, []],
  [
    'counted twice',
    { closings: [failed(1, 2)], loans: [{ ...loan, consecutive: 1 }] },
    ['loan l: round 1 says 2 in a row where there are 1'],
  ],
  ['the same one again', { closings: [failed(1, 1), failed(1, 1)], loans: [{ ...loan, consecutive: 1 }] }, []],
  ['a row that has ended', { closings: [failed(1, 1), closing('active plan p', 'ended', null)] }, []],
  ['a failure that was taken back', { closings: [failed(1, 1), closing('round 1', 'taken-back', 0)] }, []],
  [
    'a row that its loan knows otherwise',
    { closings: [failed(1, 1)] },
    ['loan l: its row has 0 in a row where there are 1'],
  ],
  ['what was not sent', { unsent: 2 }, ['2 records were never sent']],
  ['what was not read', { unread: 3 }, ['3 records are not remembered']],
  ['what was set aside', { setAside: 1 }, ['1 records were set aside']],
])('%s', (_what, change, says) => {
  expect(wrongIn({ ...WELL, ...change })).toEqual(says);
});

function without(requestId: string): Partial<NegotiationEvidence> {
  const unasked = { ...accepted, requestId: null };
  const plans = plan('active').map((one) => (one.requestId === requestId ? { ...one, requestId: '' } : one));
  return { answered: [unasked], accepted: [unasked], plans, booked: [] };
}
