import { addDays } from '@mora/kernel';
import { dayOf, LI, linked, LoanStory, OUTREACH, POLICIES, WANG } from '../loan/fixtures.js';
import type { LoanEvent } from '../loan/event.js';
import { OfferStory, propose } from '../offers/fixtures.js';
import { clearanceOf, limitFacts } from '../offers/limits.js';
import { assign, dispute, opened as begun, outcomes, undisputed } from '../round/fixtures.js';
import { hidden, income, proof, stated } from './fixtures.js';

type Command<K extends LoanEvent['kind']> = Extract<LoanEvent, { kind: K }>;

const state = (over: Partial<Command<'assess'>> = {}): LoanEvent => ({
  kind: 'assess',
  assessmentId: 'a-1',
  anew: null,
  personId: WANG,
  statement: hidden(stated({ asOf: dayOf(0) })),
  proofs: [],
  names: hidden({}),
  by: 'wang',
  via: 'staff',
  ...over,
});
const CALL = { kind: 'recording', id: 'call-17' };
const give = (...docs: Command<'documents'>['docs']): LoanEvent => ({
  kind: 'documents',
  personId: WANG,
  docs,
  names: hidden({}),
  by: 'P-1',
  via: 'portal',
});
const verify = (over: Partial<Command<'proof-verified'>> = {}): LoanEvent => ({
  kind: 'proof-verified',
  docId: 'd-1',
  accepted: true,
  expiresOn: null,
  because: 'seen-original',
  by: 'chen',
  ...over,
});
const proved = (over: Partial<Command<'assess'>> = {}): LoanEvent => state({ proofs: [proof('d-1')], ...over });
const rowsOf = (story: LoanStory, table: string) =>
  Object.values(story.writes).flatMap((rows) =>
    rows.map((row) => JSON.parse(row) as { table: string; row: object }).filter((one) => one.table === table),
  );
/** Opened at the close of the first day, with a team: the bank delays nothing. */
const opened = (): LoanStory => begun().take(assign('chen', 'wang'));
/** The documents are wanted in fourteen days. */
const DUE = dayOf(15);

it('a statement: the verdict is kept and told, the figures are not', () => {
  const story = opened().take(proved());
  expect(story.refused).toBeNull();
  const { current } = story.parts.assessment;
  expect(current).toEqual({
    assessmentId: 'a-1',
    personId: WANG,
    verdict: 'short-term',
    validUntil: addDays(dayOf(0), 30),
    region: 'cn-shanghai',
    difficulty: 'overdue',
    beyondMeans: false,
    takenBy: 'wang',
    state: 'current',
  });
  expect(story.heard('affordability-assessed')).toMatchObject([
    { verdict: 'short-term', policies: [{ rule: 'bears-again-soon' }], proofs: [{ kind: 'payslip', state: 'given' }] },
  ]);
  expect(story.parts.round.open?.state).toBe('assessed');
  expect(rowsOf(story, 'sealed')).toMatchObject([
    { row: { personId: WANG, field: 'statement', ordinal: 'a-1', value: {} } },
    { row: { personId: WANG, field: 'assessment', ordinal: 'a-1', value: {} } },
  ]);
  expect(JSON.stringify([story.state, story.said, story.writes])).not.toMatch(/800000|640000|240250/);
});

it.each<readonly [string, Partial<Command<'assess'>>, string | null, boolean]>([
  ['nothing is declared', {}, null, false],
  ['the borrower wants to pay', { by: 'borrower', via: 'portal', declared: { willing: true } }, null, true],
  ['the borrower does not', { by: 'borrower', via: 'portal', declared: { willing: false } }, null, false],
  ['staff says so without a proof', { declared: { willing: true } }, 'evidence-missing', false],
  ['staff says so by a recorded call', { declared: { willing: true, evidence: CALL } }, null, true],
  ['staff says that they do not', { declared: { willing: false } }, null, false],
])('whoever is assessed is not willing by that alone: %s', (_what, over, refused, willing) => {
  const story = opened().take(proved(over));
  expect([story.refused, limitFacts(story.parts, dayOf(0), POLICIES.offers).willing]).toEqual([refused, willing]);
});

