import { OUTREACH_WANTED_STREAM, outreachContactWanted, outreachContactWithdrawn } from '@mora/contracts';
import type { Scene } from '@mora/scenario';
import type { Told, ToldOn } from '../told.js';

/** A contact that the gate has judged, and the last day on which it was wanted. Moments are milliseconds. */
export type Judged = Readonly<{
  contactId: string;
  outcome: 'allowed' | 'refused' | 'lapsed' | 'returned';
  decidedAt: number;
  lapsesOn: string | null;
}>;
export type Left = Readonly<{ noticeId: string; state: string; claimedAt: number | null; validUntil: number }>;
/** A contact that a loan asks for, and still does. */
export type Asked = Readonly<{ contactId: string; loanId: string; lapsesOn: string }>;
export type Contacts = Readonly<{
  judged: readonly Judged[];
  notices: readonly Left[];
  /** Those that were taken back as their time was over. */
  withdrawn: number;
  asked: readonly Asked[];
}>;

const HOUR_MS = 3_600_000;
/** Nowhere a day begins later than so many hours behind Greenwich. */
const LATEST_ZONE_HOURS = 12;

/** What was sent, or allowed, behind its time. */
export const lateIn = ({ judged, notices }: Contacts): readonly string[] => [
  ...judged
    .filter(
      ({ outcome, lapsesOn, decidedAt }) => outcome === 'allowed' && lapsesOn !== null && dayOf(decidedAt) > lapsesOn,
    )
    .map(
      ({ contactId, lapsesOn, decidedAt }) =>
        `contact ${contactId}: wanted until ${lapsesOn}, allowed ${at(decidedAt)}`,
    ),
  ...notices
    .filter(({ claimedAt, validUntil }) => claimedAt !== null && claimedAt > validUntil)
    .map(
      ({ noticeId, claimedAt, validUntil }) =>
        `notice ${noticeId}: valid until ${at(validUntil)}, sent ${at(claimedAt)}`,
    ),
];

/** Contacts that were missed, and are over. */
export const lapsedIn = ({ judged, notices, withdrawn }: Contacts): number =>
  judged.filter(({ outcome }) => outcome === 'lapsed').length +
  notices.filter(({ state }) => state === 'lapsed').length +
  withdrawn;

/** What is still asked for, has been judged by nobody, and is over on a day. */
export function forgottenIn({ asked, judged }: Contacts, day: string): readonly string[] {
  const known = new Set(judged.map(({ contactId }) => contactId));
  return asked
    .filter(({ contactId, lapsesOn }) => lapsesOn < day && !known.has(contactId))
    .map(
      ({ contactId, lapsesOn }) => `contact ${contactId}: wanted until ${lapsesOn}, and nobody has said that it lapsed`,
    );
}

const at = (moment: number | null): string => (moment === null ? 'never' : new Date(moment).toISOString());
const dayOf = (moment: number): string => new Date(moment - LATEST_ZONE_HOURS * HOUR_MS).toISOString().slice(0, 10);

export async function contactsOf({ world }: Pick<Scene, 'world'>, toldOn: ToldOn): Promise<Contacts> {
  const told = await toldOn(OUTREACH_WANTED_STREAM);
  const wanted = new Map(told.flatMap(askedIn).map(({ contactId, lapsesOn }) => [contactId, lapsesOn]));
  const { outreach } = world.pools;
  const judged = await outreach.query<Omit<Judged, 'lapsesOn'>>(
    `select contact_id as "contactId", outcome, (extract(epoch from decided_at) * 1000)::float8 as "decidedAt"
     from contact_decision`,
  );
  const notices = await outreach.query<Left>(
    `select notice_id as "noticeId", state, (extract(epoch from claimed_at) * 1000)::float8 as "claimedAt",
       (extract(epoch from valid_until) * 1000)::float8 as "validUntil"
     from notice`,
  );
  return {
    judged: judged.rows.map((row) => ({ ...row, lapsesOn: wanted.get(row.contactId) ?? null })),
    notices: notices.rows,
    withdrawn: told.filter(({ type, data }) => type === outreachContactWithdrawn.type && data['because'] === 'lapsed')
      .length,
    asked: stillAsked(told),
  };
}

function askedIn({ type, data }: Told): readonly Asked[] {
  return type === outreachContactWanted.type ? [data as Asked] : [];
}

/** What a loan takes back is one contact, or all that it has asked for by then. */
function stillAsked(told: readonly Told[]): readonly Asked[] {
  let open: readonly Asked[] = [];
  for (const one of told) {
    if (one.type === outreachContactWithdrawn.type)
      open = open.filter((asked) => !isTakenBack(asked, one.data as Back));
    else open = [...open, ...askedIn(one)];
  }
  return open;
}

type Back = Readonly<{ contactId: string | null; loanId: string }>;

const isTakenBack = (asked: Asked, back: Back): boolean =>
  back.contactId === null ? asked.loanId === back.loanId : asked.contactId === back.contactId;
