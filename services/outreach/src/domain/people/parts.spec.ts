import { calendarDate as day } from '@mora/kernel';
import {
  outreachAgencyPlaced,
  outreachAgencyRecalled,
  outreachCaseAssigned,
  outreachCaseClosed,
  outreachCaseOpened,
  outreachSurveyAnswered,
} from '@mora/contracts';
import type { LoanEvent } from '../loan/event.js';
import { noticesPart } from '../notices/part.js';
import { noPromises } from '../promises/part.js';
import { nothingSaid } from '../says/part.js';
import type { Flag } from '../words.js';
import type { Place } from './commands.js';
import { lines, on, PERSON, seen } from './fixtures.js';
import { onPlacement, placementPart, type PlacementPart } from './placement.part.js';
import { onSurvey, surveyPart } from './survey.part.js';
import { onWork, workPart, type WorkPart } from './work.part.js';

const DAY = '2026-03-09';
const CONTRACTS = {
  'case-opened': outreachCaseOpened,
  'case-assigned': outreachCaseAssigned,
  'case-closed': outreachCaseClosed,
  'agency-placed': outreachAgencyPlaced,
  'agency-recalled': outreachAgencyRecalled,
  'survey-answered': outreachSurveyAnswered,
} as const;
const checked = (said: readonly { type: string; data: object }[] = []) => {
  for (const { type, data } of said) CONTRACTS[type as keyof typeof CONTRACTS].of(data as never);
  return said;
};
const closing = (date = DAY): LoanEvent => ({ kind: 'day-closed', day: day(date) });
const cured = (by: 'paid' | 'written-off' = 'paid'): LoanEvent => ({
  kind: 'cured',
  episodeId: 'e1',
  by,
  asOf: day(DAY),
  daysPastDueBefore: 14,
});
const started = { kind: 'arrears-started', episodeId: 'e2' } as LoanEvent;

