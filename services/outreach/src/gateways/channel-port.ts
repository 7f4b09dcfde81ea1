import type { Pii } from '@mora/runtime';
import type { Language } from '../domain/notices/commands.js';
import type { Channel } from '../domain/words.js';

/** Channels that a machine hands over by itself; a call or a visit is made by a person. */
export type HandedChannel = Extract<Channel, 'sms' | 'email' | 'letter'>;

export type Outgoing = Readonly<{
  noticeId: string;
  to: Pii<string>;
  /** Who sends it: a sender id of the SMS provider, an address, the letterhead. */
  from: string;
  subject: Pii<string> | null;
  body: Pii<string>;
  /** The day that a letter bears, and the language of its frame. */
  on: string;
  language: Language;
  optOutUrl: string | null;
}>;

/** Words of our own, whatever the provider's library says: its errors quote numbers and addresses. */
export type FailReason =
  | 'invalid-number'
  | 'mailbox-unknown'
  /** The person has told the provider to stop. */
  | 'opted-out'
  | 'rejected'
  | 'rate-limited'
  | 'not-authorised'
  | 'unreachable'
  | 'cannot-render'
  | 'no-contact-point'
  | 'erased';

/**
 * What came of handing it over. `failed` only where the provider has said no, or was never spoken to; an answer that did
 * not come is `unknown`, for the message may be under way.
 */
export type Handed = Readonly<
  | { kind: 'sent'; providerRef: string; proofHash?: string }
  | { kind: 'failed'; reason: FailReason; definite: boolean }
  | { kind: 'unknown'; reason: 'no-answer' | 'cut-off' | 'timed-out' | 'unreadable-answer' }
>;

export interface ChannelGateway {
  readonly channel: HandedChannel;
  readonly name: string;
  /** Never throws for what a provider does. */
  send(outgoing: Outgoing, signal: AbortSignal): Promise<Handed>;
  /** Whether the provider has it, asked by our own id. */
  find?(noticeId: string): Promise<'sent' | 'not-there' | 'cannot-say'>;
  /** Takes away what it has laid down and kept for long enough; how much it was. */
  clear?(now: number): Promise<number>;
  /** Releases connections. */
  close?(): void;
}

export const GATEWAYS = Symbol('outreach: the gateways by channel');
export type Gateways = ReadonlyMap<HandedChannel, ChannelGateway>;

export const failed = (reason: FailReason, definite = false): Handed => ({ kind: 'failed', reason, definite });
