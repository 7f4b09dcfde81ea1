import type { ProductRow } from '../products.js';
import type { RunningInterest } from '../proceedings/types.js';
import type { Minor } from '../words.js';
import type { LineCode, RunsOn, Sheet } from './types.js';

/**
 * What of a claim is general interest, of which none bears interest for delay (M-30), and what goes on running; kept with
 * the claim, as an order that nobody objects to grants what was asked for.
 */
export type AskedInterest = Readonly<{ general: Minor; running: RunningInterest | null }>;

const GENERAL: readonly LineCode[] = ['interest', 'penalty', 'computed-penalty', 'computed-compound', 'cap-waived'];

type Days = Pick<ProductRow, 'dayCount' | 'penaltyDayCount'>;

/** The interest of a claim, in minor units. */
export function interestAsked({ lines, runsOn }: Pick<Sheet, 'lines' | 'runsOn'>, days: Days): AskedInterest {
  const general = lines.filter(({ code, component }) => GENERAL.includes(code) && component !== 'fee');
  return { general: general.reduce((sum, { minor }) => sum + minor, 0), running: runningAsked(runsOn, days) };
}

/**
 * A title says of one sum that it bears, at one rate and from one day. Where two run, of what is due and of what was
 * called, both are taken at the lower rate and from the later day: an order is never enforced for more than it says.
 */
function runningAsked(runsOn: readonly RunsOn[], { dayCount, penaltyDayCount }: Days): AskedInterest['running'] {
  const bears = runsOn.filter(({ base }) => base > 0);
  const [first] = bears;
  if (first === undefined) return null;
  const counts = bears.map(({ code }) => (code === 'penalty' ? penaltyDayCount : dayCount));
  return {
    rate: bears.reduce((least, { rate }) => (Number(rate) < Number(least) ? rate : least), first.rate),
    dayCount: counts.every((count) => count === 'ACT_360') ? 'ACT_360' : 'ACT_365F',
    principal: bears.reduce((sum, { base }) => sum + base, 0),
    from: bears.reduce((last, { from }) => (from > last ? from : last), first.from),
  };
}