it('whoever asks for the negotiation of the statute has asked on that day, once in a negotiation', () => {
  const story = opened().take(proved({ declared: { clearance: true } }));
  expect(story.refused).toBe('evidence-missing');
  const letter = { kind: 'signed-document', id: 'letter-3' };
  story.take(proved({ declared: { clearance: true, evidence: letter } }));
  const asked = { roundId: story.parts.round.open?.roundId, on: story.openDay };
  expect([story.refused, story.parts.assessment.current?.clearance]).toEqual([null, asked]);
  story.close(3).take(proved({ assessmentId: 'a-2', declared: { clearance: true, evidence: letter } }));
  expect(story.parts.assessment.current?.clearance).toEqual(asked);
  expect(clearanceOf(story.parts)).toEqual({ requestedOn: asked.on, begunOn: null });
});

it('a declaration holds until it is taken back, for whoever made it', () => {
  const willing = () => story.parts.assessment.current?.willing;
  const story = opened().take(proved({ declared: { willing: true, evidence: CALL } }));
  expect(story.heard('affordability-assessed')).toMatchObject([{ willing: true }]);
  story.take(proved({ assessmentId: 'a-2' }));
  expect(willing()).toBe(true);
  story.take(linked(LI, { role: 'co-borrower' }), proved({ assessmentId: 'a-3', personId: LI }));
  expect([story.refused, willing()]).toEqual([null, undefined]);
  story.take(proved({ assessmentId: 'a-4', declared: { willing: false } }));
  expect(willing()).toBe(false);
});

it.each<[string, (story: LoanStory) => LoanStory, string]>([
  ['no negotiation is open', () => new LoanStory().take(...[]).take(state()), 'loan-unknown'],
  ['of somebody who does not owe the loan', (s) => s.take(state({ personId: LI })), 'person-not-linked'],
  [
    'a region that no standard is known of',
    (s) => s.take(state({ statement: hidden(stated({ region: 'cn-nowhere' })) })),
    'region-not-covered',
  ],
  [
    'another currency than the loan’s',
    (s) => s.take(state({ statement: hidden(stated({ currency: 'USD' })) })),
    'currency-differs',
  ],
  [
    'more documents than anybody can look at',
    (s) => s.take(state({ proofs: Array.from({ length: 41 }, (_, n) => proof(`d-${n}`)) })),
    'too-many-documents',
  ],
  [
    'judged anew, when something else has been stated since',
    (s) => s.take(state(), state({ assessmentId: 'a-2' }), state({ assessmentId: 'a-3', anew: 'a-1' })),
    'stated-anew',
  ],
  ['a document that nobody has given', (s) => s.take(verify()), 'document-unknown'],
  ['judged by who has given it', (s) => s.take(proved(), verify({ by: 'P-1' })), 'own-document'],
  ['judged twice', (s) => s.take(proved(), verify(), verify({ by: 'wu' })), 'document-judged'],
])('is refused: %s', (_what, go, because) => {
  expect(go(opened()).refused).toBe(because);
});

it('who has taken the statement down stays with it, whoever brings a document and has it judged anew', () => {
  const story = opened().take(proved(), verify(), state({ assessmentId: 'a-2', anew: 'a-1', by: 'chen' }));
  expect([story.refused, story.parts.assessment.current?.takenBy]).toEqual([null, 'wang']);
  story.take(state({ assessmentId: 'a-3', by: 'borrower', via: 'portal' }));
  expect(story.parts.assessment.current?.takenBy).toBe('borrower');
});

