import { addDays, calendarDate } from '@mora/kernel';
import { openWork } from '../enforcement/fixtures.js';
import type { LoanEvent } from '../loan/event.js';
import type { LoanStory } from '../loan/fixtures.js';
import { owed, registered } from '../loan/fixtures.js';
import { filedStory, overdueStory, readyMatter, withMatter } from '../proceedings/fixtures.js';
import type { Strategy } from '../words.js';
import type { DisposalCommand } from './commands.js';
import type { PackageLoanRow } from './rows.js';

const LIST: DisposalCommand = { kind: 'list', packageId: 'pk-1', batch: 'b-1', by: 'l-1' };
const SELL: DisposalCommand = {
  kind: 'sell',
  packageId: 'pk-1',
  buyerId: 'buyer-1',
  price: 90_000,
  requestId: 'q-1',
  by: 's-1',
};
/** A loan whose case a second person has agreed to sell, or to treat otherwise. */
function forSale(strategy: Strategy = 'sale', product = registered): LoanStory {
  const story = overdueStory(undefined, true, product);
  return withMatter(story, readyMatter(story.openDay, strategy));
}

const transferred = (story: LoanStory): LoanEvent => ({
  kind: 'status',
  status: 'transferred',
  effectiveOn: story.openDay,
});

it('listed, sold, booked by the ledger, and the debtor told: only then does the notice count', () => {
  const story = forSale().take(LIST);
  expect(story.heard('package-listed')).toMatchObject([{ packageId: 'pk-1', batch: 'b-1' }]);
  expect(story.take(LIST).refused).toBe('listed-already');
  story.take(SELL);
  expect(story.heard('transfer')).toMatchObject([{ requestId: 'q-1', buyerId: 'buyer-1', price: '900.00' }]);
  expect(story.take({ ...SELL, requestId: 'q-2' }).refused).toBe('sale-open');
  expect(story.take({ kind: 'unlist', packageId: 'pk-1', because: 'changed', by: 'l-1' }).refused).toBe('sale-open');
  story.take({ kind: 'request-answered', requestId: 'q-1', outcome: 'accepted' }).close();
  expect(story.heard('asset-sold')).toEqual([]);
  story.take(transferred(story)).close();
  expect(story.heard('asset-sold')).toMatchObject([{ claim: '3000.00', price: '900.00', requestId: 'q-1' }]);
  const [notice] = story.heard<{ requestId: string }>('notice-requested').slice(-1);
  expect(notice).toMatchObject({ template: 'legal-transfer', proof: 'delivered', role: 'borrower' });
  expect(story.types).toContain('outreach-hold-set');
  expect(story.heard('case-closed')).toMatchObject([{ outcome: 'sold' }]);
  story.close(2);
  expect(story.heard('transfer-noticed')).toEqual([]);
  const answer = { requestId: notice!.requestId, noticeId: 'n-9', sha256: 'h', on: story.openDay };
  story.take({ kind: 'notice-answered', outcome: 'delivered', ...answer }).close();
  expect(story.heard('transfer-noticed')).toMatchObject([{ buyerId: 'buyer-1', proof: { kind: 'notice', id: 'n-9' } }]);
});

it('buyers are told of the region of the court that has it, and of none where none has', () => {
  const regionOf = (story: LoanStory) =>
    Object.values(story.take(LIST).writes)
      .flat()
      .map((write) => JSON.parse(write) as Readonly<{ table: string; row: PackageLoanRow }>)
      .flatMap(({ table, row }) => (table === 'package_loan' ? [row.region] : []));
  expect(regionOf(forSale())).toEqual([null]);
  const story = filedStory('ordinary');
  withMatter(story, readyMatter(story.openDay, 'sale'));
  expect(regionOf(story)).toEqual(['demo']);
});

it.each<[string, LoanEvent[], string]>([
  [
    'a loan that somebody holds',
    [{ kind: 'dispute-raised', disputeId: 'd', on: calendarDate('2026-03-03') }],
    'not-eligible',
  ],
  [
    'what the ledger has closed',
    [{ kind: 'status', status: 'closed', effectiveOn: calendarDate('2026-03-03') }],
    'not-eligible',
  ],
])('%s is not for sale', (_name, events, because) => {
  expect(forSale().take(...events, LIST).refused).toBe(because);
});

