import { Inject, Injectable } from '@nestjs/common';
import type { CalendarDate } from '@mora/kernel';
import { Problem } from '@mora/runtime';
import type { Sheet } from '../../domain/claim/types.js';
import type { LoanView } from '../../domain/loan/part.js';
import { finalTitleOf } from '../../domain/matter/claimed.js';
import type { Matter } from '../../domain/matter/types.js';
import { creditorFor, debtorsOf, paperOf, type PaperParts } from '../../domain/papers/paper.js';
import type { Debtor, PaperKind, PaperRules } from '../../domain/papers/types.js';
import { rowFor } from '../../domain/products.js';
import type { Paper } from '../../evidence/archive.js';
import { Typesetter } from '../../gateways/court-papers/typeset.js';
import { type AskedBy, type NoPerson, OutreachPersons } from '../../gateways/persons/outreach-persons.js';
import { LEGAL_POLICIES, type PolicyBook } from '../../policies/load.js';

export type PrintOrder = Readonly<{
  view: Pick<LoanView, 'loanId' | 'parts' | 'policies'>;
  matter: Matter;
  sheet: Sheet;
  kinds: readonly PaperKind[];
  court: string;
  docket: string | null;
  /** The day that stands below the papers. */
  on: CalendarDate;
  authorization: string;
  bundle: PaperParts['bundle'];
}>;

export type PrintedPaper = Paper & Readonly<{ kind: PaperKind; template: string }>;

/** Prints the papers of a claim. Names come from outreach for this once, and go nowhere but into the PDF. */
@Injectable()
export class Printer {
  constructor(
    @Inject(LEGAL_POLICIES) private readonly policies: PolicyBook,
    private readonly persons: OutreachPersons,
    private readonly typesetter: Typesetter,
  ) {}

  /** Throws a problem that says why there is none of them; it names nobody. */
  async print(order: PrintOrder): Promise<readonly PrintedPaper[]> {
    const { view, matter, sheet, kinds, court, docket, on, bundle } = order;
    const rules = this.rulesFor(order);
    const creditor = creditorFor(rules, view);
    if (creditor === null)
      throw new Problem(409, 'creditor-unknown', 'How the bank is called in court is not entered.');
    if (sheet.differs.length > 0) throw new Problem(409, 'ledger-differs', 'The claim is not what the ledger says.');
    if (kinds.includes('enforcement') && finalTitleOf(view, matter.caseId) === null)
      throw new Problem(409, 'no-title', 'Nothing can be enforced yet.');
    const debtors = await this.debtors(order);
    const printed: PrintedPaper[] = [];
    for (const kind of kinds) {
      const template = rules.templates[kind];
      const paper = paperOf(view, matter, sheet, { court, docket, on }, rules.language, { creditor, debtors, bundle });
      const bytes = await this.typesetter.print(template, paper);
      if (bytes === null) throw new Problem(500, 'paper-not-printed', 'The template makes no paper of it.');
      printed.push({ kind, template, name: NAMES[kind], bytes });
    }
    return printed;
  }

  private rulesFor({ view, on }: PrintOrder): PaperRules {
    const row = rowFor(view.policies.products, view.parts.ledger);
    if (row === null) throw new Problem(409, 'product-unknown', 'By which law the loan was lent is not entered.');
    return this.policies.papersOn(on)[row.jurisdiction];
  }

  private async debtors({ view, matter, kinds, on, authorization }: PrintOrder): Promise<readonly Debtor[]> {
    const by: AskedBy = { authorization, reference: matter.caseId };
    const wanted = kinds.every((kind) => MENTIONS.has(kind)) ? 'name' : 'party';
    const debtors: Debtor[] = [];
    for (const { role, personId } of debtorsOf(view, on)) {
      const said = await this.persons.named(personId, by, wanted);
      if ('kind' in said) throw refusedBy(said);
      const { name, idNumber, address, phone } = said;
      debtors.push({
        role,
        name: name.reveal(),
        idNumber: idNumber?.reveal() ?? null,
        address: address?.reveal() ?? null,
        phone: phone?.reveal() ?? null,
      });
    }
    if (debtors.length === 0) throw new Problem(409, 'nobody-owes', 'The ledger names nobody who owes the loan.');
    return debtors;
  }
}

/** Papers that say who the other side is, and nothing more of them. */
const MENTIONS: ReadonlySet<PaperKind> = new Set(['power', 'evidence-list']);

/** By its number it stands behind the files of the bundle. */
const NAMES: Readonly<Record<PaperKind, string>> = {
  complaint: '20-complaint.pdf',
  'payment-order': '21-payment-order.pdf',
  enforcement: '22-enforcement.pdf',
  power: '23-power.pdf',
  'evidence-list': '24-evidence-list.pdf',
};

const REFUSALS: Readonly<Record<NoPerson['because'], readonly [status: number, detail: string]>> = {
  'person-erased': [409, 'Somebody against whom it goes has been erased.'],
  'person-unknown': [409, 'Outreach does not know the name of somebody against whom it goes.'],
  'names-not-yours': [403, 'Outreach does not hand you out these names.'],
  'names-not-available': [503, 'Outreach does not answer; ask again later.'],
};

function refusedBy({ because }: NoPerson): Problem {
  const [status, detail] = REFUSALS[because];
  return new Problem(status, because, detail);
}
