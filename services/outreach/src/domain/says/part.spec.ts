import { calendarDate as day } from '@mora/kernel';
import {
  outreachComplaintClosed,
  outreachComplaintRaised,
  outreachDisputeClosed,
  outreachDisputeRaised,
  outreachHardshipReported,
  outreachPersonTouched,
  outreachQuestionAnswered,
  outreachQuestionAsked,
} from '@mora/contracts';
import { lines, on, PERSON, seen } from '../people/fixtures.js';
import type { CloseSay, Say, Saying } from './commands.js';
import { nothingSaid, onSays, saysFlags, type SaysPart } from './part.js';

const DAY = '2026-03-05'; // a Thursday
const CONTRACTS = {
  'dispute-raised': outreachDisputeRaised,
  'dispute-closed': outreachDisputeClosed,
  'complaint-raised': outreachComplaintRaised,
  'complaint-closed': outreachComplaintClosed,
  'hardship-reported': outreachHardshipReported,
  'question-asked': outreachQuestionAsked,
  'question-answered': outreachQuestionAnswered,
  'person-touched': outreachPersonTouched,
} as const;

const say = (saying: Saying, sayId = 's1'): Say => ({
  kind: 'say',
  sayId,
  personId: PERSON,
  role: 'borrower',
  via: 'word',
  saying,
});
const close = (outcome: CloseSay['outcome'], verificationSentOn: string | null = null): CloseSay => ({
  kind: 'close-say',
  sayId: 's1',
  outcome,
  verificationSentOn: verificationSentOn === null ? null : day(verificationSentOn),
  by: 'li',
});
const hear = (saying: Saying, part: SaysPart = nothingSaid, id?: string) =>
  onSays(part, say(saying, id), seen(), on(DAY));

// prettier-ignore
it.each<[Saying, string[], string[], string | undefined]>([
  // what is said                                                          what is told                    flags of the loan             what it stops
  [{ says: 'opt-out', channel: 'sms' },                                    ['person-touched'],             [],                           undefined],
  [{ says: 'opt-in', channel: 'all' },                                     ['person-touched'],             [],                           undefined],
  [{ says: 'wrong-person', pointId: 'mobile-1' },                          ['person-touched'],             [],                           undefined],
  [{ says: 'vulnerability', flags: ['vulnerable'] },                       ['person-touched'],             [],                           undefined],
  [{ says: 'vulnerability-over', flags: ['vulnerable'] },                  ['person-touched'],             [],                           undefined],
  [{ says: 'dispute', about: 'amount', written: false },                   ['dispute-raised'],             ['dispute'],                  'dispute'],
  [{ says: 'dispute', about: 'fraud', written: true },                     ['dispute-raised'],             ['dispute', 'written-dispute'], 'dispute'],
  [{ says: 'complaint', about: 'agency', agencyId: 'a1', topic: 'tone' },  ['complaint-raised'],           ['complaint'],                'complaint'],
  [{ says: 'hardship', reason: 'illness' },                                ['hardship-reported'],          ['vulnerable'],               'hardship'],
  [{ says: 'question', topic: 'interest' },                                ['question-asked'],             ['question-open'],            undefined],
  [{ says: 'cease' },                                                      ['person-touched'],             ['cease'],                    'cease'],
])('%j', (saying, told, flags, stop) => {
  const step = hear(saying);
  expect(lines(step.said)).toEqual(told);
  for (const { type, data } of step.said ?? []) CONTRACTS[type as keyof typeof CONTRACTS].of(data as never);
  expect(saysFlags(step.part)).toEqual(flags);
  expect(step.stop).toBe(stop);
  expect(step.writes).toMatchObject([{ table: 'say', row: { say: { says: saying.says } } }]);
});

it('what is personal goes to the lane of the person, by the person’s id', () => {
  expect(hear({ says: 'wrong-person', pointId: 'mobile-1' }).said).toEqual([
    {
      type: 'person-touched',
      to: PERSON,
      data: { loanId: 'demo:L-1', personId: PERSON, change: { kind: 'wrong-point', pointId: 'mobile-1' } },
    },
  ]);
});

