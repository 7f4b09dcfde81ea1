import type { Length } from '../periods/period.js';
import type { Mark, Versioned } from '../versioned.js';
import type { ActKind, Jurisdiction, Minor, ProceedingKind, Title } from '../words.js';
import type { Proceeding } from './types.js';

/** How a proceeding is over. */
export type EndState = Exclude<Proceeding['state'], 'open'>;

export type MachineStep = Readonly<{
  /** Whose turn it is. */
  actor: 'court' | 'bank' | 'debtor';
  /** `after` is `step`, the day on which this one is entered, or the name of an earlier one. Hours do not wait for a working day. */
  due: Readonly<{ after: string; hours?: number } & Pick<Length, 'days' | 'months'>> | null;
  /** The kind of paper that proves the step's outcome. */
  proof: string;
  /** Each outcome and the step or the end that it leads to. */
  outcomes: Readonly<Record<string, string>>;
  /** Those of them with which the court says what is owed. */
  terms?: readonly string[];
  /** What follows when it is due and nothing has happened; with `to` the law itself moves it on. */
  lapse: Readonly<{ to: string | null; consequence: string; escalate: 'lawyer' | 'supervisor' }> | null;
  source: string;
  mark?: Mark;
}>;

/** One court procedure as data: its steps, and the ends that it comes to. */
export type Machine = Versioned &
  Readonly<{
    kind: ProceedingKind;
    jurisdiction: Jurisdiction;
    calendar: string;
    weekendShifts: boolean;
    /** What filing it is for the periods of the claim; null where no text says that it is anything. */
    act: ActKind | null;
    /** Of what only keeps assets where they are: by what the debtor is sued, so that they wait no longer. */
    suedBy?: readonly ActKind[];
    /**
     * From this step on the debtor knows of it: without a judgment it was a demand then, and earlier it was nothing. Null
     * where the law counts nothing that was taken back.
     */
    servedAt: string | null;
    /** Ends without a decision behind which having asked the court still counts, of the day on which it was asked. */
    keptAsAct?: readonly string[];
    /** What it gives says of a day before itself that all was to be performed by then: an instrument is older than its certificate. */
    performedBefore?: true;
    /** What has to come before it up to an amount. */
    first: Readonly<{ kind: ProceedingKind; upTo: Minor; source: string }> | null;
    starts: string;
    steps: Readonly<Record<string, MachineStep>>;
    ends: Readonly<Record<string, EndState>>;
    /** What the bank can enforce, for each end that is a title. */
    titles: Readonly<Record<string, Title>>;
    /** What a proceeding becomes that ends so: an order that was objected to becomes a suit. */
    goesTo: Readonly<Record<string, ProceedingKind>>;
  }>;