describe('work', () => {
  const before = { promises: noPromises, says: nothingSaid, notices: noticesPart.start };
  const at = on(DAY);
  const work = (
    event: LoanEvent,
    part: WorkPart = workPart.start,
    loan: Parameters<typeof seen>[0] = {},
    other = before,
  ) => onWork(part, event, seen(loan), at, other);
  const said = (says: 'dispute' | 'hardship' | 'question'): LoanEvent => ({
    kind: 'say',
    sayId: 's1',
    personId: PERSON,
    role: 'borrower',
    via: 'word',
    saying:
      says === 'dispute'
        ? { says, about: 'amount', written: false }
        : says === 'hardship'
          ? { says, reason: 'illness' }
          : { says, topic: 'interest' },
  });
  const call = {
    kind: 'contact-answered',
    outcome: 'allowed',
    channel: 'call',
    collector: { kind: 'robot', id: null },
  } as LoanEvent;

  it('a call that is allowed opens a case in the queue of calls', () => {
    const step = work(call);
    expect(lines(checked(step.said), 'queue', 'priority', 'goal', 'dueOn', 'because')).toEqual([
      'case-opened early 60 reach-and-agree 2026-03-12 call',
    ]);
    expect(step.writes).toMatchObject([{ table: 'work_case', row: { closedOn: null } }]);
  });

  it('an agency’s call is the agency’s work', () => {
    expect(work({ ...call, collector: { kind: 'agency', id: 'a1' } } as LoanEvent).said).toBeUndefined();
  });

  it('moves to where it is more urgent and never back', () => {
    const opened = work(call).part;
    const moved = work(said('dispute'), opened);
    expect(lines(checked(moved.said), 'queue', 'because')).toEqual(['case-assigned disputes dispute']);
    expect(moved.part.case?.caseId).toBe(opened.case?.caseId);
    expect(work(said('question'), moved.part).part).toBe(moved.part);
    expect(work(call, moved.part).part).toBe(moved.part);
  });

  it('grows more urgent with the debt', () => {
    const step = work(closing(), work(call).part, { bucket: 'M3' });
    expect(lines(checked(step.said), 'priority', 'because')).toEqual(['case-assigned 35 urgency']);
    expect(work(closing(), step.part, { bucket: 'M3' }).part).toBe(step.part);
  });

  it('is assigned with a goal and a day; who answers for it stays for the next case, and is told first', () => {
    const opened = work(call).part;
    const caseId = opened.case?.caseId ?? '';
    const assign = {
      kind: 'assign-case',
      caseId,
      responsible: 'wang',
      goal: 'plan',
      dueOn: day('2026-04-01'),
      by: 'li',
    } as const;
    const assigned = work(assign, opened);
    expect(lines(checked(assigned.said), 'responsible', 'goal', 'dueOn')).toEqual([
      'case-assigned wang plan 2026-04-01',
    ]);
    const closed = work({ kind: 'close-case', caseId, because: 'agreed', by: 'wang' }, assigned.part);
    expect(lines(checked(closed.said), 'because')).toEqual(['case-closed agreed']);
    expect(work(started, closed.part).writes).toMatchObject([
      { table: 'notify', row: { responsible: 'wang', because: 'arrears-started' } },
    ]);
    expect(work(started).writes).toEqual([]);
    expect(lines(work(call, closed.part).said, 'responsible')).toEqual(['case-opened wang']);
  });

  it('is not somebody else’s', () => {
    const assign = {
      kind: 'assign-case',
      caseId: 'another',
      responsible: null,
      goal: null,
      dueOn: null,
      by: 'li',
    } as const;
    expect(work(assign, work(call).part).refuse?.because).toBe('case-not-open');
    expect(work({ kind: 'close-case', caseId: 'another', because: 'x', by: 'li' }).refuse?.because).toBe(
      'case-not-open',
    );
  });

  it('a takeover puts the loan into human hands, whatever was open', () => {
    const step = work(
      { kind: 'takeover', caseId: 'c', responsible: 'li', because: 'asked' },
      work(said('dispute')).part,
    );
    expect(lines(checked(step.said), 'queue', 'responsible')).toEqual(['case-assigned human li']);
    expect(step.part.takenOver).toBe(true);
  });

  it('a debt that is gone closes the case at the close of the day, unless an answer is still owed', () => {
    const gone = { isOverdue: false, overdueMinor: 0 };
    const paid = work(cured(), work(call).part);
    expect(paid.said).toBeUndefined();
    expect(lines(checked(work(closing(), paid.part, gone).said), 'because')).toEqual(['case-closed cured']);
    const asked = { ...before, says: { open: [{ says: 'question' }] } } as never;
    expect(work(closing(), paid.part, gone, asked).part.case).not.toBeNull();
    expect(work(closing(), work(started, paid.part).part).part.case).not.toBeNull();
  });

  it('a question that is late opens a case where there is none, and is told to whoever answers for the loan', () => {
    const rings = { kind: 'timer', timer: 'question-late', key: 'question-late/s1', dueAt: 0 } as LoanEvent;
    const nobody = work(rings);
    expect(lines(checked(nobody.said), 'queue', 'because')).toEqual(['case-opened questions question']);
    expect(nobody.writes).toMatchObject([{ table: 'work_case' }]);
    const busy = { ...work(said('question')).part, responsible: 'wang' };
    const step = work(rings, busy);
    expect([step.part, step.said]).toEqual([busy, undefined]);
    expect(step.writes).toMatchObject([{ table: 'notify', row: { responsible: 'wang', because: 'question-late' } }]);
  });

  it('one broken promise is one case', () => {
    const broken = { promises: [{ promiseId: 'p1', parts: [{ state: 'broken' }] }], ended: null };
    const step = work(closing(), workPart.start, {}, { ...before, promises: broken } as never);
    expect(lines(checked(step.said), 'because')).toEqual(['case-opened promise-broken']);
    expect(work(closing(), step.part, {}, { ...before, promises: broken } as never).said).toBeUndefined();
  });
});

