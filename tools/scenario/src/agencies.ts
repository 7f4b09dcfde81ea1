import { addDays, calendarDate, type CalendarDate } from '@mora/kernel';
import type { Behaviour } from '@mora/ledger-simulator';
import type { Announced, KnownFirm } from './checker/book.js';
import { ask, type Doors, post } from './requests.js';
import type { Overdue } from './overdue.js';

const COMPLIANCE = { subject: 'zhou', role: 'compliance' };
const YEAR = 365;

/** A firm with all its papers, one of which a paper runs out on the way, and one that the bank never published. */
export const firmsFrom = (opensOn: CalendarDate): readonly KnownFirm[] => [
  firm('firm-a', opensOn, {}),
  firm('firm-b', opensOn, { qualification: addDays(opensOn, 70) }),
  firm('firm-c', opensOn, { listed: false }),
];

function firm(
  agencyId: string,
  opensOn: CalendarDate,
  { qualification = addDays(opensOn, YEAR), listed = true }: { qualification?: CalendarDate; listed?: boolean },
): KnownFirm {
  return {
    agencyId,
    listed,
    certified: true,
    documents: [
      { kind: 'business-licence', validUntil: addDays(opensOn, YEAR) },
      { kind: 'qualification', validUntil: qualification },
    ],
    contract: { from: addDays(opensOn, -30), until: addDays(opensOn, YEAR) },
  };
}

/** Compliance enters the firms into the register, with their papers. */
export async function registerFirms(world: Doors, firms: readonly KnownFirm[]): Promise<void> {
  for (const { agencyId, listed, certified, documents, contract } of firms) {
    const path = `/v1/agencies/${agencyId}`;
    await enter(world, 'PUT', path, { name: `Simulated ${agencyId}`, phone: '+8602100000000', listed, certified });
    for (const paper of documents)
      await enter(world, 'POST', `${path}/documents`, { ...paper, reference: 'simulated' });
    const term = { ...contract, contractId: `${agencyId}-1`, processingAgreement: true, reference: 'simulated' };
    await enter(world, 'POST', `${path}/contracts`, term);
  }
}

async function enter(world: Doors, method: 'POST' | 'PUT', path: string, json: object): Promise<void> {
  const asking = { method, path, text: JSON.stringify(json), type: 'application/json' } as const;
  const { status, body } = await ask(world, asking, COMPLIANCE);
  if (status !== 204) throw new Error(`the register does not take ${path}: ${status} ${JSON.stringify(body)}`);
}

const PLACED_OF_THOUSAND = 60;
const LEAST_DAYS = 4;
const TERM: readonly [least: number, most: number] = [20, 60];

type Placing = Readonly<{
  on: CalendarDate;
  /** Since when each loan is overdue. */
  since: ReadonlyMap<string, string>;
  firms: readonly KnownFirm[];
  /** The loans of which the bank has told the borrower by itself are written down here. */
  announced: Announced[];
}>;

/**
 * A supervisor gives some of the older cases to outside firms. Of every second the bank has told the borrower by itself;
 * of the others Mora has to, before the firm may have it.
 */
export async function placeSome(
  world: Doors,
  behaviour: Behaviour,
  overdue: readonly Overdue[],
  { on, since, firms, announced }: Placing,
): Promise<void> {
  for (const { loan } of overdue) {
    const from = since.get(loan);
    if (from === undefined || addDays(calendarDate(from), LEAST_DAYS) > on) continue;
    if (!behaviour.happens('placed', loan, on, PLACED_OF_THOUSAND)) continue;
    const agencyId = firms[behaviour.lasts('firm', loan, on, 0, firms.length - 1)]?.agencyId ?? '';
    const until = addDays(on, behaviour.lasts('placed', loan, on, ...TERM));
    const isTold = behaviour.happens('told', loan, on, 500);
    const json = { agency: agencyId, until, ...(isTold && { announcedOn: on }) };
    const { status } = await post(world, `/v1/loans/${encodeURIComponent(loan)}/placement`, json, 'sun', 'supervisor');
    if (status === 200 && isTold) announced.push({ loan, agencyId, on });
  }
}
