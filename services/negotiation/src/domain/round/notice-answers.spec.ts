import type { LoanEvent } from '../loan/event.js';
import { dayOf, LoanStory, OUTREACH } from '../loan/fixtures.js';
import { noticesAsked } from '../loan/parts/notices.js';
import { assign, made, opened, outcomes, tell } from './fixtures.js';

const answered = (on: number): LoanEvent => {
  return { kind: 'notice-answered', requestId: 'n-1', outcome: 'lapsed', on: dayOf(on) };
};

/** On the second day the borrower is asked for documents, and outreach has been heard of. */
function asked(): LoanStory {
  const story = tell(opened().take(assign('chen', 'wang')), made);
  story.knownUpTo = { [OUTREACH]: dayOf(0) };
  if (story.state === null) throw new Error('no loan');
  const { parts } = story.state;
  const data = { requestId: 'n-1', template: 'negotiation-documents-wanted' };
  const elsewhere = noticesAsked(parts.elsewhere, [{ type: 'notice-requested', data }]);
  const assessment = { ...parts.assessment, wanted: ['payslips'] };
  story.state = { ...story.state, parts: { ...parts, elsewhere, assessment } as typeof parts };
  return story;
}

type When = 'ahead' | 'in time' | 'behind';
const WHENEVER: readonly When[] = ['ahead', 'in time', 'behind'];

/** Days 1 to 6, each with the mark of outreach behind its close; what it says of a day may come before that close or not. */
function lived(
  story: LoanStory,
  on: number,
  when: When,
  morning: (day: number) => void,
  evening: (day: number) => void,
) {
  for (let day = 1; day <= 6; day += 1) {
    if (when !== 'behind' && day === (when === 'ahead' ? 1 : on)) story.take(answered(on));
    morning(day);
    story.close();
    evening(day);
    if (when === 'behind' && day === on) story.take(answered(on));
    story.known(OUTREACH, dayOf(day));
  }
}

it.each(WHENEVER)('a notice that lapses keeps the bank late from the next close on: heard %s', (when) => {
  const story = asked();
  const late: number[] = [];
  const note = (day: number): void => {
    const holds = story.parts.round.open?.holds ?? [];
    if (holds.some(({ holdId, until }) => holdId === 'bank-delay:documents' && until === null)) late.push(day);
  };
  lived(story, 3, when, () => undefined, note);
  expect(late).toEqual([4, 5, 6]);
  const since = dayOf(4);
  expect(story.parts.round.open?.holds).toEqual([
    { holdId: 'bank-delay:documents', kind: 'bank-delay', since, until: null },
  ]);
});

it.each<[string, number, readonly string[]]>([
  ['the day before', 1, []],
  ['on the day', 2, []],
  ['on the day behind', 3, [`documents-missing ${dayOf(2)}`]],
])('documents are missing by a day, and their notice lapses %s: the same, whenever it is heard', (_, on, expected) => {
  const ended = WHENEVER.map((when) => {
    const story = asked();
    const missing = (day: number): void => {
      if (day === 2) tell(story, { kind: 'documents-missing', on: dayOf(2) });
    };
    lived(story, on, when, missing, () => undefined);
    return outcomes(story);
  });
  expect(ended).toEqual([expected, expected, expected]);
});

it('an answer that was saved without its day is known', () => {
  const story = asked();
  const { parts } = story;
  const elsewhere = { ...parts.elsewhere, notices: { 'n-1': 'lapsed' as const } };
  if (story.state !== null) story.state = { ...story.state, parts: { ...parts, elsewhere } };
  story.take({ kind: 'conversation', reason: null, on: dayOf(1) }).close();
  expect(story.parts.round.open?.holds).toMatchObject([{ holdId: 'bank-delay:documents', since: dayOf(1) }]);
});
