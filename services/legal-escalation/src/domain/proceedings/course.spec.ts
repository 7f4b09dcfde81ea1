import { legalJudgmentEntered } from '@mora/contracts';
import { addDays, type CalendarDate, HolidayBook } from '@mora/kernel';
import type { LoanStory } from '../loan/fixtures.js';
import { filedStory, happens, judgmentOf, LAWYER, proceedingOf, until } from './fixtures.js';
import { proceedingsPart } from './part.js';

const debtOf = (story: LoanStory) => story.parts.clock.clocks.find(({ claim }) => claim === 'debt')!;
const actsOf = (story: LoanStory) => story.parts.clock.acts.filter(({ from }) => from === 'case');
const workIn = (story: LoanStory): readonly string[] =>
  Object.values(story.writes)
    .flat()
    .map(
      (line) =>
        JSON.parse(line) as { table: string; row: { kind?: string; state: string; team?: string; because: string } },
    )
    .filter(({ table, row }) => table === 'work_item' && row.state === 'open')
    .map(({ row }) => `${row.kind} ${row.team} ${row.because}`);

/** An order that was served today. */
function orderServed(): LoanStory {
  const story = filedStory('payment-order');
  return happens(happens(happens(story, 'accepted'), 'issued'), 'served');
}

describe('a payment order', () => {
  it('is in force when nobody has said anything, for what was asked and its fee, and by nobody', () => {
    const story = orderServed();
    const { due } = proceedingOf(story);
    until(story, addDays(due!.on, 2));
    expect(proceedingOf(story)).toMatchObject({ state: 'title', since: due!.on });
    expect(story.parts.proceedings.titles).toMatchObject([
      {
        title: 'payment-order',
        amount: 10_000_000,
        costs: 76_667,
        by: null,
        finalOn: due!.on,
        parts: [{ performBy: due!.on }],
      },
    ]);
    expect(story.types.slice(-8)).toEqual(
      expect.arrayContaining(['step-lapsed', 'judgment-entered', 'judgment-final']),
    );
  });

  it('an objection in time that is told when it is in force already takes all of it back', () => {
    const story = orderServed();
    const { due } = proceedingOf(story);
    until(story, addDays(due!.on, 5));
    expect(story.parts.clock.titles).toHaveLength(1);
    happens(story, 'objected', due!.on);
    expect(story.refused).toBeNull();
    expect(proceedingOf(story)).toMatchObject({ step: 'objected', state: 'open', since: due!.on });
    expect([story.parts.proceedings.titles, story.parts.clock.titles]).toEqual([[], []]);
    expect(debtOf(story)).toMatchObject({ state: 'paused' });
  });

  it('an objection on the day after is too late, before and behind the close', () => {
    const story = orderServed();
    const { due } = proceedingOf(story);
    until(story, addDays(due!.on, 1));
    for (const close of [false, true]) {
      if (close) story.close();
      happens(story, 'objected', addDays(due!.on, 1));
      expect(story.refused).toBe('too-late');
    }
    expect(proceedingOf(story).state).toBe('title');
  });

  it('one that is objected to goes on as a suit, at the fee of a suit, and is one act before the law', () => {
    const story = happens(orderServed(), 'objected');
    const { due } = proceedingOf(story);
    expect(workIn(story)).toContain(`step-objected legal due ${due!.on}`);
    until(story, addDays(due!.on, 2));
    expect(proceedingOf(story)).toMatchObject({ step: 'becomes-suit', state: 'ended' });
    const suit = story.parts.proceedings.proceedings[1]!;
    expect(suit).toMatchObject({
      kind: 'ordinary',
      root: 'p-1',
      state: 'open',
      fee: 230_000,
      filedOn: proceedingOf(story).filedOn,
    });
    expect(actsOf(story)).toMatchObject([{ kind: 'payment-order', until: 'open' }]);
    happens(story, 'docketed', story.openDay, suit.proceedingId);
    story.take(judgmentOf(story, 'mediated', { proceedingId: suit.proceedingId }));
    expect(actsOf(story)).toMatchObject([{ actId: 'court:p-1', kind: 'payment-order', until: story.openDay }]);
  });

  it('one that was declined in time, and told late, is a suit already', () => {
    const story = happens(orderServed(), 'objected');
    const { due } = proceedingOf(story);
    until(story, addDays(due!.on, 2));
    happens(story, 'declined', due!.on);
    expect(story.refused).toBe('goes-on');
  });
});

