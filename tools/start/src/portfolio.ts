import { type CalendarDate, type Currency, minorUnits } from '@mora/kernel';
import { patiently, type Patience, Weather } from '@mora/ledger-simulator';
import type { PortfolioView } from './portfolio-view.js';
import type { System } from './system.js';

type Answer = Readonly<{
  asOf: string;
  buckets: readonly Readonly<{ bucket: string; currency: Currency; loans: number; overdue: string }>[];
}>;

const READER = { tenant: 'demo', subject: 'start', roles: ['reporting-client'] };
const PATH = '/v1/portfolio/buckets';

/** The portfolio at the close of a day, as soon as delinquency-classification has met its mark in every lane. */
export const portfolioAt = (system: System, asOf: CalendarDate, patience: Patience): Promise<PortfolioView> =>
  patiently(async () => {
    const closed = await ask(system, PATH);
    if (closed === null || closed.asOf < asOf) throw new Weather(`${asOf} is not closed yet in classification`);
    const answer = closed.asOf === asOf ? closed : ((await ask(system, `${PATH}?asOf=${asOf}`)) as Answer);
    return viewOf(answer);
  }, patience);

/** Null where no day has closed yet. */
async function ask({ urls, issuer }: System, path: string): Promise<Answer | null> {
  const url = `${urls['delinquency-classification']}${path}`;
  const response = await fetch(url, { headers: { authorization: `Bearer ${await issuer.token(READER)}` } });
  if (response.status === 409) return null;
  if (!response.ok) throw new Error(`${url} answers ${response.status}: ${await response.text()}`);
  return (await response.json()) as Answer;
}

const viewOf = ({ asOf, buckets }: Answer): PortfolioView => ({
  asOf,
  buckets: buckets.map(({ overdue, ...row }) => ({ ...row, overdueMinor: minorUnits(overdue, row.currency) })),
});
