export type NoticeState = 'planned' | 'claimed' | 'sent' | 'delivered' | 'failed' | 'unknown' | 'lapsed' | 'withdrawn';

export type NoticeHappening =
  | 'claim'
  | 'hand-sent'
  | 'hand-failed'
  | 'hand-unknown'
  | 'receipt-sent'
  | 'receipt-delivered'
  | 'receipt-failed'
  | 'receipt-unknown'
  | 'settle-sent'
  | 'settle-failed'
  | 'settle-delivered'
  | 'lapse'
  | 'withdraw';

/**
 * Everything that a notice can go through; what stands in no row changes nothing. Nothing leads to `claimed` but
 * `planned`: that is why nothing is ever sent twice. A bounce comes after `sent`; after `delivered` nothing comes.
 */
const TABLE: Readonly<Record<NoticeState, Readonly<Partial<Record<NoticeHappening, NoticeState>>>>> = {
  planned: { claim: 'claimed', lapse: 'lapsed', withdraw: 'withdrawn' },
  claimed: {
    'hand-sent': 'sent',
    'hand-failed': 'failed',
    'hand-unknown': 'unknown',
    // A receipt may overtake the answer of the very call that it is about.
    'receipt-sent': 'sent',
    'receipt-delivered': 'delivered',
    'receipt-failed': 'failed',
    'receipt-unknown': 'unknown',
  },
  // Nobody but the post tells of a letter, and that somebody has to write down.
  sent: { 'receipt-delivered': 'delivered', 'receipt-failed': 'failed', 'settle-delivered': 'delivered' },
  unknown: {
    // The call may come back after the sweeper gave up on it.
    'hand-sent': 'sent',
    'hand-failed': 'failed',
    'receipt-sent': 'sent',
    'receipt-delivered': 'delivered',
    'receipt-failed': 'failed',
    // Somebody has found out by hand.
    'settle-sent': 'sent',
    'settle-failed': 'failed',
    'settle-delivered': 'delivered',
  },
  delivered: {},
  failed: {},
  lapsed: {},
  withdrawn: {},
};

/** Where it leads; null where it changes nothing. */
export const after = (state: NoticeState, happening: NoticeHappening): NoticeState | null =>
  TABLE[state][happening] ?? null;

/** Whether more may become of it. */
export const isOpen = (state: NoticeState): boolean => Object.keys(TABLE[state]).length > 0;
