import type { CalendarDate, Currency } from '@mora/kernel';
import { explain } from '../clock/clocks.js';
import { inputOf } from '../clock/folded.js';
import type { LoanView } from '../loan/part.js';
import type { LedgerPart } from '../loan/parts/ledger.js';
import { inRole } from '../loan/parts/parties.js';
import type { Matter } from '../matter/types.js';
import { rulesFor } from '../products.js';
import type { BundleFile } from './manifest.js';
import { jsonFile, textOf } from './text.js';

type Parts = LoanView['parts'];
type PaperKind = Matter['papers'][number]['kind'];

const OF_GUARANTEES: readonly PaperKind[] = ['guarantee', 'collateral'];

const papersOf = ({ papers }: Matter, isOf: (kind: PaperKind) => boolean) =>
  papers
    .filter(({ kind }) => isOf(kind))
    .map(({ kind, id, sha256, on }) => ({ kind, id, sha256, keptOn: on }))
    .toSorted((a, b) => (`${a.kind} ${a.id}` < `${b.kind} ${b.id}` ? -1 : 1));

/** What was lent and by which papers. The papers lie with the bank: here are their ids and hashes. */
export function contractFile(loan: string, ledger: LedgerPart, currency: Currency, matter: Matter): BundleFile {
  const { product, disbursedOn, principal, yearlyRate } = ledger;
  return jsonFile('01-contract-references.json', {
    loan,
    product,
    currency,
    disbursedOn,
    principal: principal === null ? null : textOf(principal, currency),
    yearlyRate,
    papers: papersOf(matter, (kind) => !OF_GUARANTEES.includes(kind)),
  });
}

/** Who stands for the debt and with what. Guarantors are named by their ids alone. */
export function guaranteesFile({ parties, clock }: Parts, matter: Matter, asOf: CalendarDate): BundleFile {
  const terms = new Map(clock.guarantees.map((term) => [term.guarantorId, term]));
  const guarantors = [...new Set([...inRole(parties, 'guarantor', asOf), ...terms.keys()])].toSorted();
  return jsonFile('09-guarantees.json', {
    guarantors: guarantors.map((guarantorId) => {
      const { kind = null, months = null } = terms.get(guarantorId) ?? {};
      return { guarantorId, kind, months };
    }),
    papers: papersOf(matter, (kind) => OF_GUARANTEES.includes(kind)),
  });
}

/** When each claim lapses, what has moved that day, and the proof of it. */
export function limitationFile(view: Pick<LoanView, 'loanId' | 'parts' | 'policies'>, asOf: CalendarDate): BundleFile {
  const { parts, policies } = view;
  const rules = rulesFor(policies, parts.ledger);
  const periods =
    rules === null || !parts.clock.open
      ? []
      : explain(inputOf(view, parts.clock, rules, asOf), rules, policies.book, asOf);
  return jsonFile('10-limitation.json', {
    asOf,
    periods: periods.map(({ clock, effects }) => ({
      ...clock,
      acts: effects.map(({ act, effect, rule, from, to }) => ({
        actId: act.actId,
        kind: act.kind,
        on: act.on,
        proof: act.proof,
        effect,
        rule,
        expiredBefore: from,
        expiresAfter: to,
      })),
    })),
  });
}

/**
 * That the bank was allowed to go to court and has looked before it did. What its lawyers expect of the suit stays with
 * them: the other side reads the bundle too.
 */
export function evaluationFile({ gate }: Parts, { checklist, evaluation, gateId, exceptionId }: Matter): BundleFile {
  const passed = gate.current !== null && gate.current.gateId === gateId ? gate.current : null;
  return jsonFile('11-evaluation.json', {
    gateId,
    exceptionId,
    gate: passed === null ? null : { passed: passed.passed, on: passed.on, conditions: passed.conditions },
    checklist: checklist.map(({ item, state, proof }) => ({ item, state, proof })),
    strategy: evaluation?.strategy ?? null,
    decided: evaluation?.state ?? null,
    by: evaluation?.by ?? null,
    approver: evaluation?.approver ?? null,
    on: evaluation?.on ?? null,
  });
}
