import type { CalendarDate } from '@mora/kernel';
import { patiently, type Patience, Weather } from '@mora/ledger-simulator';
import type { PortfolioView } from './portfolio-view.js';
import type { System } from './system.js';

const READER = { tenant: 'demo', subject: 'start', roles: ['reporting-client'] };

/** The portfolio at the close of a day, as soon as delinquency-classification has met its mark in every lane. */
export const portfolioAt = (system: System, asOf: CalendarDate, patience: Patience): Promise<PortfolioView> =>
  patiently(() => ask(system, asOf), patience);

async function ask({ urls, issuer }: System, asOf: CalendarDate): Promise<PortfolioView> {
  const url = `${urls['delinquency-classification']}/v1/portfolio/buckets?asOf=${asOf}`;
  const response = await fetch(url, { headers: { authorization: `Bearer ${await issuer.token(READER)}` } });
  if (!response.ok) throw new Weather(`the portfolio of ${asOf} is not known yet (${response.status})`);
  return (await response.json()) as PortfolioView;
}
