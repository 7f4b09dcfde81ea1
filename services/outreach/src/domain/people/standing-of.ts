import { addDays, addMonths, type CalendarDate, earliest, latest } from '@mora/kernel';
import type { AgencyRules } from './rules.js';

/** An outside firm as the register knows it. */
export type Agency = Readonly<{
  status: 'active' | 'suspended' | 'indicted';
  documents: readonly Readonly<{ kind: string; validUntil: CalendarDate }>[];
  contracts: readonly Readonly<{ from: CalendarDate; until: CalendarDate; processingAgreement: boolean }>[];
  evaluations: readonly Readonly<{ on: CalendarDate; verdict: 'continue' | 'limit' | 'end' }>[];
  /** The days of complaints about the firm. */
  complaints: readonly CalendarDate[];
  /** The days of contacts that it made beyond what was allowed. */
  breaches: readonly CalendarDate[];
  /** How many loans it has. */
  placed: number;
}>;

export type AgencyStanding = Readonly<{
  standing: 'good' | 'suspended' | 'expired';
  /** Everything that stands against the firm; empty where it is good. */
  objections: readonly string[];
  /** Why the firm keeps what it has and is given no more. */
  limits: readonly string[];
  /** The last day for the next evaluation; null where no contract is in force. */
  evaluationDueOn: CalendarDate | null;
}>;

/** How a firm stands on a day: all its objections, never only the first, so that it can mend them in one go. */
export function standingOf(agency: Agency, today: CalendarDate, rules: AgencyRules): AgencyStanding {
  const suspended = [...statusObjections(agency), ...complaintObjections(agency, today, rules)];
  const expired = [...documentObjections(agency, today, rules), ...contractObjections(agency, today, rules)];
  const objections = [...suspended, ...expired];
  const standing = suspended.length > 0 ? 'suspended' : expired.length > 0 ? 'expired' : 'good';
  const limits = latestOf(agency.evaluations)?.verdict === 'limit' ? ['evaluated-to-limit'] : [];
  return { standing, objections, limits, evaluationDueOn: evaluationDueOn(agency, today, rules) };
}

function statusObjections({ status, evaluations }: Agency): readonly string[] {
  if (status !== 'active') return [status];
  return latestOf(evaluations)?.verdict === 'end' ? ['evaluated-to-end'] : [];
}

/** What the firm itself admits to weighs as much as what others say of it. */
function complaintObjections(agency: Agency, today: CalendarDate, { complaints: rule, breaches: limit }: AgencyRules) {
  const { complaints, breaches, placed } = agency;
  const count = within([...complaints, ...breaches], today, rule.days);
  const isOver = count >= rule.atLeast && count * 1_000 >= rule.perThousandPlaced * placed;
  const isBreached = within(breaches, today, limit.days) >= limit.suspendAt;
  return [...(isOver ? ['complaints-over-quota'] : []), ...(isBreached ? ['allowance-breached'] : [])];
}

function within(dates: readonly CalendarDate[], today: CalendarDate, days: number): number {
  const since = addDays(today, -days);
  return dates.filter((on) => on > since && on <= today).length;
}

const documentObjections = ({ documents }: Agency, today: CalendarDate, rules: AgencyRules): readonly string[] =>
  rules.documents.flatMap((kind) => {
    const [last] = documents
      .filter((one) => one.kind === kind)
      .toSorted((a, b) => (a.validUntil < b.validUntil ? 1 : -1));
    if (last === undefined) return [`document-missing ${kind}`];
    return last.validUntil < today ? [`document-expired ${kind}`] : [];
  });

type Contract = Agency['contracts'][number];

/** The one in force that ends last. */
const contractOn = ({ contracts }: Agency, today: CalendarDate): Contract | null =>
  contracts
    .filter(({ from, until }) => from <= today && until >= today)
    .reduce<Contract | null>((a, b) => (a === null || b.until > a.until ? b : a), null);

/** The contract, and the evaluation of whoever works under it: once a year, and once before it ends. */
function contractObjections(agency: Agency, today: CalendarDate, rules: AgencyRules): readonly string[] {
  const contract = contractOn(agency, today);
  if (contract === null) return ['contract-not-in-force'];
  const { yearly, beforeEnd } = evaluationsDue(agency, contract, today, rules);
  return [
    ...(contract.processingAgreement ? [] : ['no-processing-agreement']),
    ...(yearly < today ? ['not-evaluated-in-time'] : []),
    ...(beforeEnd !== null && beforeEnd < today ? ['not-evaluated-before-end'] : []),
  ];
}

/** The last day of each evaluation that is still to be made; that before the end is null once it has been made. */
function evaluationsDue(agency: Agency, contract: Contract, today: CalendarDate, rules: AgencyRules) {
  const evaluated = latestOf(agency.evaluations.filter(({ on }) => on <= today))?.on ?? null;
  const first = agency.contracts.reduce((a, { from }) => (from < a ? from : a), contract.from);
  const yearly = addMonths(latest(evaluated ?? first, first), rules.evaluationMonths);
  const opensOn = addDays(contract.until, -rules.evaluationBeforeEndOpensDays);
  const isMade = evaluated !== null && evaluated >= opensOn;
  return { yearly, beforeEnd: isMade ? null : addDays(contract.until, -rules.evaluationBeforeEndDays) };
}

function evaluationDueOn(agency: Agency, today: CalendarDate, rules: AgencyRules): CalendarDate | null {
  const contract = contractOn(agency, today);
  if (contract === null) return null;
  const { yearly, beforeEnd } = evaluationsDue(agency, contract, today, rules);
  return beforeEnd === null ? yearly : earliest(yearly, beforeEnd);
}

const latestOf = <T extends Readonly<{ on: CalendarDate }>>(all: readonly T[]): T | undefined =>
  all.toSorted((a, b) => (a.on < b.on ? -1 : 1)).at(-1);
