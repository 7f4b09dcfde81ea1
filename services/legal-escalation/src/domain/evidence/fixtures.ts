import { addDays, type LoanId } from '@mora/kernel';
import type { Sheet } from '../claim/types.js';
import {
  charged,
  dayOf,
  failed,
  instalments,
  LI,
  linked,
  LOAN,
  LoanStory,
  paid,
  POLICIES,
  registered,
  scheduled,
  started,
  WANG,
} from '../loan/fixtures.js';
import type { LoanState } from '../loan/state.js';
import type { Matter } from '../matter/types.js';

const HASH = 'ab'.repeat(32);
/** The day of the claim. */
export const AS_OF = dayOf(5);

/** A loan with something in each file: two instalments missed, one paid in part, a fee, a letter, two failures. */
export function aCase(): Readonly<{
  view: Readonly<{ loanId: LoanId; parts: LoanState['parts']; policies: typeof POLICIES }>;
  matter: Matter;
  sheet: Sheet;
}> {
  const story = new LoanStory(POLICIES, AS_OF);
  story.take(
    registered,
    linked(),
    linked(LI, { role: 'guarantor' }),
    scheduled(1, instalments(12, dayOf(-50), 200_000)),
    charged('fee-1', 3_000, dayOf(-10)),
    paid('p-2', 50_000, dayOf(-3)),
    paid('p-1', 20_000, dayOf(-30), dayOf(-28)),
    started(AS_OF, { oldestUnpaidOn: dayOf(-50), daysPastDue: 55 }),
    failed('r-1', 1, dayOf(-20)),
    failed('r-2', 2, dayOf(-2)),
    {
      kind: 'notice',
      noticeId: 'n-1',
      personId: WANG,
      role: 'borrower',
      sha256: HASH,
      outcome: 'delivered',
      isOurs: false,
      on: dayOf(-15),
    },
    {
      kind: 'contact',
      record: { kind: 'offer-disclosed', id: 'd-1', on: dayOf(-9), sha256: HASH, outcome: 'shown' },
    },
  );
  story.close();
  return { view: { loanId: LOAN, parts: story.parts, policies: POLICIES }, matter: MATTER, sheet: SHEET };
}

const MATTER: Matter = {
  caseId: 'case-1',
  openedOn: AS_OF,
  gateId: 'gate-1',
  exceptionId: null,
  lawyer: 'l-1',
  stage: 'decided',
  checklist: [{ item: 'contract', state: 'yes', proof: { kind: 'contract', id: 'C-1', sha256: HASH } }],
  evaluation: {
    evaluationId: 'ev-1',
    by: 'l-1',
    strategy: 'ordinary',
    state: 'approved',
    approver: 'l-2',
    on: AS_OF,
    expectedRecovery: 1_234_567,
    expectedCost: 7_654_321,
    lessHarmful: ['settlement: the bank’s own thoughts'],
    because: 'other own thoughts',
    claimed: { asOf: AS_OF, due: 1_234_568, all: 1_234_569 },
  },
  sheet: null,
  bundle: null,
  papers: [
    { kind: 'guarantee', id: 'G-1', sha256: HASH, on: AS_OF },
    { kind: 'contract', id: 'C-1', sha256: HASH, on: AS_OF },
  ],
  costs: 0,
};

const SHEET: Sheet = {
  sheetId: 'sheet-1',
  asOf: AS_OF,
  currency: 'CNY',
  booked: { principal: 330_000, interest: 0, fee: 3_000, penalty: 0 },
  lines: [
    {
      code: 'principal',
      minor: 330_000,
      from: 'ledger',
      formula: '130000 + 200000',
      dueOn: dayOf(-50),
      rows: ['1', '2'],
      rule: null,
    },
    { code: 'fee', minor: 3_000, from: 'ledger', formula: '3000', dueOn: dayOf(-10), rows: ['fee-1'], rule: null },
  ],
  total: 333_000,
  runsOn: [{ code: 'penalty', rate: '0.162', base: 330_000, from: addDays(AS_OF, 1) }],
  differs: [],
  checkedOn: AS_OF,
};