describe('a suit', () => {
  const heard = (): LoanStory =>
    ['docketed', 'fee-noticed', 'paid', 'served', 'answered'].reduce(
      (story, one) => happens(story, one),
      filedStory('ordinary'),
    );

  it('served by publication it is deemed served after 30 days', () => {
    const story = ['docketed', 'fee-noticed', 'paid', 'published'].reduce(
      (one, what) => happens(one, what),
      filedStory('ordinary'),
    );
    const { due } = proceedingOf(story);
    until(story, addDays(due!.on, 1));
    expect(proceedingOf(story).step).toBe('publication');
    story.close();
    expect(proceedingOf(story)).toMatchObject({ step: 'answer', since: due!.on });
    expect(story.heard('step-lapsed')).toMatchObject([{ consequence: 'deemed-served', responsible: LAWYER }]);
  });

  it('a term of the court that lapses is told to the lawyer once, and stays; the fee is a matter of the supervisor', () => {
    const story = filedStory('ordinary');
    const { due } = proceedingOf(story);
    until(story, addDays(due!.on, 9));
    expect(story.heard('step-lapsed')).toEqual([
      {
        caseId: 'case-1',
        proceedingId: 'p-1',
        step: 'filed',
        dueOn: due!.on,
        consequence: 'court-late',
        responsible: LAWYER,
      },
    ]);
    expect(proceedingOf(story).step).toBe('filed');
    happens(happens(story, 'docketed'), 'fee-noticed');
    until(story, addDays(proceedingOf(story).due!.on, 3));
    expect(story.heard('step-lapsed')).toMatchObject([{ step: 'fee-due', responsible: 'supervisor' }]);
    expect(workIn(story)).toContain('step-fee-due supervisor deemed-withdrawn');
  });

  it('an outcome needs its paper, its day and its step, and a judgment says what is owed', () => {
    const story = filedStory('ordinary').close();
    const step = { kind: 'step', proceedingId: 'p-1', outcome: 'docketed', on: story.openDay, by: LAWYER } as const;
    const proof = { kind: 'court-notice', id: 'n-1', sha256: null };
    const tries = [
      { ...step, proof: { ...proof, kind: 'letter' } },
      { ...step, proof, on: addDays(story.openDay, 1) },
      { ...step, proof, on: addDays(story.openDay, -2) },
      { ...step, proof, outcome: 'judged' },
      { ...step, proof, proceedingId: 'p-9' },
    ];
    expect(tries.map((one) => story.take(one).refused)).toEqual([
      'proof-missing',
      'in-the-future',
      'before-step',
      'no-such-outcome',
      'no-such-proceeding',
    ]);
    const late = heard();
    expect(happens(late, 'judged').refused).toBe('terms-needed');
    expect(late.take(judgmentOf(late, 'extended')).refused).toBe('no-terms');
    expect(late.take(judgmentOf(late, 'judged', { amount: 10_000_001 })).refused).toBe('parts-differ');
    const early = { amount: 10_000_000, performBy: addDays(late.openDay, -1) };
    expect(late.take(judgmentOf(late, 'judged', { parts: [early] })).refused).toBe('performed-before');
    const interest = { rate: '0.0435', dayCount: 'ACT_365F', principal: 10_000_001, from: late.openDay } as const;
    expect(late.take(judgmentOf(late, 'judged', { interest })).refused).toBe('interest-on-more');
  });

  it('the interest that a judgment lets run stays in its own words, and is told', () => {
    const story = heard();
    const interest = { rate: '0.0435', dayCount: 'ACT_365F', principal: 10_000_000, from: story.openDay } as const;
    story.take(judgmentOf(story, 'judged', { interest }));
    expect(story.parts.proceedings.titles).toMatchObject([{ interest }]);
    const said = story.heard('judgment-entered');
    expect(said).toMatchObject([{ interest: { ...interest, principal: '100000.00' } }]);
    expect(legalJudgmentEntered.check(said[0])).toEqual(said[0]);
  });

  it('an appeal in time that is told when the judgment was final already opens it again', () => {
    const story = heard();
    happens(story.take(judgmentOf(story)), 'served');
    const { due } = proceedingOf(story);
    until(story, addDays(due!.on, 4));
    expect(story.parts.clock.titles).toHaveLength(1);
    happens(story, 'appealed', due!.on);
    expect(proceedingOf(story)).toMatchObject({ step: 'second-instance', state: 'open' });
    expect([story.parts.clock.titles, story.parts.proceedings.titles[0]?.finalOn]).toEqual([[], null]);
    happens(story, 'upheld');
    expect(story.parts.proceedings.titles).toMatchObject([{ judgmentId: 'j-1', finalOn: story.openDay }]);
  });

  it('the second instance may change it, send it back, or take it away', () => {
    const appealed = (): LoanStory => {
      const story = heard();
      return happens(happens(story.take(judgmentOf(story)), 'served'), 'appealed');
    };
    const changed = appealed();
    changed.take(judgmentOf(changed, 'changed', { judgmentId: 'j-2' }));
    expect(changed.parts.proceedings.titles).toMatchObject([{ judgmentId: 'j-2', finalOn: changed.openDay }]);
    const back = happens(appealed(), 'remanded');
    expect([proceedingOf(back).step, back.parts.proceedings.titles]).toEqual(['docketed', []]);
    const lost = happens(appealed(), 'reversed');
    expect([proceedingOf(lost).state, lost.parts.proceedings.titles]).toEqual(['lost', []]);
    expect(actsOf(lost)).toMatchObject([{ kind: 'suit', until: lost.openDay }]);
  });

  it('withdrawn before it is served it has interrupted nothing; behind that it was a demand; it costs a half', () => {
    const story = filedStory('ordinary');
    const before = debtOf(filedStory('ordinary').close()).startsOn;
    happens(story, 'withdrawn');
    expect(debtOf(story)).toMatchObject({ state: 'running', startsOn: before, by: null });
    expect(proceedingOf(story)).toMatchObject({ state: 'withdrawn', fee: 115_000 });
    const served = heard().close(3);
    const servedOn = proceedingOf(served).entered['answer'];
    served.take({
      kind: 'withdraw-proceeding',
      proceedingId: 'p-1',
      on: served.openDay,
      because: 'paid',
      proof: { kind: 'court-ruling', id: 'w', sha256: null },
      by: LAWYER,
    });
    expect(actsOf(served)).toMatchObject([{ kind: 'demand', on: servedOn, until: null }]);
    expect(debtOf(served)).toMatchObject({ state: 'running', by: 'court:p-1' });
  });
});