it('neither is a product outside the pilot, nor anything behind its last day', () => {
  expect(
    forSale('sale', { ...registered, product: 'mortgage' } as LoanEvent & typeof registered).take(LIST).refused,
  ).toBe('not-eligible');
  const on = (day: string) => {
    const story = forSale();
    story.openDay = calendarDate(day);
    return story.take(LIST).refused;
  };
  expect([on('2026-12-31'), on('2027-01-01')]).toEqual([null, 'not-eligible']);
});

it('nor what has not passed the gate, or does not any more by the award', () => {
  expect(overdueStory(undefined, false).take(LIST).refused).toBe('not-eligible');
  const story = forSale().take(LIST);
  story.take({ kind: 'tally-reset', on: story.openDay }).close();
  expect(story.heard('gate-withdrawn')).toHaveLength(1);
  expect(story.take(SELL).refused).toBe('not-eligible');
});

it('nor what nobody has agreed to sell', () => {
  expect([forSale('ordinary').take(LIST).refused, forSale('settlement').take(LIST).refused]).toEqual([
    'not-eligible',
    'not-eligible',
  ]);
  const story = forSale().take(LIST);
  const matter = readyMatter(story.openDay, 'sale');
  withMatter(story, { ...matter, evaluation: { ...matter.evaluation!, state: 'given', approver: null } });
  expect(story.take(SELL).refused).toBe('not-eligible');
});

it('days in which the ledger let the loan rest do not make it old enough', () => {
  // 90 days past due on the open day; the rule asks for 91, and yesterday is judged.
  const resting = (pauses: readonly LoanEvent[]) => {
    const story = forSale();
    const asOf = story.openDay;
    const behind = { asOf, daysPastDue: 90, oldestUnpaidOn: addDays(asOf, -100), overdue: owed(90_000) };
    story.take({ kind: 'bucket', episodeId: 'e-1', table: 'm-table', to: 'M4', ...behind }, ...pauses);
    return story;
  };
  const { openDay: from } = forSale();
  const pause: LoanEvent = { kind: 'paused', pauseId: 'w-1', from: addDays(from, 1), until: addDays(from, 1) };
  expect(resting([]).close(1).take(LIST).refused).toBe('not-eligible');
  expect(resting([]).close(2).take(LIST).refused).toBeNull();
  expect(resting([pause]).close(2).take(LIST).refused).toBe('not-eligible');
  expect(resting([pause]).close(3).take(LIST).refused).toBeNull();
});

it('what becomes held between the listing and the award is not sold; what the ledger rejects leaves', () => {
  const held = forSale().take(LIST);
  held.take({ kind: 'dispute-raised', disputeId: 'd', on: held.openDay });
  expect(held.take(SELL).refused).toBe('held');
  const rejected = forSale().take(LIST, SELL);
  rejected.take({ kind: 'request-answered', requestId: 'q-1', outcome: 'rejected' }).close();
  expect(rejected.heard('package-left')).toMatchObject([{ because: 'ledger-rejected' }]);
  expect(openWork(rejected)).toContain('transfer-rejected');
  expect(rejected.parts.disposal.listing).toBeNull();
  expect(rejected.take({ ...LIST, packageId: 'pk-2' }).refused).toBeNull();
});

it('the ledger that does not answer is asked about, on the day after its last', () => {
  const story = forSale().take(LIST, SELL);
  const last = story.parts.disposal.sale!.answerBy;
  while (story.openDay <= last) story.close();
  expect(openWork(story)).not.toContain('ledger-silent');
  expect(openWork(story.close())).toContain('ledger-silent');
});

it('a loan that is paid leaves its package', () => {
  const story = forSale().take(LIST);
  story.take({ kind: 'status', status: 'closed', effectiveOn: addDays(story.openDay, 0) }).close();
  expect(story.heard('package-left')).toMatchObject([{ because: 'closed' }]);
});
