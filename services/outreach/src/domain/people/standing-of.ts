import { addDays, addMonths, type CalendarDate, latest } from '@mora/kernel';
import type { AgencyRules } from './rules.js';

/** An outside firm as the register knows it. */
export type Agency = Readonly<{
  status: 'active' | 'suspended' | 'indicted';
  documents: readonly Readonly<{ kind: string; validUntil: CalendarDate }>[];
  contracts: readonly Readonly<{ from: CalendarDate; until: CalendarDate; processingAgreement: boolean }>[];
  evaluations: readonly Readonly<{ on: CalendarDate; verdict: 'continue' | 'limit' | 'end' }>[];
  /** The days of complaints about the firm. */
  complaints: readonly CalendarDate[];
  /** How many loans it has. */
  placed: number;
}>;

export type AgencyStanding = Readonly<{
  standing: 'good' | 'suspended' | 'expired';
  /** Everything that stands against the firm; empty where it is good. */
  objections: readonly string[];
}>;

/** How a firm stands on a day: all its objections, never only the first, so that it can mend them in one go. */
export function standingOf(agency: Agency, today: CalendarDate, rules: AgencyRules): AgencyStanding {
  const suspended = [...statusObjections(agency), ...complaintObjections(agency, today, rules)];
  const expired = [...documentObjections(agency, today, rules), ...contractObjections(agency, today, rules)];
  const objections = [...suspended, ...expired];
  const standing = suspended.length > 0 ? 'suspended' : expired.length > 0 ? 'expired' : 'good';
  return { standing, objections };
}

function statusObjections({ status, evaluations }: Agency): readonly string[] {
  if (status !== 'active') return [status];
  return latestOf(evaluations)?.verdict === 'end' ? ['evaluated-to-end'] : [];
}

function complaintObjections({ complaints, placed }: Agency, today: CalendarDate, { complaints: rule }: AgencyRules) {
  const since = addDays(today, -rule.days);
  const count = complaints.filter((on) => on > since && on <= today).length;
  const isOver = count >= rule.atLeast && count * 1_000 >= rule.perThousandPlaced * placed;
  return isOver ? ['complaints-over-quota'] : [];
}

const documentObjections = ({ documents }: Agency, today: CalendarDate, rules: AgencyRules): readonly string[] =>
  rules.documents.flatMap((kind) => {
    const [last] = documents
      .filter((one) => one.kind === kind)
      .toSorted((a, b) => (a.validUntil < b.validUntil ? 1 : -1));
    if (last === undefined) return [`document-missing ${kind}`];
    return last.validUntil < today ? [`document-expired ${kind}`] : [];
  });

/** The contract, and the evaluation of whoever works under it: once a year, and once before it ends. */
function contractObjections(agency: Agency, today: CalendarDate, rules: AgencyRules): readonly string[] {
  const contract = agency.contracts
    .filter(({ from, until }) => from <= today && until >= today)
    .reduce<Agency['contracts'][number] | null>((a, b) => (a === null || b.until > a.until ? b : a), null);
  if (contract === null) return ['contract-not-in-force'];
  const evaluated = latestOf(agency.evaluations.filter(({ on }) => on <= today))?.on ?? null;
  const first = agency.contracts.reduce((a, { from }) => (from < a ? from : a), contract.from);
  const yearly = addMonths(latest(evaluated ?? first, first), rules.evaluationMonths);
  const endsSoon = addDays(contract.until, -rules.evaluationBeforeEndDays);
  const ofTheEnd = evaluated !== null && evaluated >= endsSoon;
  return [
    ...(contract.processingAgreement ? [] : ['no-processing-agreement']),
    ...(yearly < today ? ['not-evaluated-in-time'] : []),
    ...(today > endsSoon && !ofTheEnd ? ['not-evaluated-before-end'] : []),
  ];
}

const latestOf = <T extends Readonly<{ on: CalendarDate }>>(all: readonly T[]): T | undefined =>
  all.toSorted((a, b) => (a.on < b.on ? -1 : 1)).at(-1);