it('with the negotiation ends what it was judged by: in another one the borrower states anew', () => {
  const story = opened().take(state());
  story.take({ kind: 'close-round', outcome: 'withdrawn', because: 'asked', by: 'boss' });
  expect(story.parts.assessment).toMatchObject({ current: { state: 'stale' }, wanted: [], wantedBy: null });
  expect(story.close(2).heard('failed')).toEqual([]);
  expect(story.take(state({ assessmentId: 'a-2' })).refused).toBe('no-round');
});

describe('documents that are wanting', () => {
  it('are asked for, through outreach too; who does not give them in time has failed', () => {
    const story = opened().take(state());
    expect(story.heard('documents-wanted')).toMatchObject([{ wanted: ['payslip'], dueOn: DUE }]);
    expect(story.heard('notice-requested')).toMatchObject([
      { template: 'negotiation-documents-wanted', facts: { dueOn: DUE, documents: 'payslip' } },
    ]);
    story.known(OUTREACH, dayOf(14)).close(14);
    expect(outcomes(story)).toEqual([]);
    story.close().known(OUTREACH, DUE);
    expect(outcomes(story)).toEqual([`documents-missing ${DUE}`]);
  });

  it('asked for again, their day stays', () => {
    const story = opened().take(state()).close(4);
    story.take(state({ assessmentId: 'a-2' }));
    expect(story.heard('documents-wanted')).toHaveLength(1);
    expect(story.parts.assessment.wantedBy).toBe(DUE);
    const two = [income(800_000), income(100_000, { kind: 'pension' })];
    story.take(state({ assessmentId: 'a-3', statement: hidden(stated({ incomes: two })) }));
    expect(story.heard('documents-wanted')).toMatchObject([{ wanted: ['payslip', 'pension-notice'], dueOn: DUE }]);
  });

  it('given on the last day: nothing runs out any more', () => {
    const story = opened()
      .take(state())
      .close(14)
      .take(give(proof('d-1')));
    expect(story.heard('documents-received')).toMatchObject([{ wanted: [], complete: true }]);
    expect(story.parts.assessment).toMatchObject({ wanted: [], wantedBy: null, current: { state: 'stale' } });
    story.take(state({ assessmentId: 'a-2' }));
    expect(story.parts.assessment.current).toMatchObject({ assessmentId: 'a-2', state: 'current' });
    expect(outcomes(story.known(OUTREACH, dayOf(20)).close(6))).toEqual([]);
  });

  it('one that does not answer leaves the term as it is', () => {
    const story = opened().take(state(), give(proof('d-1', { kind: 'tax-return' })));
    expect(story.heard('documents-received')).toMatchObject([{ wanted: ['payslip'], complete: false }]);
    expect(story.parts.assessment.wantedBy).toBe(DUE);
  });

  it('one that is refused is wanted again, with days of its own', () => {
    const story = opened()
      .take(proved())
      .close(3)
      .take(verify({ accepted: false }), state({ assessmentId: 'a-2' }));
    expect(story.heard('documents-wanted')).toMatchObject([{ wanted: ['payslip'], dueOn: dayOf(18) }]);
  });

  it('nobody fails for an income that is not proved yet: nothing is concluded while documents are wanting', () => {
    const poor = hidden(stated({ incomes: [income(319_000)] }));
    const figures = hidden({ assessmentId: 'a-1', capacity: 0, stressed: 0, liquid: 0, later: null });
    const story = new OfferStory().take(state({ statement: poor }), propose({ figures }));
    expect(story.parts.assessment).toMatchObject({ current: { verdict: 'unaffordable' }, wanted: ['payslip'] });
    expect([story.refused, outcomes(story)]).toEqual(['documents-wanted', []]);
    const proofs = [proof('d-1', { kind: 'bank-statement' })];
    story.take(state({ statement: hidden(stated({ incomes: [income(190_000)] })), proofs }), propose({ figures }));
    expect(story.refused).toBeNull();
    expect(outcomes(story)).toEqual([`unaffordable ${dayOf(0)}`]);
  });

  it('a hold stops the term; behind it the rest runs on, five days at least', () => {
    const story = opened()
      .take(state())
      .close(11)
      .take(dispute(dayOf(12)));
    expect(story.parts.assessment).toMatchObject({ restDays: 3 });
    story.known(OUTREACH, dayOf(29)).close(18);
    expect(outcomes(story)).toEqual([]);
    story
      .take(undisputed(dayOf(30)))
      .known(OUTREACH, dayOf(30))
      .close();
    const [, again] = story.heard<{ dueOn: string }>('documents-wanted');
    expect(again?.dueOn).toBe(story.parts.assessment.wantedBy);
    expect(story.parts.assessment).toMatchObject({ restDays: null, wanted: ['payslip'] });
    const until = story.parts.assessment.wantedBy ?? dayOf(0);
    expect(until >= dayOf(35)).toBe(true);
    story.known(OUTREACH, addDays(until, 1)).close(8);
    expect(outcomes(story)).toEqual([`documents-missing ${until}`]);
  });

  it('asked for under a hold, the term begins behind it', () => {
    const story = opened().take(dispute(dayOf(1)), state());
    expect(story.parts.assessment).toMatchObject({ wanted: ['payslip'], restDays: 14 });
    expect(outcomes(story.known(OUTREACH, dayOf(40)).close(30))).toEqual([]);
  });
});

