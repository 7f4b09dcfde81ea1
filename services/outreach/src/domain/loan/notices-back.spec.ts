import { addDays } from '@mora/kernel';
import { id128 } from '../ids.js';
import type { CloseSay, Saying } from '../says/commands.js';
import type { LoanEvent } from './event.js';
import { answerTo, dayOf, factsOf, LI, linked, LoanStory, WANG, type WantedData } from './fixtures.js';

const QUESTION: Saying = { says: 'question', topic: 'interest' };
const ORAL: Saying = { says: 'dispute', about: 'amount', written: false };
const WRITTEN: Saying = { says: 'dispute', about: 'amount', written: true };

const said = (saying: Saying, sayId = 's1', personId = WANG): LoanEvent => {
  return { kind: 'say', sayId, personId, role: 'borrower', via: 'word', saying };
};
const close = (outcome: CloseSay['outcome'], verificationSentOn: CloseSay['verificationSentOn'] = null): LoanEvent => {
  return { kind: 'close-say', sayId: 's1', outcome, verificationSentOn, by: 'li' };
};
const verify: LoanEvent = { kind: 'verify-say', sayId: 's1', by: 'li' };

const story = (...events: readonly LoanEvent[]) =>
  new LoanStory().take(
    { kind: 'registered', product: 'consumer-loan', currency: 'CNY', cutOver: false },
    linked(),
    linked(LI),
    factsOf(WANG),
    factsOf(LI),
    ...events,
  );

/** What is asked for of whom, by which ways. */
const asked = (told: LoanStory) =>
  told
    .heard<WantedData & { templateId: string }>('contact-wanted')
    .map(({ templateId, purpose, personId, channels }) => `${templateId} ${purpose} ${personId} ${channels.join('+')}`);

const ANSWER = [`question-answered reply ${WANG} email+letter`];
const PROOF = [`dispute-verified statutory-notice ${WANG} letter+email`];

// prettier-ignore
it.each<[string, Saying, LoanEvent, readonly string[]]>([
  ['a question that is answered',               QUESTION, close('answered'),               ANSWER],
  ['a question that is withdrawn',              QUESTION, close('withdrawn'),              []],
  ['a dispute that is rejected',                ORAL,     close('rejected'),               PROOF],
  ['a dispute that was proved by another way',  WRITTEN,  close('rejected', dayOf(0)),     []],
  ['a dispute that is upheld',                  WRITTEN,  close('upheld'),                 []],
  ['proof that is asked for before',            WRITTEN,  verify,                          PROOF],
  ['proof of what is no dispute',               QUESTION, verify,                          []],
])('%s: whoever said it, and nobody else, is written to', (_what, saying, event, expected) => {
  expect(asked(story(said(saying), event))).toEqual(expected);
});

it('each of two questions has its own answer', () => {
  const first = { ...QUESTION, topic: 'free-text' } as Saying;
  const told = story(said(first), said(first, 's2'), close('answered'), {
    ...close('answered'),
    sayId: 's2',
  } as LoanEvent);
  expect(asked(told)).toEqual([...ANSWER, ...ANSWER]);
});

describe('a written dispute', () => {
  const disputed = () => story(said(WRITTEN), verify);

  /** The gate allows the letter; the sender claims it and says what came of it. */
  function sent(told: LoanStory, outcome: 'sent' | 'failed' = 'sent') {
    const [wanted] = told.wanted();
    if (wanted === undefined) throw new Error('nothing was wanted');
    const claim = { noticeId: id128(wanted.contactId, 'letter'), attemptId: 'a' };
    const how = {
      provider: 'p',
      providerRef: 'r',
      reason: null,
      definite: false,
      proofHash: 'h',
      template: null,
      at: 0,
    };
    return told.take(
      answerTo(wanted, { step: null, channel: 'letter' }),
      { kind: 'claim-notice', ...claim },
      { kind: 'notice-outcome', ...claim, ...how, outcome },
    );
  }

  it('is rejected only when its proof has gone out, and then with the day on which it did', () => {
    expect(disputed().take(close('rejected')).refused).toBe('verification-not-sent');
    expect(sent(disputed(), 'failed').take(close('rejected')).refused).toBe('verification-not-sent');
    const told = sent(disputed());
    expect(told.take(verify).refused).toBe('verified-already');
    expect(told.take(close('rejected')).heard('dispute-closed')).toMatchObject([
      { outcome: 'rejected', verificationSentOn: dayOf(0) },
    ]);
    expect(asked(told)).toEqual([]);
  });

  it('that is upheld before its proof has left takes the proof back', () => {
    const told = disputed();
    const [wanted] = told.wanted();
    const closed = told.take(close('upheld')).close();
    expect(closed.heard('contact-withdrawn')).toMatchObject([
      { contactId: wanted?.contactId, because: 'dispute-closed' },
    ]);
  });

  it('what is written back is on its way for so many days at most', () => {
    expect(disputed().wanted()).toMatchObject([{ lapsesOn: addDays(dayOf(0), 7) }]);
  });
});