it('the like of what is open changes nothing; that it now comes in writing does', () => {
  const { part } = hear({ says: 'dispute', about: 'amount', written: false });
  expect(hear({ says: 'dispute', about: 'amount', written: false }, part, 's2')).toEqual({ part });
  const written = hear({ says: 'dispute', about: 'amount', written: true }, part, 's3');
  expect(lines(written.said, 'disputeId', 'written')).toEqual(['dispute-raised s1 true']);
  expect(saysFlags(written.part)).toEqual(['dispute', 'written-dispute']);
  expect(hear({ says: 'dispute', about: 'amount', written: false }, written.part, 's4')).toEqual({
    part: written.part,
  });
  expect(hear({ says: 'dispute', about: 'fraud', written: false }, part, 's5').part.open).toHaveLength(2);
});

it('a complaint about another firm is another complaint, and each text is a question of its own', () => {
  const about = (agencyId: string | null): Saying => {
    return { says: 'complaint', about: agencyId === null ? 'bank' : 'agency', agencyId, topic: 'tone' };
  };
  const first = hear(about('a1'));
  const second = hear(about('a2'), first.part, 's2');
  expect(lines(second.said, 'complaintId', 'agencyId')).toEqual(['complaint-raised s2 a2']);
  expect(lines(hear(about(null), second.part, 's3').said, 'complaintId')).toEqual(['complaint-raised s3']);
  expect(hear(about('a2'), second.part, 's4')).toEqual({ part: second.part });

  const text: Saying = { says: 'question', topic: 'free-text' };
  let { part } = hear(text);
  for (let n = 2; n <= 20; n += 1) ({ part } = hear(text, part, `s${n}`));
  expect(part.open).toHaveLength(20);
  const next = hear(text, part, 's21');
  expect([next.part, next.said]).toEqual([part, undefined]);
  expect(next.writes).toMatchObject([{ table: 'say', row: { say: { sayId: 's21' }, end: { outcome: 'joined' } } }]);
});

// prettier-ignore
it.each<[Saying, CloseSay['outcome'], string | null, string]>([
  [{ says: 'dispute', about: 'amount', written: false }, 'rejected',  null,         'dispute-closed'],
  [{ says: 'dispute', about: 'amount', written: true },  'rejected',  null,         'refused verification-not-sent'],
  [{ says: 'dispute', about: 'amount', written: true },  'rejected',  '2026-03-04', 'dispute-closed'],
  [{ says: 'dispute', about: 'amount', written: true },  'upheld',    null,         'dispute-closed'],
  [{ says: 'dispute', about: 'amount', written: false }, 'answered',  null,         'refused outcome-unfit'],
  [{ says: 'complaint', about: 'bank', agencyId: null, topic: 'tone' }, 'settled', null, 'complaint-closed'],
  [{ says: 'complaint', about: 'bank', agencyId: null, topic: 'tone' }, 'upheld', null,  'refused outcome-unfit'],
  [{ says: 'question', topic: 'interest' },              'answered',  null,         'question-answered'],
  [{ says: 'hardship', reason: 'illness' },              'ended',     null,         ''],
  [{ says: 'cease' },                                    'withdrawn', null,         'person-touched'],
])('%j ends as %s with proof of %s: %s', (saying, outcome, sentOn, expected) => {
  const { part } = hear(saying);
  const step = onSays(part, close(outcome, sentOn), seen(), on('2026-03-06'));
  const found = step.refuse === undefined ? lines(step.said).join() : `refused ${step.refuse.because}`;
  expect(found).toBe(expected);
  for (const { type, data } of step.said ?? []) CONTRACTS[type as keyof typeof CONTRACTS].of(data as never);
  expect(saysFlags(step.part)).toEqual(step.refuse === undefined ? [] : saysFlags(part));
});

it('nothing that is not open is closed', () => {
  expect(onSays(nothingSaid, close('withdrawn'), seen(), on(DAY)).refuse?.because).toBe('say-not-open');
});

it('a question of a Thursday is to be answered by Monday at the same hour, and rings then', () => {
  const step = hear({ says: 'question', topic: 'interest' });
  expect(step.timers).toEqual([{ key: 'question-late/s1', kind: 'question-late', dueAt: on('2026-03-09').now }]);
  expect(onSays(step.part, close('answered'), seen(), on('2026-03-06')).clear).toEqual(['question-late/s1']);
});

it('a hardship holds for its days and then ends by itself', () => {
  const { part, reviewOn } = hear({ says: 'hardship', reason: 'illness' });
  expect(reviewOn).toBe('2026-04-04');
  const closing = (date: string) => onSays(part, { kind: 'day-closed', day: day(date) }, seen(), on(date));
  expect(saysFlags(closing('2026-04-03').part)).toEqual(['vulnerable']);
  expect(saysFlags(closing('2026-04-04').part)).toEqual([]);
});
