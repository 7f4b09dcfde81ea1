import { id128 } from '../ids.js';
import type { LoanEvent, NoticeRequested } from '../loan/event.js';
import { answerTo, dayOf, factsOf, linked, LoanStory, started, WANG, type WantedData } from '../loan/fixtures.js';
import type { LogCall } from './commands.js';

const request = (over: Partial<NoticeRequested>): NoticeRequested => ({
  ...{ kind: 'notice-requested', requester: 'legal', requestId: 'r-1', purpose: 'statutory-notice' },
  ...{ template: 'validation-notice', facts: {}, role: 'borrower', channels: ['email'] },
  ...{ notBefore: dayOf(0), deadline: dayOf(9), proof: 'sent' },
  ...over,
});

/** A loan of which the gate has allowed a contact; what it asked for then. */
function allowed(over: Partial<NoticeRequested> = {}): readonly [LoanStory, WantedData, LoanEvent] {
  const story = new LoanStory().take(linked(), factsOf(WANG), started(dayOf(0)), request(over));
  const [wanted] = story.wanted();
  if (wanted === undefined) throw new Error('nothing was wanted');
  const answer = answerTo(wanted, { step: null });
  return [story.take(answer), wanted, { ...answer, outcome: 'returned', reservation: null }];
}

const AT = Date.parse('2026-03-02T12:00:00Z');
const reports = (story: LoanStory) => story.heard<Record<string, unknown>>('contact-reported');
const noticeOf = ({ contactId, channels }: WantedData) => id128(contactId, channels[0] ?? 'email');
const handed = (wanted: WantedData, outcome: 'sent' | 'failed', attemptId = 'a-1'): LoanEvent => ({
  ...{ kind: 'notice-outcome', noticeId: noticeOf(wanted), attemptId, outcome, at: AT },
  ...{ provider: 'p', providerRef: 'r', reason: null, definite: false, proofHash: 'h' },
  template: { id: 'validation-notice', version: 1, language: 'en', hash: 'h' },
});
const claimOf = (wanted: WantedData): LoanEvent => {
  return { kind: 'claim-notice', noticeId: noticeOf(wanted), attemptId: 'a-1' };
};

describe('when the gate takes its yes back', () => {
  it('a notice that nobody has claimed does not leave, and the loan is looked at again', () => {
    const [story, wanted, returned] = allowed();
    story.take(returned);
    expect(story.heard('notice-lapsed')).toMatchObject([{ noticeId: noticeOf(wanted), reason: 'no-longer-allowed' }]);
    expect(story.take(claimOf(wanted)).refused).toBe('not-planned');
    expect(story.state?.reviewOn).toBe(dayOf(0));
  });

  it('one that has been claimed is on its way', () => {
    const [story, wanted, returned] = allowed();
    story.take(claimOf(wanted), returned, handed(wanted, 'sent'));
    expect(story.heard('notice-sent')).toHaveLength(1);
    const as = { outcome: 'used', purpose: 'statutory-notice', role: 'borrower', pointId: 'mobile-1', by: 'robot' };
    expect(reports(story)).toEqual([expect.objectContaining(as)]);
  });

  it('what it has taken back of another contact changes nothing', () => {
    const [story, wanted, returned] = allowed();
    story.take({ ...returned, decisionId: 'another' } as LoanEvent, claimOf(wanted));
    expect(story.refused).toBeNull();
  });

  it('a call that nobody has made comes off the list', () => {
    const [story, , returned] = allowed({ channels: ['call'], purpose: 'collection' });
    expect(Object.keys(story.state?.parts.notices.tasks ?? {})).toHaveLength(1);
    story.take(returned);
    expect(story.state?.parts.notices.tasks).toEqual({});
  });
});

const call = (over: Partial<LogCall> = {}): LogCall => ({
  ...{ kind: 'log-call', callId: 'call-1', direction: 'out', channel: 'call', personId: WANG, role: 'borrower' },
  ...{ decisionId: null, contactId: null, pointId: null, by: 'staff', agencyId: null, at: AT },
  ...{ reasonForDelinquency: null, recordingId: null },
  ...{ outcome: 'spoke-with-person', answered: true, conversation: true, invalidPoint: false },
  ...over,
});

describe('a call that is logged', () => {
  const story = () => new LoanStory().take(linked(), factsOf(WANG));

  it('is reported to the lane that counts it, by its own id, and whoever began it', () => {
    const common = { channel: 'call', answered: true, conversation: true, reportId: 'call-1', by: 'staff' };
    expect(reports(story().take(call({ decisionId: 'd-1', pointId: 'm' })))).toEqual([
      expect.objectContaining({ ...common, decisionId: 'd-1', pointId: 'm' }),
    ]);
    expect(reports(story().take(call({ direction: 'in' })))).toEqual([
      expect.objectContaining({ ...common, decisionId: 'call-1', direction: 'in', purpose: 'reply' }),
    ]);
  });

  it('is not reported again where the line of a firm’s file has been counted', () => {
    expect(reports(story().take(call({ by: 'agency', agencyId: 'a1', channel: 'agency-call' })))).toEqual([]);
  });
});

describe('a call that is planned', () => {
  const task = () => {
    const [story, { contactId }] = allowed({ channels: ['call'], purpose: 'collection' });
    return [story, `d-${contactId}`] as const;
  };
  const take = (taskId: string, by: string): LoanEvent => ({ kind: 'take-task', taskId, by });

  it('is one person’s from the moment it is taken', () => {
    const [story, taskId] = task();
    expect(story.take(take(taskId, 'li')).refused).toBeNull();
    expect(story.take(take(taskId, 'li')).refused).toBeNull();
    expect(story.take(take(taskId, 'zhao')).refused).toBe('task-taken');
    expect(story.take(call({ decisionId: taskId, reporter: 'zhao' })).refused).toBe('no-reservation');
    expect(story.take(call({ decisionId: taskId, reporter: 'li' })).refused).toBeNull();
    expect(story.take(take(taskId, 'li')).refused).toBe('task-over');
  });

  it('is whoever’s has made it, where nobody has taken it', () => {
    const [story, taskId] = task();
    expect(story.take(call({ decisionId: taskId, reporter: 'zhao' })).refused).toBeNull();
    expect(reports(story)).toMatchObject([{ decisionId: taskId, purpose: 'collection' }]);
  });
});

describe('a validation notice', () => {
  const bounced = (wanted: WantedData): LoanEvent => ({
    ...{ kind: 'receipt', noticeId: noticeOf(wanted), outcome: 'failed', provider: 'p', providerRef: 'r' },
    ...{ reason: 'bounced', definite: true, proofHash: null, at: AT },
  });
  const dated = (story: LoanStory) => story.state?.parts.notices.validationSentOn;

  it('that has come back has told nobody anything', () => {
    const [story, wanted] = allowed();
    expect(dated(story.take(claimOf(wanted), handed(wanted, 'sent')))).toBe(dayOf(0));
    expect(dated(story.take(bounced(wanted)))).toBeNull();
  });

  it('that has come back leaves the one that has not', () => {
    const [story, first] = allowed();
    story.take(claimOf(first), handed(first, 'sent')).close();
    const all = story.take(request({ requestId: 'r-2' })).wanted();
    const second = all.find(({ purpose }) => purpose === 'statutory-notice');
    if (second === undefined) throw new Error('nothing was wanted');
    story.take(answerTo(second, { step: null }), claimOf(second), handed(second, 'sent'));
    expect(dated(story)).toBe(dayOf(0));
    expect(dated(story.take(bounced(first)))).toBe(dayOf(1));
  });
});
