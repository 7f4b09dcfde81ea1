import { LIMIT_MS, useStart } from './fixtures/started.js';
import { countOf, kindsOf, numberAt, type ToldDay, toldDays } from './fixtures/told-days.js';

const mora = useStart();

const STAGES = [
  'current',
  'overdue',
  'contacted',
  'promised',
  'negotiating',
  'on a plan',
  'in legal',
  'settled',
  'sold',
  'written off',
  'cured',
];
const STREAMS = ['loan', 'delinquency', 'outreach', 'negotiation', 'legal', 'ledger-requests'];
const SERVICES = ['ingestion', 'delinquency-classification', 'outreach', 'negotiation', 'legal-escalation'];
const COLUMNS = 80;
const BANNER_ENDS = 'The simulated bank';
const DAYS_END = '  Stopped.';

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
const partsOf = ({ rows }: ToldDay, name: string): readonly string[] => rows.get(name) ?? [];
const namesIn = (parts: readonly string[]): readonly string[] =>
  parts.map((part) => part.replace(/ [\d,]+( \(.*\))?$/, ''));

/** Each loan is in one stage, and classification, which counts them by bucket, knows as many. */
function addsUp(day: ToldDay): void {
  const [all = '', ...stages] = partsOf(day, 'loans');
  const loans = numberAt(all);
  expect(namesIn(stages)).toEqual(STAGES);
  expect(sum(STAGES.map((stage) => countOf(day, 'loans', stage)))).toBe(loans);
  const buckets = partsOf(day, 'buckets').map((part) => numberAt(part.split(' ')[1] ?? ''));
  expect(sum(buckets)).toBe(loans);
  const late = sum(buckets.slice(1));
  const waiting = sum(['overdue', 'contacted', 'promised'].map((stage) => countOf(day, 'loans', stage)));
  expect([waiting <= late, countOf(day, 'loans', 'current') <= (buckets[0] ?? 0)]).toEqual([true, true]);
  for (const stage of ['overdue', 'in legal']) {
    expect(sum(kindsOf(day, 'loans', stage))).toBe(countOf(day, 'loans', stage));
  }
}

/** What is said on each stream, and what is under way in each service. */
function isLive(day: ToldDay): void {
  const [all = '', ...streams] = partsOf(day, 'events/s');
  expect(namesIn(streams)).toEqual(STREAMS);
  const each = streams.map((stream) => numberAt(stream.slice(stream.lastIndexOf(' ') + 1)));
  expect(Math.abs(sum(each) - numberAt(all))).toBeLessThanOrEqual(STREAMS.length / 2); // each is rounded
  expect(namesIn(partsOf(day, 'lag'))).toEqual(SERVICES);
  expect(SERVICES.every((service) => Number.isInteger(countOf(day, 'lag', service)))).toBe(true);
}

it(
  'each day tells every loan in one stage, what is said and who is behind; who pays nothing goes to law',
  async () => {
    const run = mora.start([...BANK, '--pace', '0', '--days', '18', '--once']);
    expect([await run.code, run.text()]).toEqual([0, expect.stringContaining('Portfolio at the close of 2026-01-22')]);
    const days = toldDays(run.text());
    expect(days).toHaveLength(18);
    days.forEach(addsUp);
    days.forEach(isLive);
    expect(sum(days.map((day) => numberAt(partsOf(day, 'events/s')[0] ?? '')))).toBeGreaterThan(0);
    for (const day of days) {
      expect([day.day, numberAt(openCases(day))]).toEqual([day.day, countOf(day, 'loans', 'in legal')]);
    }
    const last = days.at(-1) as ToldDay;
    expect([sum(days.map((day) => countOf(day, 'law', 'gate'))), countOf(last, 'loans', 'in legal')]).toEqual([1, 1]);
    const told = run.text().slice(run.text().indexOf(BANNER_ENDS), run.text().indexOf(DAYS_END));
    expect(told.split('\n').filter((line) => line.length > COLUMNS)).toEqual([]);
  },
  2 * LIMIT_MS,
);

/** As legal escalation counts them itself. */
const openCases = (day: ToldDay): string => partsOf(day, 'law').find((part) => part.endsWith('open cases')) ?? '0';

/** Of thirty loans one has not been paid for three months, and its borrower declines every offer. */
const BANK = ['--loans', '30', '--cards', '2', '--seed', '142'];
