import type { Versioned } from '../versioned.js';
import type { ActKind, ClaimKind, Jurisdiction, Obstacle } from '../words.js';

/** Whether an act starts a period anew: at once, or only if the bank goes to court soon after it. */
export type Restart = true | Readonly<{ ifSuedWithinMonths: number }>;
export type Restarts = Readonly<Partial<Record<ActKind, Restart>>>;

/** How long the claims of a law live, and what starts them anew. */
export type LimitationRules = Versioned &
  Readonly<{
    jurisdiction: Jurisdiction;
    /** Of the days off, and whether a plain weekend is one for the end of a period. */
    calendar: string;
    weekendShifts: boolean;
    debt: Readonly<{ years: number; from: 'last-instalment' | 'oldest-unpaid' }>;
    /** Null where the law knows no period of its own for it. */
    accelerated: Readonly<{ years: number }> | null;
    interest: Readonly<{ years: number }> | null;
    /** Of a title; `interest`: of the interest in it, null where that has no shorter period than the rest. */
    enforcement: Readonly<{ years: number; interest: Readonly<{ years: number }> | null; restart: Restarts }>;
    /** `keptBy`: by what the debtor is sued, so that a general guarantor stays bound. */
    guarantee: Readonly<{ defaultMonths: number; unspecified: 'general' | 'joint'; keptBy: readonly ActKind[] }>;
    restart: Restarts;
    /** What starts a claim anew even when it has run out. */
    revive: readonly ActKind[];
    /** What going to court is. */
    suitKinds: readonly ActKind[];
    /** After so many years it is over, whatever has happened. */
    outerYears: number | null;
    /** What keeps a creditor from suing counts in the last months only; so many months remain when it is over. */
    suspension: Readonly<{ lastMonths: number; thenMonths: number; kinds: readonly Obstacle[] }> | null;
    /** What people have said goes on is shown to a supervisor each time so many days are over. */
    openActDays: number;
    /** So many days before the end somebody is told; sorted, the widest first. */
    alerts: readonly number[];
    demand: Readonly<{ at: number; claims: readonly ClaimKind[]; channels: readonly string[]; deadlineDays: number }>;
  }>;
