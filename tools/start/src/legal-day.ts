import { addDays, type CalendarDate } from '@mora/kernel';
import { patiently, type Patience, Weather } from '@mora/ledger-simulator';
import type { LegalView } from './legal-view.js';
import type { System } from './system.js';

const READER = { tenant: 'demo', subject: 'start', roles: ['reporting-client'] };

/** What legal escalation did on a day, as soon as that day has closed in all of its lanes. */
export const legalOn = (system: System, day: CalendarDate, patience: Patience): Promise<LegalView> =>
  patiently(async () => {
    const view = await viewOf(system, day);
    if (view.openDay !== null && view.openDay < addDays(day, 1)) {
      throw new Weather(`${day} is not closed yet in legal escalation`);
    }
    return view;
  }, patience);

async function viewOf({ urls, issuer }: System, on: CalendarDate): Promise<LegalView> {
  const url = `${urls['legal-escalation']}/v1/summary?on=${on}`;
  const response = await fetch(url, { headers: { authorization: `Bearer ${await issuer.token(READER)}` } });
  if (!response.ok) throw new Error(`${url} answers ${response.status}: ${await response.text()}`);
  return (await response.json()) as LegalView;
}
