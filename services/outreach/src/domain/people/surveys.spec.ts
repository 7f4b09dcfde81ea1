import { addDays } from '@mora/kernel';
import { id128 } from '../ids.js';
import { answerTo, dayOf, factsOf, goesOut, linked, LoanStory, owed, started, WANG } from '../loan/fixtures.js';

const WEEK = 7;

/** A complaint that is settled on the first day; its survey is due a week later. */
const settled = () => {
  const story = new LoanStory().take(
    { kind: 'registered', product: 'consumer-loan', currency: 'CNY', cutOver: false },
    linked(),
    factsOf(WANG),
  );
  const saying = { says: 'complaint', about: 'bank', agencyId: null, topic: 'tone' } as const;
  const said = { kind: 'say', sayId: 's-1', personId: WANG, role: 'borrower', via: 'staff', saying } as const;
  const closing = { kind: 'close-say', sayId: 's-1', outcome: 'settled', verificationSentOn: null, by: 'li' } as const;
  return story.take(said, closing);
};

const asked = () => {
  const story = settled().close(WEEK + 1);
  const [wanted, ...others] = story.wanted();
  if (wanted === undefined || others.length > 0) throw new Error('one is asked, once');
  return { story, wanted };
};

const surveyId = (story: LoanStory): string => story.state?.parts.survey.surveys[0]?.surveyId ?? '';
const answered = (story: LoanStory) =>
  story.take({ kind: 'survey-answer', surveyId: surveyId(story), score: 5, codes: [] });

it('behind a plan it is due by the day on which that ended, told before the close of that day or behind it', () => {
  const due = (isLate: boolean) => {
    const story = new LoanStory().take(linked(), factsOf(WANG));
    const completed = { kind: 'plan', planId: 'pl-1', state: 'completed', on: story.openDay } as const;
    if (isLate) story.close();
    return story.take(completed).state?.parts.survey.surveys;
  };
  expect(due(false)).toMatchObject([{ cause: 'plan-completed', dueOn: dayOf(30), until: dayOf(60) }]);
  expect(due(true)).toMatchObject([{ cause: 'plan-completed', dueOn: dayOf(30), until: dayOf(60) }]);
});

it('whoever owes the loan is asked at the close of the day on which it is due, as a service', () => {
  expect(settled().close(WEEK).wanted()).toEqual([]);
  expect(asked().wanted).toMatchObject({
    personId: WANG,
    role: 'borrower',
    channels: ['sms', 'email'],
    purpose: 'service',
    step: 'survey',
    on: dayOf(WEEK + 1),
    lapsesOn: dayOf(WEEK + 30),
  });
});

it('a message that has left is not sent again, and its answer ends the survey', () => {
  const { story, wanted } = asked();
  goesOut(story, wanted);
  expect(story.heard('notice-sent')).toMatchObject([{ purpose: 'service', step: 'survey' }]);
  expect(story.close(3).wanted()).toEqual([]);
  expect(answered(story).heard('survey-answered')).toMatchObject([{ score: 5, dueOn: dayOf(WEEK) }]);
  expect(story.close(30).wanted()).toEqual([]);
});

it('a message that nobody sent in time is asked for once more, under another id', () => {
  const { story, wanted } = asked();
  story.take(answerTo(wanted));
  const key = `notice-lapse/${id128(wanted.contactId, 'sms')}`;
  story.take({ kind: 'timer', timer: 'notice-lapse', key, dueAt: 0 }).close();
  const [again, ...others] = story.wanted();
  expect(others).toEqual([]);
  expect(again).toMatchObject({ on: dayOf(WEEK + 2), lapsesOn: wanted.lapsesOn });
  expect(again?.contactId).not.toBe(wanted.contactId);
});

it('a yes that comes while the day before is not known is given back, and asked for again', () => {
  const { story, wanted } = asked();
  story.today = addDays(story.openDay, 1);
  story.take(answerTo(wanted));
  story.today = null;
  expect(story.heard('contact-reported')).toMatchObject([{ outcome: 'returned' }]);
  expect(story.close().wanted()).toHaveLength(1);
});

it.each([
  ['for good', null, 0],
  ['until tomorrow: the lane of the person asks again by itself', 1, 0],
])('where the gate refuses %s, nothing more is asked for', (_until, again, more) => {
  const { story, wanted } = asked();
  story.take(answerTo(wanted, { outcome: 'refused', rules: ['H-1'], reservation: null, again }));
  expect(story.close(3).wanted()).toHaveLength(more);
});

it('who has answered by then is not written to', () => {
  const { story, wanted } = asked();
  answered(story).take(answerTo(wanted));
  expect(story.heard('contact-reported')).toMatchObject([{ outcome: 'returned' }]);
  expect(story.state?.parts.notices.notices).toEqual({});
});

it('nothing that stops dunning stops it: it asks for no money', () => {
  const { story, wanted } = asked();
  story.take(started(story.openDay, { overdue: owed(100) }));
  goesOut(story, wanted);
  expect(story.heard('notice-sent')).toHaveLength(1);
});
