import { type CalendarDate, Effective, type HolidayBook, latest } from '@mora/kernel';
import { loadCalendars } from '@mora/calendars';
import type { FeeRules } from '../domain/fees/rules.js';
import type { PaperRules } from '../domain/papers/types.js';
import type { LegalPolicies } from '../domain/policies.js';
import type { Machine } from '../domain/proceedings/machine.js';
import type { Versioned } from '../domain/versioned.js';
import type { Jurisdiction } from '../domain/words.js';
import { loadClaim } from './claim.js';
import { loadCourts } from './courts.js';
import { loadDisposal } from './disposal.js';
import { loadEnforcement } from './enforcement.js';
import { loadEvaluation } from './evaluation.js';
import { loadFees } from './fees.js';
import { loadGate } from './gate.js';
import { loadLimitation } from './limitation.js';
import { loadPapers } from './papers.js';
import { loadProcedures } from './procedures.js';
import { loadProducts } from './products.js';
import { loadSettlement } from './settlement.js';
import { SHIPPED } from './shipped.js';

/** All versions of all policies: read once, proved on their golden cases, and the same until the next start. */
export type PolicyBook = Readonly<{
  /** What is in force on a day. Throws InvariantViolated before the first version of any. */
  on: (day: CalendarDate) => LegalPolicies;
  /** The first day on which all of them are in force. */
  since: CalendarDate;
  /** By what court papers are printed on a day, by law: nothing is decided by it. */
  papersOn: (day: CalendarDate) => Readonly<Record<Jurisdiction, PaperRules>>;
  /** Every file, for whoever looks at all of them. */
  files: readonly Versioned[];
}>;

/** Where the module keeps it: `@Inject(LEGAL_POLICIES) policies: PolicyBook`. */
export const LEGAL_POLICIES = Symbol('legal escalation: the policies of this installation');

/** Throws ContractViolation for a file that is no policy, InvariantViolated for one that fails its golden cases. */
export function loadPolicies(folder: string = SHIPPED, calendars?: string): PolicyBook {
  const book = loadCalendars(calendars);
  const files = {
    products: loadProducts(folder),
    limitation: loadLimitation(folder),
    gate: loadGate(folder),
    evaluation: loadEvaluation(folder),
    machines: loadProcedures(folder, book),
    fees: loadFees(folder),
    courts: loadCourts(folder),
    enforcement: loadEnforcement(folder),
    disposal: loadDisposal(folder, book),
    settlement: loadSettlement(folder),
  };
  const papers = loadPapers(folder);
  const claim = loadClaim(folder, files.products);
  const { on, since } = inForce(files, claim.tables, book);
  return {
    files: [...Object.values(files).flat(), ...papers, ...claim.files],
    on: keptByDay(on),
    since,
    papersOn: papersInForce(papers),
  };
}

type Files = Readonly<{
  products: readonly LegalPolicies['products'][];
  limitation: readonly LegalPolicies['limitation'][Jurisdiction][];
  gate: readonly LegalPolicies['gate'][];
  evaluation: readonly LegalPolicies['evaluation'][];
  machines: readonly Machine[];
  fees: readonly FeeRules[];
  courts: readonly LegalPolicies['courts'][];
  enforcement: readonly LegalPolicies['enforcement'][Jurisdiction][];
  disposal: readonly LegalPolicies['disposal'][];
  settlement: readonly LegalPolicies['settlement'][];
}>;

type Dated = Pick<PolicyBook, 'on' | 'since'>;

function inForce(files: Files, claim: LegalPolicies['claim'], book: HolidayBook): Dated {
  const products = new Effective(files.products);
  const cn = new Effective(files.limitation.filter(({ jurisdiction }) => jurisdiction === 'CN'));
  const tw = new Effective(files.limitation.filter(({ jurisdiction }) => jurisdiction === 'TW'));
  const gate = new Effective(files.gate);
  const evaluation = new Effective(files.evaluation);
  const machines = byName(files.machines, ({ kind }) => kind);
  const fees = byName(files.fees, ({ jurisdiction }) => jurisdiction);
  const courts = new Effective(files.courts);
  const cnCourts = new Effective(files.enforcement.filter(({ jurisdiction }) => jurisdiction === 'CN'));
  const disposal = new Effective(files.disposal);
  const settlement = new Effective(files.settlement);
  const twCourts = new Effective(files.enforcement.filter(({ jurisdiction }) => jurisdiction === 'TW'));
  const named = [...machines, ...fees].map(([, versions]) => versions);
  const one = [products, cn, tw, gate, evaluation, courts, cnCourts, twCourts, disposal, settlement];
  const since = [...one, ...named].map((versions) => versions.since).reduce(latest);
  const on = (day: CalendarDate): LegalPolicies => ({
    products: products.inForceOn(day),
    limitation: { CN: cn.inForceOn(day), TW: tw.inForceOn(day) },
    gate: gate.inForceOn(day),
    evaluation: evaluation.inForceOn(day),
    claim,
    machines: namedOn(machines, day),
    fees: namedOn(fees, day),
    courts: courts.inForceOn(day),
    enforcement: { CN: cnCourts.inForceOn(day), TW: twCourts.inForceOn(day) },
    disposal: disposal.inForceOn(day),
    settlement: settlement.inForceOn(day),
    book,
  });
  return { on, since };
}

/** The versions of each of several policies, by their names. */
function byName<F extends Versioned, N extends string>(
  files: readonly F[],
  nameOf: (file: F) => N,
): readonly (readonly [N, Effective<F>])[] {
  const names = new Set(files.map(nameOf));
  return [...names].map((name) => [name, new Effective(files.filter((file) => nameOf(file) === name))]);
}

const namedOn = <F extends Versioned, N extends string>(
  all: readonly (readonly [N, Effective<F>])[],
  day: CalendarDate,
): Readonly<Partial<Record<N, F>>> =>
  Object.fromEntries(all.map(([name, versions]) => [name, versions.inForceOn(day)])) as Partial<Record<N, F>>;

function papersInForce(papers: readonly PaperRules[]): PolicyBook['papersOn'] {
  const cn = new Effective(papers.filter(({ jurisdiction }) => jurisdiction === 'CN'));
  const tw = new Effective(papers.filter(({ jurisdiction }) => jurisdiction === 'TW'));
  return (day) => ({ CN: cn.inForceOn(day), TW: tw.inForceOn(day) });
}

const DAYS_KEPT = 16;

/** The lanes of a process stand on one day, or on two where one is ahead: so the last ones are kept. */
function keptByDay(on: PolicyBook['on']): PolicyBook['on'] {
  const kept = new Map<CalendarDate, LegalPolicies>();
  return (day) => {
    const found = kept.get(day) ?? on(day);
    if (kept.size >= DAYS_KEPT && !kept.has(day)) kept.clear();
    kept.set(day, found);
    return found;
  };
}