describe('placement', () => {
  const place = (over: Partial<Place> = {}): Place => ({
    kind: 'place',
    placementId: 'pl1',
    agencyId: 'a1',
    objections: [],
    standing: { standing: 'good', announcedOn: day('2026-03-01'), listed: true, certified: true },
    announcedOn: day('2026-03-01'),
    firm: null,
    until: null,
    by: 'li',
    ...over,
  });
  const NONE: PlacementPart = placementPart.start;
  const placed = (over: Partial<Place> = {}) => onPlacement(NONE, place(over), seen(), on(DAY));

  // prettier-ignore
  it.each<[string, Partial<Place>, Parameters<typeof seen>[0], string | undefined]>([
    ['a good firm',                       {}, {}, undefined],
    ['announced today',                   { announcedOn: day(DAY) }, {}, undefined],
    ['announced tomorrow',                { announcedOn: day('2026-03-10') }, {}, 'outsourcing-not-announced'],
    ['not announced',                     { announcedOn: null }, {}, 'outsourcing-not-announced'],
    ['a paper run out',                   { objections: ['document-expired qualification'] }, {}, 'agency-not-good document-expired qualification'],
    ['everything against it',             { objections: ['suspended', 'contract-not-in-force'] }, {}, 'agency-not-good suspended, contract-not-in-force'],
    ['not on the list',                   { standing: { ...place().standing, listed: false } }, {}, 'agency-not-listed'],
    ['nothing overdue',                   {}, { isOverdue: false }, 'not-overdue'],
    ['disputed',                          {}, { flags: ['dispute'] }, 'restricted'],
    ['a plan runs',                       {}, { flags: ['plan-active'] }, 'restricted'],
    ['somebody vulnerable',               {}, { flags: ['vulnerable'] }, 'restricted'],
    ['until today',                       { until: day(DAY) }, {}, undefined],
    ['until yesterday',                   { until: day('2026-03-08') }, {}, 'until-past'],
  ])('%s: %j', (_name, over, loan, because) => {
    const { refuse } = onPlacement(NONE, place(over), seen(loan), on(DAY));
    const found = refuse === undefined ? undefined : `${refuse.because} ${refuse.detail ?? ''}`;
    expect(because === undefined ? refuse === undefined : found?.startsWith(because)).toBe(true);
  });

  it('is said with the balance, and kept', () => {
    const step = placed();
    expect(lines(checked(step.said), 'agencyId', 'from', 'balance', 'because')).toEqual([
      'agency-placed a1 2026-03-09 500.00 placed',
    ]);
    expect(step.writes).toMatchObject([{ table: 'placement', row: { recalledOn: null, balanceMinor: 50_000 } }]);
    expect(onPlacement(step.part, place({ placementId: 'pl2' }), seen(), on(DAY)).refuse?.because).toBe(
      'already-placed',
    );
  });

  it('comes back by a recall, and once', () => {
    const step = onPlacement(placed().part, { kind: 'recall', because: 'suspended', by: 'li' }, seen(), on(DAY));
    expect(lines(checked(step.said), 'because')).toEqual(['agency-recalled suspended']);
    expect(onPlacement(step.part, { kind: 'recall', because: 'x', by: 'li' }, seen(), on(DAY)).refuse?.because).toBe(
      'not-placed',
    );
  });

  // prettier-ignore
  it.each<[string, Partial<Place>, LoanEvent | null, boolean, Flag[], string[]]>([
    ['the term is over',          { until: day(DAY) },          null,                true,  [],              ['agency-recalled term-over']],
    ['the term has a day left',   { until: day('2026-03-10') }, null,                true,  [],              []],
    ['cured',                     {},                           cured(),             false, [],              ['agency-recalled cured-paid']],
    ['written off',               {},                           cured('written-off'), false, [],             ['agency-recalled cured-written-off']],
    ['cured, and overdue again',  {},                           cured(),             true,  [],              []],
    ['a plan runs',               {},                           null,                true,  ['plan-active'], ['agency-recalled plan-active']],
    ['a dispute stops contact, not the placement', {},          null,                true,  ['dispute'],     []],
  ])('at the close: %s', (_name, over, event, isOverdue, flags, said) => {
    const { part } = placed(over);
    const next = event === null ? { part } : onPlacement(part, event, seen(), on(DAY));
    expect('said' in next ? (next.said ?? []) : []).toEqual([]);
    const closed = onPlacement(next.part, closing(), seen({ isOverdue, flags }), on(DAY));
    expect(lines(checked(closed.said), 'because')).toEqual(said);
  });
});

describe('surveys', () => {
  const survey = (event: LoanEvent, part = surveyPart.start, date = DAY) => onSurvey(part, event, seen(), on(date));

  it('a month after the debt was paid somebody is to be asked, for a month', () => {
    const { part, reviewOn } = survey(cured());
    expect([reviewOn, part.surveys[0]?.until]).toEqual(['2026-04-08', '2026-05-08']);
    expect(survey(closing('2026-04-07'), part, '2026-04-07').writes ?? []).toEqual([]);
    const due = survey(closing('2026-04-08'), part, '2026-04-08');
    expect([due.writes?.map(({ row }) => (row as { state: string }).state), due.reviewOn]).toEqual([
      ['due'],
      '2026-05-08',
    ]);
    const over = survey(closing('2026-05-08'), due.part, '2026-05-08');
    expect([over.writes?.map(({ row }) => (row as { state: string }).state), over.part.surveys]).toEqual([
      ['lapsed'],
      [],
    ]);
  });

  it('nobody is asked after a write-off, nor while it goes wrong again', () => {
    expect(survey(cured('written-off')).part.surveys).toEqual([]);
    expect(survey(started, survey(cured()).part).part.surveys).toEqual([]);
  });

  it('an answer is an event, and there is one', () => {
    const { part } = survey(cured());
    const answer = {
      kind: 'survey-answer',
      surveyId: part.surveys[0]?.surveyId ?? '',
      score: 8,
      codes: ['polite'],
    } as const;
    const step = survey(answer, part, '2026-04-10');
    expect(lines(checked(step.said), 'kind', 'dueOn', 'answeredOn', 'score')).toEqual([
      'survey-answered revisit 2026-04-08 2026-04-10 8',
    ]);
    expect(survey(answer, step.part, '2026-04-10').refuse?.because).toBe('survey-not-open');
  });
});
