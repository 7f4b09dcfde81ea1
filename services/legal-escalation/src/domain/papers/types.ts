import type { Versioned } from '../versioned.js';
import type { Jurisdiction } from '../words.js';

export const PAPER_KINDS = ['complaint', 'payment-order', 'enforcement', 'power', 'evidence-list'] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];
export type Language = 'zh-CN' | 'zh-TW';

/** The bank as it stands in a court paper. */
export type Creditor = Readonly<{
  name: string;
  /** Its number in the register of companies. */
  code: string;
  address: string;
  representative: string;
  post: string;
  phone: string;
}>;

/** What papers are printed by under one law. */
export type PaperRules = Versioned &
  Readonly<{
    jurisdiction: Jurisdiction;
    language: Language;
    /** By tenant. */
    creditors: Readonly<Record<string, Creditor>>;
    /** Files below `templates/`, each with its version in its name. */
    templates: Readonly<Record<PaperKind, string>>;
  }>;

/** Somebody against whom a paper goes; what is not known stays open, to be written in by hand. */
export type Debtor = Readonly<{
  role: 'borrower' | 'co-borrower' | 'guarantor';
  name: string;
  idNumber: string | null;
  address: string | null;
  phone: string | null;
}>;

export type PaperLine = Readonly<{ code: string; amount: string }>;
/** What grows on: `rate` in hundredths a year. */
export type PaperGrowth = Readonly<{ code: string; rate: string; base: string; from: string }>;
export type PaperTitle = Readonly<{
  kind: string;
  docket: string | null;
  on: string;
  finalOn: string | null;
  amount: string;
  performBy: string;
}>;

/** Everything that a template may print, as text that is ready to be read. A day is written as the court writes it. */
export type CourtPaper = Readonly<{
  language: Language;
  on: string;
  court: string;
  /** The bank's number of the case. */
  reference: string;
  creditor: Creditor;
  debtors: readonly Debtor[];
  claim: Readonly<{
    currency: string;
    total: string;
    asOf: string;
    lines: readonly PaperLine[];
    runsOn: readonly PaperGrowth[];
  }>;
  facts: Readonly<{
    lentOn: string | null;
    principal: string | null;
    rate: string | null;
    instalments: number;
    lastDueOn: string | null;
    unpaidSince: string | null;
    daysPastDue: number;
    payments: number;
    paid: string;
    demands: number;
    negotiations: number;
    accelerated: boolean;
  }>;
  evidence: readonly Readonly<{ kind: string; reference: string; sha256: string | null }>[];
  title: PaperTitle | null;
  bundle: Readonly<{ bundleId: string; manifestSha256: string }> | null;
}>;