describe('hearings', () => {
  const story = filedStory('ordinary');
  const on = addDays(story.openDay, 10);
  const set = (hearingId: string, day: CalendarDate): LoanStory =>
    story.take({
      kind: 'hearing',
      proceedingId: 'p-1',
      hearingId,
      at: Date.parse(`${day}T02:00:00Z`),
      on: day,
      by: LAWYER,
    });

  it('are prepared the day before, and asked for on the day', () => {
    set('h-1', on);
    expect(story.heard('hearing-set')).toMatchObject([
      { hearingId: 'h-1', at: `${on}T02:00:00.000Z`, court: 'demo-basic' },
    ]);
    until(story, addDays(on, -1));
    expect(workIn(story)).not.toContain(`hearing legal heard ${on}`);
    story.close();
    expect(workIn(story)).toContain(`hearing legal heard ${on}`);
    story.close();
    expect(workIn(story)).toContain(`hearing-outcome legal heard ${on}`);
  });

  it('are moved with a higher number, and end once', () => {
    set('h-1', addDays(story.openDay, 3));
    expect(proceedingOf(story).hearings).toMatchObject([{ sequence: 1, state: 'set' }]);
    const ended = (outcome: 'held' | 'adjourned') =>
      story.take({ kind: 'hearing-outcome', hearingId: 'h-1', outcome, by: LAWYER }).refused;
    expect([ended('held'), ended('adjourned'), ended('adjourned')]).toEqual(['in-the-future', null, 'hearing-over']);
    expect(set('h-2', addDays(story.openDay, -1)).refused).toBe('in-the-past');
  });
});

