import type { Sheet } from '../claim/types.js';
import type { LoanView } from '../loan/part.js';
import type { Matter } from '../matter/types.js';
import { orderFor } from '../products.js';
import { contractFile, evaluationFile, guaranteesFile, limitationFile } from './case-files.js';
import { disclosuresFile, negotiationFile, noticesFile } from './contact-files.js';
import { claimFile, historyFile, pastDueFile, scheduleFile } from './ledger-files.js';
import type { BundleFile } from './manifest.js';

/**
 * The evidence of a claim, as it was known at the close of the claim's day: made of the loan's state alone, so that the
 * same state makes the same bytes, and of references and hashes, so that it names nobody.
 */
export function filesOf(
  view: Pick<LoanView, 'loanId' | 'parts' | 'policies'>,
  matter: Matter,
  sheet: Sheet,
): readonly BundleFile[] {
  const { loanId, parts, policies } = view;
  const { ledger, arrears } = parts;
  const { asOf, currency } = sheet;
  return [
    contractFile(loanId, ledger, currency, matter),
    scheduleFile(ledger, currency),
    historyFile(ledger, currency, asOf),
    pastDueFile(ledger, arrears, orderFor(policies, ledger), currency, asOf),
    claimFile(sheet),
    noticesFile(parts, asOf),
    negotiationFile(parts, asOf),
    disclosuresFile(parts, asOf),
    guaranteesFile(parts, matter, asOf),
    limitationFile(view, asOf),
    evaluationFile(parts, matter),
  ];
}
