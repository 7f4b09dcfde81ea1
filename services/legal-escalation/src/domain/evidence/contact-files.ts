import type { CalendarDate } from '@mora/kernel';
import { actsOf } from '../clock/clocks.js';
import type { Act } from '../clock/types.js';
import type { ContactRecord, ElsewherePart } from '../loan/parts/elsewhere.js';
import type { LoanState } from '../loan/state.js';
import type { ActKind } from '../words.js';
import type { BundleFile } from './manifest.js';
import { jsonFile } from './text.js';

type Parts = LoanState['parts'];
type RecordKind = ContactRecord['kind'];

const recordsOf = ({ records }: ElsewherePart, kinds: readonly RecordKind[], asOf: CalendarDate) =>
  records
    .filter(({ kind, on }) => kinds.includes(kind) && on <= asOf)
    .map(({ kind, id, on, outcome, sha256 }) => ({ kind, id, on, outcome, sha256 }))
    .toSorted((a, b) => compare(`${a.on} ${a.kind} ${a.id}`, `${b.on} ${b.kind} ${b.id}`));

const provenBy = (acts: readonly Act[], kinds: readonly ActKind[], asOf: CalendarDate) =>
  acts
    .filter(({ kind, on }) => kinds.includes(kind) && on <= asOf)
    .map(({ actId, kind, on, until, against, from, proof }) => ({ actId, kind, on, until, against, from, proof }))
    .toSorted((a, b) => compare(`${a.on} ${a.actId}`, `${b.on} ${b.actId}`));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What was sent to the debtor, and the proof that it arrived. */
export function noticesFile(parts: Parts, asOf: CalendarDate): BundleFile {
  const { elsewhere } = parts;
  return jsonFile('06-notices.json', {
    notices: recordsOf(elsewhere, ['notice'], asOf),
    askedFor: Object.entries(elsewhere.notices)
      .map(([requestId, state]) => ({ requestId, state }))
      .toSorted((a, b) => compare(a.requestId, b.requestId)),
    proofs: provenBy(actsOf(parts), ['demand', 'assignment-notice', 'public-notice'], asOf),
    recordsBefore: elsewhere.recordsBefore,
  });
}

/** How the bank has tried to come to terms, and what came of it. */
export function negotiationFile(parts: Parts, asOf: CalendarDate): BundleFile {
  const { failures, consecutive, consecutiveOn, plans } = parts.elsewhere;
  return jsonFile('07-negotiation.json', {
    failuresInARow: consecutive,
    saidOn: consecutiveOn,
    failures: failures.map(({ roundId, reason, on }) => ({ roundId, reason, on })),
    plans: plans.map(({ planId, state, from, on }) => ({ planId, state, from, on })),
    records: recordsOf(parts.elsewhere, ['round', 'call', 'hardship', 'complaint'], asOf),
    acknowledgements: provenBy(actsOf(parts), ['acknowledged', 'asked-for-time', 'plan-agreed'], asOf),
  });
}

/** Which terms were laid before the debtor, by the hash of what was shown. */
export const disclosuresFile = ({ elsewhere }: Parts, asOf: CalendarDate): BundleFile =>
  jsonFile('08-disclosures.json', { disclosures: recordsOf(elsewhere, ['offer-disclosed'], asOf) });
