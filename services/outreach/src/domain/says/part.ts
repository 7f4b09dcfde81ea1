import type { DecisionAt, Flag, Touch } from '../words.js';
import type { CutOver } from '../people/commands.js';
import type { LoanEvent } from '../loan/event.js';
import type { Part, Said, SliceContent, Step } from '../loan/part.js';
import type { Request } from '../loan/requests.js';
import { seenOf } from '../people/seen.js';
import { refused, type Seen, unchanged } from '../people/step.js';
import { closed, raised, rowOf, touching } from './announce.js';
import type { CloseSay, Say, VerifySay } from './commands.js';
import { hasGone, isVerified, verificationId } from './notices-back.js';
import { FREE_TEXT, heard, openedBy, type OpenSay, touchesOf } from './open-say.js';

export type SaysPart = Readonly<{ open: readonly OpenSay[] }>;

export const nothingSaid: SaysPart = { open: [] };

/** The key of the timer that rings when a question was not answered in time. */
export const LATE = 'question-late';

export const saysPart: Part<SaysPart> = {
  name: 'says',
  start: nothingSaid,
  on: (part, event, view, at) =>
    CONCERNED.has(event.kind) ? onSays(part, event, seenOf(view), at, view.parts.elsewhere.requests) : unchanged(part),
  tells: (part) => ({ flags: saysFlags(part), facts: askersOf(part) }),
};

const CONCERNED: ReadonlySet<string> = new Set([
  'say',
  'close-say',
  'verify-say',
  'notice-outcome',
  'receipt',
  'settle-notice',
  'cut-over',
  'day-closed',
]);

/** What is said and not settled yet, as the gate sees it. Whom it has become hard for, no robot speaks to. */
export function saysFlags({ open }: SaysPart): readonly Flag[] {
  const flags = open.flatMap(({ says, written }): readonly Flag[] => {
    switch (says) {
      case 'dispute':
        return written ? ['dispute', 'written-dispute'] : ['dispute'];
      case 'complaint':
        return ['complaint'];
      case 'hardship':
        return ['vulnerable'];
      case 'question':
        return ['question-open'];
      case 'cease':
        return ['cease'];
    }
  });
  return [...new Set(flags)].toSorted();
}

/** As many names as a fact has room for. */
const MOST_ASKERS = 3;

/** Whose questions are open: a reply is for whoever has asked, and for nobody else of the loan. */
function askersOf({ open }: SaysPart): SliceContent['facts'] {
  const asking = open.filter(({ says }) => says === 'question').map(({ personId }) => personId);
  const first = [...new Set(asking)].toSorted().slice(0, MOST_ASKERS);
  return first.length === 0 ? {} : { askedBy: first.join(',') };
}

/** One event, as far as it matters to what borrowers say. */
export function onSays(
  part: SaysPart,
  event: LoanEvent,
  seen: Seen,
  at: DecisionAt,
  requests: readonly Request[] = [],
): Step<SaysPart> {
  switch (event.kind) {
    case 'say':
      return hear(part, event, seen, at);
    case 'close-say':
      return close(part, event, seen, at);
    case 'verify-say':
      return verify(part, event, seen, at);
    case 'notice-outcome':
    case 'receipt':
    case 'settle-notice':
      return listen(part, at, requests);
    case 'cut-over':
      return { part, said: broughtBy(event, seen) };
    case 'day-closed':
      return expire(part, seen, at);
    default:
      return unchanged(part);
  }
}

function hear(part: SaysPart, say: Say, seen: Seen, at: DecisionAt): Step<SaysPart> {
  const touches = touchesOf(say);
  if (touches.length > 0) {
    const said = touches.map((touch) => touching(seen.loanId, say.personId, touch));
    return { part, said, writes: [rowOf(seen, heard(say, at), { at: at.now, by: null, outcome: 'taken' })] };
  }
  const opened = openedBy(say, seen, at);
  if (opened === null) return unchanged(part);
  const known = likeOf(part, opened);
  // The like is open already. That it now comes in writing is news: the law asks more of a written dispute.
  if (known !== undefined && (known.written || !opened.written)) {
    // What somebody has written is found by its own row, also where too much of it waits to be a question of its own.
    return opened.about === FREE_TEXT && known.sayId !== opened.sayId
      ? { part, writes: [rowOf(seen, opened, joined(at))] }
      : unchanged(part);
  }
  const next = known === undefined ? opened : { ...known, written: true };
  const stop = STOPS.has(next.says) ? next.says : null;
  return {
    part: { open: [...part.open.filter((one) => one !== known), next] },
    said: [
      ...raised(next, say),
      ...(next.says === 'cease' ? [touching(seen.loanId, next.personId, { kind: 'flag', flags: ['cease'] })] : []),
    ],
    writes: [rowOf(seen, next, null)],
    ...(next.dueAt !== null && { timers: [{ key: `${LATE}/${next.sayId}`, kind: LATE, dueAt: next.dueAt }] }),
    ...(next.until !== null && { reviewOn: next.until }),
    ...(stop !== null && { stop }),
  };
}

