import { createHash } from 'node:crypto';
import { addDays, calendarDate } from '@mora/kernel';
import { type Assessment, type AtLoan, CHEN, LI, type Proved, type Standing } from './cast.js';
import type { Course } from './course.js';
import { statedOf, statementOf } from './household.js';

const GOOD_FOR_DAYS = 120;
/** One that nobody has looked at runs out on no day. */
const GIVEN: Proved = { proof: 'given', until: calendarDate('9999-12-31') };

type Given = Readonly<{ assessmentId: string | null }>;
type Documents = Readonly<{ documents: readonly Readonly<{ docId: string; state: string }>[] }>;

/** Sees to it that what the household can bear is known, as far as it speaks and brings papers. */
export async function seeToPapers(at: AtLoan, standing: Standing, course: Course): Promise<void> {
  const { assessment, documentsWanted } = standing;
  if (at.on < course.speaksOn) return;
  const isProved = course.manner === 'prompt' || (course.manner === 'late-papers' && at.on >= course.papersOn);
  if (assessment === null || assessment.state !== 'current' || assessment.validUntil < at.on) {
    await state(at, standing, isProved);
  } else if (isProved && documentsWanted.length > 0) {
    await bring(at);
  } else return;
  if (isProved) await verify(at);
}

/** By what struck it, the paper that shows it: a fund is for nothing else. */
const SHOWS: Readonly<Record<string, string>> = { illness: 'hospital-bill', disaster: 'disaster-report' };

const paper = ({ loan, on }: AtLoan, kind: string) => ({
  kind,
  sha256: createHash('sha256').update(`${loan}/${on}/${kind}`).digest('hex'),
  type: 'pdf',
});

function papersFor(at: AtLoan, shock: string) {
  const shows = SHOWS[shock];
  return [paper(at, 'payslip'), ...(shows === undefined ? [] : [paper(at, shows)])];
}

/** Cards of Taiwan are cleared by the statute. */
const CARD = 'credit-card';

async function state(at: AtLoan, standing: Standing, isProved: boolean): Promise<void> {
  const told = at.home.tells(at.on);
  const proofs = isProved ? papersFor(at, told.shock) : [];
  const evidence = {
    kind: 'recording',
    id: `call-${createHash('sha256').update(`${at.loan}/${at.on}`).digest('hex')}`,
  };
  const asksForClearance = told.currency === 'TWD' && standing.product === CARD;
  const declared = { willing: at.home.isWilling, ...(asksForClearance && { debtClearance: true }), evidence };
  const body = { person: at.person, statement: statementOf(told), proofs, ...declared };
  const given = await at.put<Given>('statement', body, CHEN);
  if (given !== null) at.cast.told.set(at.loan, told);
  keep(at, given, isProved ? GIVEN : null);
}

async function bring(at: AtLoan): Promise<void> {
  const documents = papersFor(at, at.cast.told.get(at.loan)?.shock ?? 'none');
  keep(at, await at.tell<Given>('documents', { person: at.person, documents }), GIVEN);
}

/** Somebody else than who has taken the papers looks at them. */
async function verify(at: AtLoan): Promise<void> {
  const { status, body } = await at.look<Documents>('assessment', LI);
  if (status !== 200) return;
  for (const { docId } of body.documents.filter((one) => one.state === 'given')) {
    const expiresOn = addDays(at.on, GOOD_FOR_DAYS);
    const judged = { accepted: true, because: 'seen-original', expiresOn };
    keep(at, await at.tell<Given>(`documents/${docId}/verify`, judged, LI), { proof: 'verified', until: expiresOn });
  }
}

/** What was judged, for the checker. A paper that was looked at before counts until it runs out. */
function keep({ cast, loan, on }: AtLoan, given: Given | null, brought: Proved | null): void {
  const told = cast.told.get(loan);
  if (told === undefined || given === null || given.assessmentId === null) return;
  const known = cast.proved.get(loan);
  const holds = known !== undefined && known.until >= on ? known : null;
  const best = brought?.proof !== 'verified' && holds?.proof === 'verified' ? holds : (brought ?? holds);
  if (best !== null) cast.proved.set(loan, best);
  cast.stated.set(given.assessmentId, statedOf(told, best?.proof ?? 'none', on));
}

/** Whether offers may be made by it. */
export const isKnown = (assessment: Assessment | null, { on }: AtLoan): assessment is Assessment =>
  assessment !== null && assessment.state === 'current' && assessment.validUntil >= on;
