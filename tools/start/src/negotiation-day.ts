import { addDays, type CalendarDate } from '@mora/kernel';
import { patiently, type Patience, Weather } from '@mora/ledger-simulator';
import { letThemNegotiate } from '@mora/scenario';
import type { Cast } from './outreach-day.js';
import type { NegotiationView } from './negotiation-view.js';
import type { System } from './system.js';

/** So many loans are negotiated on a day at most. */
const LOANS_A_DAY = 20;
const READER = { tenant: 'demo', subject: 'start', roles: ['reporting-client'] };

/** What negotiation did on a day that has closed, as soon as it has closed in all of its lanes. */
export const negotiationOn = (system: System, day: CalendarDate, patience: Patience): Promise<NegotiationView> =>
  patiently(async () => {
    const view = await viewOf(system, day);
    if (view.openDay !== null && view.openDay < addDays(day, 1)) {
      throw new Weather(`${day} is not closed yet in negotiation`);
    }
    return view;
  }, patience);

/** A day's negotiations, once the day before has closed in every lane. */
export async function letNegotiate(
  system: System,
  { people, behaviour, clock }: Cast,
  day: CalendarDate,
  patience: Patience,
): Promise<void> {
  await negotiationOn(system, addDays(day, -1), patience);
  const { issuer, urls } = system;
  await letThemNegotiate({ clock, issuer, urls }, behaviour, people, day, LOANS_A_DAY);
}

async function viewOf({ urls, issuer }: System, on: CalendarDate): Promise<NegotiationView> {
  const url = `${urls.negotiation}/v1/summary?on=${on}`;
  const response = await fetch(url, { headers: { authorization: `Bearer ${await issuer.token(READER)}` } });
  if (!response.ok) throw new Error(`${url} answers ${response.status}: ${await response.text()}`);
  return (await response.json()) as NegotiationView;
}
