import { type CalendarDate, type Currency, tenantOf, type PersonId } from '@mora/kernel';
import type { Sheet } from '../claim/types.js';
import { pastDueOf } from '../evidence/past-due.js';
import type { Manifest } from '../evidence/manifest.js';
import type { LoanView } from '../loan/part.js';
import { inRole } from '../loan/parts/parties.js';
import { finalTitleOf } from '../matter/claimed.js';
import type { Matter } from '../matter/types.js';
import { orderFor } from '../products.js';
import type { JudgmentTitle } from '../proceedings/types.js';
import type { Minor } from '../words.js';
import { currencyText, dayText, digitsOf, percentOf } from './readable.js';
import type { CourtPaper, Creditor, Debtor, Language, PaperRules, PaperTitle } from './types.js';

type View = Pick<LoanView, 'loanId' | 'parts' | 'policies'>;

export type PaperAsk = Readonly<{
  court: string;
  docket: string | null;
  /** The day on which it is printed. */
  on: CalendarDate;
}>;

export type PaperParts = Readonly<{
  creditor: Creditor;
  debtors: readonly Debtor[];
  /** The bundle of the claim, where one was made. */
  bundle: Readonly<{ manifest: Manifest; manifestSha256: string }> | null;
}>;

const ROLES = ['borrower', 'co-borrower', 'guarantor'] as const;

/** Against whom the papers of a claim go, in the order in which they are named. */
export const debtorsOf = (
  { parts }: View,
  on: CalendarDate,
): readonly Readonly<{ role: Debtor['role']; personId: PersonId }>[] =>
  ROLES.flatMap((role) => inRole(parts.parties, role, on).map((personId) => ({ role, personId })));

/** The bank's own name before the courts; null where nobody has entered it. */
export const creditorFor = ({ creditors }: PaperRules, { loanId }: Pick<View, 'loanId'>): Creditor | null => {
  const tenant = tenantOf(loanId);
  return Object.hasOwn(creditors, tenant) ? (creditors[tenant] ?? null) : null;
};

/** All that a template may print of a claim. */
export function paperOf(
  view: View,
  matter: Matter,
  sheet: Sheet,
  ask: PaperAsk,
  language: Language,
  given: PaperParts,
): CourtPaper {
  const { creditor, debtors, bundle } = given;
  const title = finalTitleOf(view, matter.caseId);
  return {
    language,
    on: dayText(ask.on, language),
    court: ask.court,
    reference: matter.caseId,
    creditor,
    debtors,
    claim: claimOf(sheet, language),
    facts: factsOf(view, sheet, language),
    evidence: evidenceOf(matter, bundle?.manifest ?? null),
    title: title === null ? null : titleOf(title, ask.docket, sheet.currency, language),
    bundle: bundle === null ? null : { bundleId: bundle.manifest.bundleId, manifestSha256: bundle.manifestSha256 },
  };
}

function claimOf({ currency, total, asOf, lines, runsOn }: Sheet, language: Language): CourtPaper['claim'] {
  return {
    currency: currencyText(currency, language),
    total: digitsOf(total, currency),
    asOf: dayText(asOf, language),
    lines: lines.map(({ code, minor }) => ({ code, amount: digitsOf(minor, currency) })),
    runsOn: runsOn.map(({ code, rate, base, from }) => ({
      code,
      rate: percentOf(rate),
      base: digitsOf(base, currency),
      from: dayText(from, language),
    })),
  };
}

function factsOf({ parts, policies }: View, { asOf, currency }: Sheet, language: Language): CourtPaper['facts'] {
  const { ledger, elsewhere, clock } = parts;
  const days = pastDueOf(ledger, orderFor(policies, ledger), asOf);
  const { oldestUnpaidOn = null, daysPastDue = 0 } = days.at(-1) ?? {};
  const payments = ledger.payments.filter(({ valueDate, bookedOn }) => valueDate <= asOf && bookedOn <= asOf);
  const rows = ledger.schedule?.instalments ?? [];
  const dayOrNull = (day: CalendarDate | null | undefined): string | null =>
    day === null || day === undefined ? null : dayText(day, language);
  return {
    lentOn: dayOrNull(ledger.disbursedOn),
    principal: ledger.principal === null ? null : digitsOf(ledger.principal, currency),
    rate: ledger.yearlyRate === null ? null : percentOf(ledger.yearlyRate),
    instalments: rows.length,
    lastDueOn: dayOrNull(rows.at(-1)?.dueOn),
    unpaidSince: dayOrNull(oldestUnpaidOn),
    daysPastDue,
    payments: payments.length,
    paid: digitsOf(sumOf(payments), currency),
    demands: elsewhere.records.filter((one) => one.kind === 'notice' && one.outcome === 'delivered' && one.on <= asOf)
      .length,
    negotiations: elsewhere.consecutive,
    accelerated: clock.acceleratedOn !== null,
  };
}

const sumOf = (payments: readonly Readonly<{ minor: Minor }>[]): Minor =>
  payments.reduce((sum, { minor }) => sum + minor, 0);

/** The papers that the bank keeps, then what the service has put together of the claim. */
function evidenceOf({ papers }: Matter, manifest: Manifest | null): CourtPaper['evidence'] {
  const kept = papers
    .map(({ kind, id, sha256 }) => ({ kind, reference: id, sha256 }))
    .toSorted((a, b) => (`${a.kind} ${a.reference}` < `${b.kind} ${b.reference}` ? -1 : 1));
  const made = (manifest?.files ?? []).map(({ name, sha256 }) => ({ kind: kindOf(name), reference: name, sha256 }));
  return [...kept, ...made];
}

/** `02-schedule.csv` is a `schedule`. */
const kindOf = (name: string): string => name.replace(/^\d+-/, '').replace(/\.\w+$/, '');

function titleOf(title: JudgmentTitle, docket: string | null, currency: Currency, language: Language): PaperTitle {
  const lastDay =
    title.parts
      .map(({ performBy }) => performBy)
      .toSorted()
      .at(-1) ?? title.on;
  return {
    kind: title.title,
    docket,
    on: dayText(title.on, language),
    finalOn: title.finalOn === null ? null : dayText(title.finalOn, language),
    amount: digitsOf(title.amount + title.general, currency),
    performBy: dayText(lastDay, language),
  };
}