it('what is over is heard no more', () => {
  const story = filedStory('ordinary');
  const on = addDays(story.openDay, 5);
  story.take({ kind: 'hearing', proceedingId: 'p-1', hearingId: 'h-1', at: Date.parse(on), on, by: LAWYER });
  happens(story, 'withdrawn');
  expect(proceedingOf(story)).toMatchObject({ state: 'withdrawn', hearings: [{ state: 'adjourned', sequence: 1 }] });
  expect(story.heard('hearing-ended')).toMatchObject([{ hearingId: 'h-1', outcome: 'adjourned' }]);
});

it('what a sold case leaves before the courts is somebody’s work until it has ended there', () => {
  const story = filedStory('ordinary');
  const { parts, policies, openDay } = story;
  const view = { loanId: story.state!.loanId, parts, policies, eventId: 'sold' };
  const at = { now: 0, openDay, knownUpTo: {}, today: openDay, endOf: () => 0 };
  const over = { kind: 'case-over', caseId: 'case-1', outcome: 'sold' } as const;
  const told = (caseId: string) => proceedingsPart.hear!(parts.proceedings, { ...over, caseId }, view, at).writes;
  const row = { kind: 'withdraw-proceeding', about: 'p-1', because: 'sold', state: 'open' };
  expect([told('case-1'), told('case-2')]).toMatchObject([[{ table: 'work_item', row }], []]);
});

it('with another lawyer its rows are that lawyer’s, and what is over stays as it was', () => {
  const story = filedStory('ordinary');
  story.take({ kind: 'hearing', proceedingId: 'p-1', hearingId: 'h-1', at: 0, on: story.openDay, by: LAWYER });
  const rowsOf = (id: string) => {
    story.one(id, { kind: 'assign', lawyer: 'l-2', by: LAWYER });
    const rows = (story.writes[id] ?? []).map(
      (line) => JSON.parse(line) as { table: string; row: { lawyer?: string } },
    );
    return rows
      .filter(({ table }) => table === 'proceeding' || table === 'hearing')
      .map(({ table, row }) => [table, row.lawyer]);
  };
  expect(rowsOf('assigned')).toEqual([
    ['proceeding', 'l-2'],
    ['hearing', 'l-2'],
  ]);
  happens(story, 'withdrawn');
  expect(rowsOf('again')).toEqual([]);
});

it('what is before the court goes on under a hold, and its lawyer is told once', () => {
  const story = filedStory('ordinary');
  story.take({ kind: 'dispute-raised', disputeId: 'd-1', on: story.openDay }).close().close();
  expect(workIn(story).filter((line) => line.startsWith('hold-in-court'))).toEqual(['hold-in-court legal dispute']);
  expect(happens(story, 'docketed').refused).toBeNull();
  story.take({ kind: 'dispute-closed', disputeId: 'd-1', on: story.openDay }).close();
  expect(proceedingOf(story).held).toBe(false);
});

it('on a day that no calendar confirms the law moves nothing, and it is looked at until one does', () => {
  const story = orderServed();
  const { due } = proceedingOf(story);
  const known = story.policies;
  Object.assign(story, { policies: { ...known, book: new HolidayBook([]) } });
  until(story, addDays(due!.on, 4));
  expect(proceedingOf(story)).toMatchObject({ step: 'served', due: { provisional: true }, lapsed: ['served'] });
  Object.assign(story, { policies: known });
  story.close();
  expect(proceedingOf(story)).toMatchObject({ step: 'in-force', state: 'title' });
});
