import type { Saying } from './commands.js';

/** What the outcome of a contact says by itself; an outcome of a call or a visit names it in the policy. */
export type Opens = 'wrong-person' | 'dispute' | 'hardship';

type Contact = Readonly<{ pointId: string | null; reason: string | null }>;

/** Nobody has to say it twice: whoever reports the outcome has said it. Null where nothing follows, or no point is known. */
export function sayingAfter(opens: Opens | undefined, { pointId, reason }: Contact): Saying | null {
  switch (opens) {
    case 'wrong-person':
      return pointId === null ? null : { says: 'wrong-person', pointId };
    case 'dispute':
      return { says: 'dispute', about: 'other', written: false };
    case 'hardship':
      return { says: 'hardship', reason: reason ?? 'not-said' };
    case undefined:
      return null;
  }
}
