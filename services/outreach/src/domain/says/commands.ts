import type { CalendarDate, PersonId } from '@mora/kernel';
import type { Channel, Flag, Role } from '../words.js';

/** By which way it was said. */
export type SayVia = 'word' | 'link' | 'staff' | 'agency' | 'ledger' | 'cut-over';

/** What somebody says about a debt or about being contacted. */
export type Saying = Readonly<
  | { says: 'opt-out' | 'opt-in'; channel: Channel | 'all' }
  | { says: 'dispute'; about: 'amount' | 'identity' | 'fraud' | 'other'; written: boolean }
  | { says: 'complaint'; about: 'bank' | 'agency'; agencyId: string | null; topic: string }
  | { says: 'hardship'; reason: string }
  | { says: 'wrong-person'; pointId: string }
  | { says: 'question'; topic: string }
  /** The effects only: what somebody suffers from is nobody's business outside of the vault. */
  | { says: 'vulnerability' | 'vulnerability-over'; flags: readonly Flag[] }
  | { says: 'cease' }
>;

/** What one person said, as a command on the loan through which it was said. Every one of them restricts. */
export type Say = Readonly<{
  kind: 'say';
  /** From the key of the request. Where the like is open already, that one stands and this id is not used. */
  sayId: string;
  personId: PersonId;
  role: Role;
  via: SayVia;
  saying: Saying;
}>;

/** The end of something that was said; `verificationSentOn` is for a disputed debt that was proved by letter. */
export type CloseSay = Readonly<{
  kind: 'close-say';
  sayId: string;
  outcome: 'upheld' | 'rejected' | 'withdrawn' | 'answered' | 'settled' | 'ended';
  verificationSentOn: CalendarDate | null;
  /** Who closes it, by the token. */
  by: string;
}>;

/** Proof of a disputed debt is to be sent, before anybody says what was found. */
export type VerifySay = Readonly<{ kind: 'verify-say'; sayId: string; by: string }>;

/** What the part `says` of a loan is told. */
export type SayCommand = Say | CloseSay | VerifySay;
