import { type OutreachEvidence, wrongIn } from './check.js';

const notice = (state: string, claimed = true, channel = 'sms') => {
  return { noticeId: 'n', decisionId: 'd', channel, state, claimed };
};
const WELL: OutreachEvidence = {
  notices: [notice('sent')],
  decisions: [{ decisionId: 'd', channel: 'sms', outcomes: ['allowed'] }],
  received: { n: 1 },
  said: [{ noticeId: 'n', type: 'sent', times: 1 }],
  killedAt: [],
  setAside: 0,
};
const given = (outcomes: readonly string[]) => [{ decisionId: 'd', channel: 'sms', outcomes }];

it.each<[string, Partial<OutreachEvidence>, string | null]>([
  ['all is well', {}, null],
  ['an unknown one that the provider has', { notices: [notice('unknown')] }, null],
  ['a failed one that it has not', { notices: [notice('failed')], received: {} }, null],
  [
    'one that lapsed and was given back',
    { notices: [notice('lapsed', false)], decisions: given(['allowed', 'returned']), received: {} },
    null,
  ],
  ['two messages', { received: { n: 2 } }, 'notice n: 2 messages at the provider'],
  ['a message of no notice', { received: { n: 1, other: 1 } }, 'notice other: the provider has it, the books do not'],
  ['a failed one that it has', { notices: [notice('failed')] }, 'notice n: failed, and the provider has it'],
  ['one that is still claimed', { notices: [notice('claimed')], received: {} }, 'notice n: still claimed'],
  ['delivered to nobody', { notices: [notice('delivered')], received: {} }, 'notice n: delivered, and nobody has it'],
  ['a letter that the post has delivered', { notices: [notice('delivered', true, 'letter')], received: {} }, null],
  [
    'a letter that was delivered, and never written',
    { notices: [notice('delivered', false, 'letter')], received: {}, decisions: [] },
    'notice n: delivered, and nobody has it',
  ],
  ['made and given back', { decisions: given(['allowed', 'returned']) }, 'decision d: made, and given back'],
  ['lost', { notices: [], received: {} }, 'decision d: neither made nor given back'],
  ['killed at the provider, and nobody knows', { notices: [notice('unknown')], killedAt: ['n'], received: {} }, null],
  ['killed at the provider, who has told of it since', { killedAt: ['n'] }, null],
  [
    'killed at the provider, and called failed',
    { notices: [notice('failed')], killedAt: ['n'], received: {} },
    'notice n: nobody can know that it is failed',
  ],
  ['said twice', { said: [{ noticeId: 'n', type: 'sent', times: 2 }] }, 'notice n: sent 2 times'],
  ['a record that was set aside', { setAside: 1 }, '1 records were set aside'],
])('%s', (_what, change, says) => {
  expect(wrongIn({ ...WELL, ...change })).toEqual(says === null ? [] : [says]);
});
