import { calendarDate } from '@mora/kernel';
import { decide, known, LOAN, on, partyOf, touch } from './fixtures.js';
import type { PersonEvent } from './event.js';
import type { PersonState } from './state.js';

const GOOD = { standing: 'good', announcedOn: calendarDate('2026-03-01'), listed: true, certified: true } as const;
const FIRM = { kind: 'agency', id: 'a1', agency: GOOD } as const;
const [from, until] = [calendarDate('2026-03-10'), calendarDate('2026-03-12')];

const grantOf = (templateId: string | null): PersonEvent => ({
  kind: 'allow',
  allowanceId: 'al-1',
  grant: {
    ...{ loanId: LOAN, role: 'borrower', channel: 'agency-message', purpose: 'collection', collector: FIRM },
    ...{ pointId: null, visitors: null, recording: null, templateId, versions: {}, spineKnown: true },
    ...{ count: 2, from, until },
  },
});
const granted = (templateId: string | null): PersonState =>
  decide(known, grantOf(templateId), on('2026-03-10T09:00')).next;
const revokedOf = ({ history }: PersonState) => history.map(({ revoked = [] }) => revoked.length);

it('a firm that names no words may not write, as nobody knows whether they say who writes', () => {
  const step = decide(known, grantOf(null), on('2026-03-10T09:00'));
  expect(step.next.allowances).toMatchObject([{ granted: 0 }]);
  expect(step.said[0]).toMatchObject({ decision: { outcome: 'refused', rules: ['P-CN-12'] } });
});

it('a firm may write in words that say who writes', () => {
  const { next, said } = decide(known, grantOf('sms-again'), on('2026-03-10T09:00'));
  expect(next.allowances).toMatchObject([{ granted: 2 }]);
  expect(said[0]).toMatchObject({ decision: { inputs: { template: 'sms-again' } } });
});

it('what it was granted stands while nothing changes that matters, and falls with an opt-out', () => {
  const told = decide(
    granted('sms-again'),
    { kind: 'party', facts: partyOf({ version: 2 }), fields: [] },
    on('2026-03-10T20:00'),
  ).next;
  expect(revokedOf(told)).toEqual([0, 0]);
  const out = decide(told, touch({ kind: 'opt-out', channel: 'all', via: 'word' }), on('2026-03-10T21:00')).next;
  expect(revokedOf(out)).toEqual([1, 1]);
});
