import { addDays, type CalendarDate, id128 } from '@mora/kernel';
import { noticeOf } from '../clock/alerts.js';
import type { Clock } from '../clock/types.js';
import { withMore } from '../loan/gathered.js';
import type { LoanView } from '../loan/part.js';
import { timelineOf } from '../loan/timeline.js';
import { workWanted } from '../loan/work.js';
import { rulesFor } from '../products.js';
import type { Made } from './made.js';
import type { DisposalPart } from './types.js';

type Running = Readonly<{ clock: Clock; expiresOn: CalendarDate; key: string }>;

/**
 * Joint guarantors are free when nobody has asked them in time, and nothing restarts that period: so they are asked by
 * themselves before its end. Of a general guarantor the debtor has to be sued, which is for the case.
 */
export function guarantorsAsked(made: Made, view: LoanView, day: CalendarDate): Made {
  const law = rulesFor(view.policies, view.parts.ledger);
  const due = runningOf(made.part, view).filter(({ expiresOn }) => day >= askedFrom(expiresOn, view));
  const [first] = due;
  // No hold stops it: it only keeps the claim.
  if (law === null || first === undefined) return made;
  const { clock, expiresOn } = first;
  // One asking goes to everybody in the role, and counts once it has reached them all.
  const requestId = id128('legal', 'guarantor-demand', clock.clockId, expiresOn);
  const asked = { ...made.part, demanded: [...made.part.demanded, ...due.map(({ key }) => key)] };
  const line = timelineOf('guarantor-demand-asked', { requestId, expiresOn }, clock.policy);
  return withMore(made, {
    part: asked,
    said: [noticeOf(requestId, 'guarantor', law, addDays(day, 1))],
    writes: [
      line,
      workWanted({
        loanId: view.loanId,
        about: clock.clockId,
        kind: 'guarantor-demand',
        team: 'legal',
        dueOn: expiresOn,
        because: 'see-that-it-arrives',
        openedOn: day,
      }),
    ],
  });
}

/** The periods of joint guarantors that still run, and in which nobody was asked yet. */
function runningOf({ demanded }: DisposalPart, { parts }: LoanView): readonly Running[] {
  const { clocks, guarantees } = parts.clock;
  const joint = new Set(guarantees.filter(({ kind }) => kind === 'joint').map(({ guarantorId }) => `${guarantorId}`));
  return clocks.flatMap((clock) => {
    const { claim, state, ref, clockId, expiresOn } = clock;
    if (claim !== 'guarantee' || state !== 'running' || expiresOn === null || ref === null || !joint.has(ref))
      return [];
    const key = `${clockId}:${expiresOn}`;
    return demanded.includes(key) ? [] : [{ clock, expiresOn, key }];
  });
}

const askedFrom = (expiresOn: CalendarDate, { policies }: LoanView): CalendarDate =>
  addDays(expiresOn, -policies.disposal.guarantee.demandDays);

/** The days from which on they are asked. */
export const guarantorLooks = (part: DisposalPart, view: LoanView): readonly CalendarDate[] =>
  runningOf(part, view).map(({ expiresOn }) => askedFrom(expiresOn, view));