describe('a document is judged by somebody else than who has given it', () => {
  const work = (story: LoanStory) =>
    rowsOf(story, 'work_item')
      .map(({ row }) => row as { kind?: string; state: string; because: string })
      .filter(({ kind, because }) => kind === 'verify-documents' || because === 'all-judged')
      .map(({ state: now }) => now);

  it('it is work for the credit expert until it is', () => {
    const story = opened().take(proved());
    expect(work(story)).toEqual(['open']);
    story.take(verify({ expiresOn: dayOf(9) }));
    expect(work(story)).toEqual(['open', 'done']);
    expect(story.parts.assessment.proofs).toMatchObject([
      { state: 'verified', verifiedBy: 'chen', expiresOn: dayOf(9) },
    ]);
  });

  it('what the bank leaves lying holds the negotiation, and is mended at the close of the day', () => {
    const held = (of: LoanStory) => of.parts.round.open?.held.map(({ holdId }) => holdId);
    const story = opened().take(proved()).known(OUTREACH, dayOf(20)).close(5);
    expect([story.parts.assessment.verifyBy, held(story)]).toEqual([dayOf(6), []]);
    story.close();
    expect(held(story)).toEqual(['bank-delay:verification']);
    story.take(verify()).close();
    expect([story.parts.assessment.verifyBy, held(story)]).toEqual([null, []]);
    expect(story.parts.round.open?.holds).toMatchObject([{ kind: 'bank-delay' }]);
  });

  it('of each document the bank is late so many days after it came, also where another one came before', () => {
    const story = opened().take(proved()).known(OUTREACH, dayOf(20)).close(3);
    story.take(give(proof('d-2', { sha256: 'b'.repeat(64) })));
    expect(story.parts.assessment.verifyBy).toBe(dayOf(6));
    story.take(verify());
    expect(story.parts.assessment.verifyBy).toBe(dayOf(9));
    story.close(3);
    expect(story.parts.round.open?.held).toEqual([]);
    story.close(3);
    expect(story.parts.round.open?.held.map(({ holdId }) => holdId)).toEqual(['bank-delay:verification']);
  });

  it('the verdict rests on other ground then, and is made anew: verified, all of the income counts', () => {
    const story = opened().take(proved({ statement: hidden(stated({ incomes: [income(620_000)] })) }));
    const before = story.parts.assessment.current;
    story.take(verify());
    expect(story.parts.assessment.current).toEqual({ ...before, state: 'stale' });
    story.take(proved({ assessmentId: 'a-2', proofs: [] }));
    expect(story.heard('affordability-assessed')).toHaveLength(2);
    expect(story.parts.assessment.proofs).toMatchObject([{ state: 'verified' }]);
  });
});
