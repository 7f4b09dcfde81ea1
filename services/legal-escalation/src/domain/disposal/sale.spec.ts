import { addDays, calendarDate } from '@mora/kernel';
import { openWork } from '../enforcement/fixtures.js';
import type { LoanEvent } from '../loan/event.js';
import type { LoanStory } from '../loan/fixtures.js';
import { registered } from '../loan/fixtures.js';
import { overdueStory } from '../proceedings/fixtures.js';
import type { DisposalCommand } from './commands.js';

const LIST: DisposalCommand = { kind: 'list', packageId: 'pk-1', batch: 'b-1', by: 'l-1' };
const SELL: DisposalCommand = {
  kind: 'sell',
  packageId: 'pk-1',
  buyerId: 'buyer-1',
  price: 90_000,
  requestId: 'q-1',
  by: 's-1',
};
const transferred = (story: LoanStory): LoanEvent => ({
  kind: 'status',
  status: 'transferred',
  effectiveOn: story.openDay,
});

it('listed, sold, booked by the ledger, and the debtor told: only then does the notice count', () => {
  const story = overdueStory().take(LIST);
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
  expect(overdueStory().take(...events, LIST).refused).toBe(because);
});

it('neither is a product outside the pilot, nor anything behind its last day', () => {
  expect(
    overdueStory(undefined, true, { ...registered, product: 'mortgage' } as LoanEvent & typeof registered).take(LIST)
      .refused,
  ).toBe('not-eligible');
  const on = (day: string) => {
    const story = overdueStory();
    story.openDay = calendarDate(day);
    return story.take(LIST).refused;
  };
  expect([on('2026-12-31'), on('2027-01-01')]).toEqual([null, 'not-eligible']);
});

it('nor what has not passed the gate', () => {
  expect(overdueStory(undefined, false).take(LIST).refused).toBe('not-eligible');
});

it('what becomes held between the listing and the award is not sold; what the ledger rejects leaves', () => {
  const held = overdueStory().take(LIST);
  held.take({ kind: 'dispute-raised', disputeId: 'd', on: held.openDay });
  expect(held.take(SELL).refused).toBe('held');
  const rejected = overdueStory().take(LIST, SELL);
  rejected.take({ kind: 'request-answered', requestId: 'q-1', outcome: 'rejected' }).close();
  expect(rejected.heard('package-left')).toMatchObject([{ because: 'ledger-rejected' }]);
  expect(openWork(rejected)).toContain('transfer-rejected');
  expect(rejected.parts.disposal.listing).toBeNull();
  expect(rejected.take({ ...LIST, packageId: 'pk-2' }).refused).toBeNull();
});

it('the ledger that does not answer is asked about, on the day after its last', () => {
  const story = overdueStory().take(LIST, SELL);
  const last = story.parts.disposal.sale!.answerBy;
  while (story.openDay <= last) story.close();
  expect(openWork(story)).not.toContain('ledger-silent');
  expect(openWork(story.close())).toContain('ledger-silent');
});

it('a loan that is paid leaves its package', () => {
  const story = overdueStory().take(LIST);
  story.take({ kind: 'status', status: 'closed', effectiveOn: addDays(story.openDay, 0) }).close();
  expect(story.heard('package-left')).toMatchObject([{ because: 'closed' }]);
});
