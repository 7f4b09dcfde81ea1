import { StageBoard } from './board.js';

const LOAN = 'demo:L-000001';

type Said = readonly [type: string, data?: object];

/** What was said in turn, by short names, and the stage behind each of them. */
const stagesOf = (...said: readonly Said[]): readonly string[] => {
  const board = new StageBoard();
  return said.map(([type, data = {}]) => {
    board.hear({ type: `mora.${type}.v1`, loan: LOAN, data });
    return board.counts().find(({ loans }) => loans === 1)?.stage ?? 'untold';
  });
};
const bucket = (to: string, table = 'm-table') => ['delinquency.bucket-changed', { table, to }] as const;
const status = (to: string) => ['loan.status-changed', { status: to }] as const;
const promise = (what: string, part = 1) => [`outreach.promise-${what}`, { promiseId: 'p', part }] as const;
const made = ['outreach.promise-made', { promiseId: 'p', parts: [{ number: 1 }, { number: 2 }] }] as const;
const round = (what: string) => [`negotiation.${what}`, { roundId: 'r' }] as const;
const plan = (what: string, more: object = {}) => [`negotiation.plan-${what}`, { planId: 'x', ...more }] as const;
const started = ['delinquency.started'] as const;
const cured = ['delinquency.cured'] as const;
const legal = (what: string, more: object = {}) => [`legal.${what}`, more] as const;

it.each([
  [
    'a loan is current until it is overdue, and cured after it',
    [['loan.registered'], started, cured],
    ['current', 'overdue-M1', 'cured'],
  ],
  [
    'it goes through the buckets of one table alone',
    [started, bucket('M2'), bucket('M3+', 'm1-m3')],
    ['overdue-M1', 'overdue-M2', 'overdue-M2'],
  ],
  [
    'a contact counts in its episode',
    [started, ['outreach.notice-sent'], cured, started],
    ['overdue-M1', 'contacted', 'cured', 'overdue-M1'],
  ],
  [
    'a promise is open until its last part is judged',
    [started, made, promise('kept'), promise('broken', 2), promise('reopened', 2)],
    ['overdue-M1', 'promised', 'promised', 'overdue-M1', 'promised'],
  ],
  [
    'a negotiation comes before a promise',
    [started, made, round('opened'), round('failed')],
    ['overdue-M1', 'promised', 'negotiating', 'promised'],
  ],
  [
    'a plan comes before a negotiation, broken or reopened',
    [started, round('opened'), plan('activated'), round('closed'), plan('broken'), plan('reopened')],
    ['overdue-M1', 'negotiating', 'on-plan', 'on-plan', 'overdue-M1', 'on-plan'],
  ],
  [
    'a plan that settles the debt for less',
    [started, plan('activated'), plan('completed', { settled: true })],
    ['overdue-M1', 'on-plan', 'settled'],
  ],
  [
    'a case goes its way, and the same said twice changes nothing',
    [
      started,
      legal('case-opened'),
      legal('filed'),
      legal('filed'),
      legal('judgment-entered'),
      legal('enforcement-applied'),
      legal('execution-ended', { kind: 'this-round' }),
      legal('enforcement-applied'),
      legal('case-closed', { outcome: 'enforced' }),
      cured,
    ],
    [
      'overdue-M1',
      'in-legal',
      'in-court',
      'in-court',
      'judged',
      'enforcing',
      'judged',
      'enforcing',
      'overdue-M1',
      'cured',
    ],
  ],
  [
    'a debt that is written off is still enforced',
    [started, legal('case-opened'), status('written-off'), legal('case-closed', { outcome: 'written-off' })],
    ['overdue-M1', 'in-legal', 'in-legal', 'written-off'],
  ],
  ['what is sold is sold', [started, legal('case-opened'), status('transferred')], ['overdue-M1', 'in-legal', 'sold']],
  ['what was never overdue and has ended was paid', [['loan.registered'], status('closed')], ['current', 'cured']],
])('%s', (_name, said, stages) => {
  expect(stagesOf(...(said as readonly Said[]))).toEqual(stages);
});

it('stages are told from the loan that is paid to the one that is lost, buckets in their order', () => {
  const board = new StageBoard();
  const say = (loan: string, ...said: readonly Said[]): void =>
    said.forEach(([type, data = {}]) => board.hear({ type: `mora.${type}.v1`, loan, data }));
  say('a', started, status('transferred'));
  say('b', started, bucket('M7+'));
  say('c', started);
  say('d', ['loan.registered']);
  say('e', started, legal('case-opened'));
  say('f', started);
  expect(board.counts().map(({ stage, loans }) => `${stage} ${loans}`)).toEqual([
    'current 1',
    'overdue-M1 2',
    'overdue-M7+ 1',
    'in-legal 1',
    'sold 1',
  ]);
});
