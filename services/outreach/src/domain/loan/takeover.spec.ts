import { id128 } from '../ids.js';
import type { LoanEvent } from './event.js';
import { answerTo, factsOf, goesOut, linked, LoanStory, owed, START, started, WANG } from './fixtures.js';

const takeover: LoanEvent = { kind: 'takeover', caseId: 'c-1', responsible: 'li', because: 'asked' };

/** A loan that is behind since the open day, and whose borrower is known. */
const behind = (...flags: readonly 'vulnerable'[]) =>
  new LoanStory().take(
    { kind: 'registered', product: 'consumer-loan', currency: 'CNY', cutOver: false },
    linked(),
    factsOf(WANG, { flags }),
    started(START),
  );

/** The channels that are wanted over the days; all of it goes out at once. */
function wantedOver(story: LoanStory, days: number): string[] {
  const channels: string[] = [];
  for (let n = 0; n < days; n += 1) {
    for (const wanted of story.close().wanted()) {
      channels.push(...wanted.channels);
      goesOut(story, wanted);
    }
  }
  return [...new Set(channels)].toSorted();
}

it('S33: once a human being has taken the loan over nothing that runs by itself is wanted any more', () => {
  expect(wantedOver(behind(), 100)).toEqual(['call', 'email', 'letter', 'sms', 'visit']);
  const story = behind();
  expect(wantedOver(story, 5)).toEqual(['email', 'letter', 'sms']);
  expect(wantedOver(story.take(takeover), 100)).toEqual(['call']);
  const later = behind();
  wantedOver(later, 40);
  expect(wantedOver(later.take(takeover), 60)).toEqual(['call', 'visit']);
});

it('S33: what the law demands goes out all the same', () => {
  const story = behind().take(factsOf(WANG, { jurisdiction: 'US-NY', timeZone: 'America/New_York' }), takeover);
  expect(story.close().wanted()).toMatchObject([{ step: 'validation', channels: ['email', 'letter'] }]);
});

it('S33: a message that was allowed before does not leave any more, and is not asked for again', () => {
  const story = behind().close();
  const [wanted] = story.wanted();
  if (wanted === undefined) throw new Error('a reminder is wanted');
  const noticeId = id128(wanted.contactId, 'sms');
  story.take(answerTo(wanted), takeover, { kind: 'claim-notice', noticeId, attemptId: 'a-1' });
  expect(story.state?.parts.notices.notices[noticeId]?.state).toBe('withdrawn');
  expect(story.heard('notice-lapsed')).toMatchObject([{ reason: 'taken-over' }]);
  expect(story.close(2).wanted()).toEqual([]);
});

it('S33: nor is one made of a yes that comes after', () => {
  const story = behind().close();
  const [wanted] = story.wanted();
  if (wanted === undefined) throw new Error('a reminder is wanted');
  story.take(takeover, answerTo(wanted));
  expect(story.state?.parts.notices.notices).toEqual({});
  expect(story.heard('contact-reported')).toMatchObject([{ outcome: 'returned' }]);
  expect(story.close(2).wanted()).toEqual([]);
});

/** The task of a representative that the gate has allowed. */
function representative(story: LoanStory) {
  const wanted = story
    .close()
    .wanted()
    .find(({ step }) => step === 'representative');
  if (wanted === undefined) throw new Error('a representative is wanted');
  story.take(answerTo(wanted));
  const [task] = Object.values(story.state?.parts.notices.tasks ?? {});
  if (task === undefined) throw new Error('there is a task');
  return task;
}
const take = (taskId: string, by: string): LoanEvent => ({ kind: 'take-task', taskId, by });

describe('S23: who is in special circumstances is met by one and the same person', () => {
  const special = () => behind('vulnerable').take(started(START, { overdue: owed(500_00) }));

  it('whoever answers for the loan has the task, and nobody else takes it', () => {
    const story = special().take(takeover);
    const { taskId, takenBy } = representative(story);
    expect(takenBy).toBe('li');
    expect(story.take(take(taskId, 'wang')).refused).toBe('task-taken');
    expect(story.take(take(taskId, 'li')).refused).toBeNull();
  });

  it('where nobody does, whoever takes it, from then on', () => {
    const story = special();
    const { taskId, takenBy } = representative(story);
    expect(takenBy).toBeNull();
    story.take(take(taskId, 'wang'));
    expect(story.state?.parts.work.responsible).toBe('wang');
    expect(story.take(take(taskId, 'li')).refused).toBe('task-taken');
  });

  it('and it passes on with the loan', () => {
    const story = special();
    const { taskId } = representative(story);
    story.take(take(taskId, 'wang'), takeover);
    expect(story.take(take(taskId, 'li')).refused).toBeNull();
  });

  it('a call of the ladder makes nobody answer for the loan', () => {
    const story = behind();
    for (let n = 0; n < 30 && Object.keys(story.state?.parts.notices.tasks ?? {}).length === 0; n += 1) {
      for (const wanted of story.close().wanted()) {
        if (wanted.channels[0] === 'call') story.take(answerTo(wanted));
        else goesOut(story, wanted);
      }
    }
    const [taskId = ''] = Object.keys(story.state?.parts.notices.tasks ?? {});
    expect(story.take(take(taskId, 'wang')).refused).toBeNull();
    expect(story.state?.parts.work.responsible).toBeNull();
  });
});