/** So many texts of a person wait for an answer each by itself; whoever writes more has those answered first. */
const MOST_TEXTS = 20;

/** A complaint about another firm is another complaint, and no two texts are the same question. */
function likeOf({ open }: SaysPart, opened: OpenSay): OpenSay | undefined {
  const likes = open.filter(
    ({ says, about, personId, agencyId }) =>
      says === opened.says && about === opened.about && personId === opened.personId && agencyId === opened.agencyId,
  );
  const isText = opened.says === 'question' && opened.about === FREE_TEXT;
  return isText && likes.length < MOST_TEXTS ? likes.find(({ sayId }) => sayId === opened.sayId) : likes[0];
}

const joined = ({ now }: DecisionAt) => ({ at: now, by: null, outcome: 'joined' });

const STOPS: ReadonlySet<string> = new Set(['dispute', 'complaint', 'hardship', 'cease']);

/** How each of them may end. */
const FITS: Readonly<Record<OpenSay['says'], readonly CloseSay['outcome'][]>> = {
  dispute: ['upheld', 'rejected', 'withdrawn'],
  complaint: ['settled', 'withdrawn'],
  hardship: ['ended'],
  question: ['answered', 'withdrawn'],
  cease: ['withdrawn'],
};

function close(part: SaysPart, event: CloseSay, seen: Seen, at: DecisionAt): Step<SaysPart> {
  const open = part.open.find(({ sayId }) => sayId === event.sayId);
  if (open === undefined) return refused(part, 'say-not-open', 'nothing is open under this id');
  if (!FITS[open.says].includes(event.outcome)) {
    return refused(part, 'outcome-unfit', `a ${open.says} ends as one of: ${FITS[open.says].join(', ')}`);
  }
  const verificationSentOn = event.verificationSentOn ?? open.verifiedOn ?? null;
  const isProofMissing = open.written && event.outcome === 'rejected' && verificationSentOn === null;
  if (isProofMissing) {
    return refused(part, 'verification-not-sent', 'a written dispute is rejected only with proof that was sent');
  }
  const unflag: Touch = { kind: 'unflag', flags: ['cease'] };
  return {
    part: { open: part.open.filter((one) => one !== open) },
    said: [
      ...closed(open, { ...event, verificationSentOn }, at.now),
      ...(open.says === 'cease' ? [touching(seen.loanId, open.personId, unflag)] : []),
    ],
    writes: [rowOf(seen, open, { at: at.now, by: event.by, outcome: event.outcome })],
    ...(open.dueAt !== null && { clear: [`${LATE}/${open.sayId}`] }),
    reviewOn: at.openDay,
  };
}

/** The notice has been asked for by the part of the requests, at the very same event. */
function verify(part: SaysPart, { sayId }: VerifySay, { eventId }: Seen, { openDay }: DecisionAt): Step<SaysPart> {
  const dispute = part.open.find((one) => one.sayId === sayId && one.says === 'dispute');
  if (dispute === undefined) return refused(part, 'say-not-open', 'no dispute is open under this id');
  if (hasGone(dispute)) return refused(part, 'verified-already', 'proof has been sent');
  const verifying = verificationId(sayId, eventId);
  return { part: { open: part.open.map((one) => (one === dispute ? { ...one, verifying } : one)) }, reviewOn: openDay };
}

/** Keeps the day on which the proof of a disputed debt went out. */
function listen(part: SaysPart, { today }: DecisionAt, requests: readonly Request[]): Step<SaysPart> {
  const isNews = (one: OpenSay): boolean => !hasGone(one) && isVerified(one, requests);
  if (!part.open.some(isNews)) return unchanged(part);
  return { part: { open: part.open.map((one) => (isNews(one) ? { ...one, verifiedOn: today } : one)) } };
}

/** What holds by itself for a while only. */
function expire(part: SaysPart, seen: Seen, at: DecisionAt): Step<SaysPart> {
  const over = part.open.filter(({ until }) => until !== null && until <= at.openDay);
  const left = part.open.filter((one) => !over.includes(one));
  const untils = left.flatMap(({ until }) => (until === null ? [] : [until])).toSorted();
  const [reviewOn] = untils;
  return {
    part: over.length === 0 ? part : { open: left },
    writes: over.map((one) => rowOf(seen, one, { at: at.now, by: null, outcome: 'expired' })),
    ...(reviewOn !== undefined && { reviewOn }),
  };
}

function broughtBy({ past, personId }: CutOver, { loanId }: Seen): readonly Said[] {
  switch (past.what) {
    case 'opt-out':
      return [touching(loanId, personId, { kind: 'opt-out', channel: past.channel, via: 'cut-over' })];
    case 'flag':
      return [touching(loanId, personId, { kind: 'flag', flags: past.flags })];
    case 'consent':
      return [touching(loanId, personId, { kind: 'consent', consent: past.consent })];
    case 'promise':
      return [];
  }
}
