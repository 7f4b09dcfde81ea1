import { calendarDate as day } from '@mora/kernel';
import { seen } from './fixtures.js';
import { type Agency, standingOf } from './standing-of.js';

const RULES = seen().rules.agencies.inForceOn(day('2026-03-09'));
const firm = (over: Partial<Agency> = {}): Agency => ({
  status: 'active',
  documents: ['business-licence', 'qualification'].map((kind) => ({ kind, validUntil: day('2030-12-31') })),
  contracts: [{ from: day('2026-01-01'), until: day('2027-06-30'), processingAgreement: true }],
  evaluations: [],
  complaints: [],
  breaches: [],
  placed: 100,
  ...over,
});
const evaluated = (on: string, verdict: 'continue' | 'limit' | 'end' = 'continue') =>
  firm({ evaluations: [{ on: day(on), verdict }] });

// prettier-ignore
it.each<[string, Agency, string, string | null, string[]]>([
  // the firm                                      on            next evaluation   objections
  ['never evaluated',       firm(),                '2026-03-09', '2027-01-01', []],
  ['on its last day',       firm(),                '2027-01-01', '2027-01-01', []],
  ['a day late',            firm(),                '2027-01-02', '2027-01-01', ['not-evaluated-in-time']],
  ['within the year',       evaluated('2026-12-01'), '2027-01-02', '2027-05-01', []],
  ['not yet for the end',   evaluated('2027-03-31'), '2027-05-01', '2027-05-01', []],
  ['late for the end',      evaluated('2027-03-31'), '2027-05-02', '2027-05-01', ['not-evaluated-before-end']],
  ['for the end',           evaluated('2027-04-01'), '2027-05-02', '2028-04-01', []],
  ['no contract any more',  evaluated('2027-04-01'), '2027-07-01', null,         ['contract-not-in-force']],
])('%s', (_name, agency, today, due, objections) => {
  const found = standingOf(agency, day(today), RULES);
  expect([found.evaluationDueOn, found.objections]).toEqual([due, objections]);
});

it('what an evaluation found decides what comes of it: all goes on, no more loans, or an end', () => {
  const found = (verdict: 'continue' | 'limit' | 'end') => {
    const { standing, limits } = standingOf(evaluated('2026-03-01', verdict), day('2026-03-09'), RULES);
    return [standing, limits.join()];
  };
  expect(found('continue')).toEqual(['good', '']);
  expect(found('limit')).toEqual(['good', 'evaluated-to-limit']);
  expect(found('end')).toEqual(['suspended', '']);
});
