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
    await state(at, isProved);
  } else if (isProved && documentsWanted.length > 0) {
    await bring(at);
  } else return;
  if (isProved) await verify(at);
}

const payslip = ({ loan, on }: AtLoan) => ({
  kind: 'payslip',
  sha256: createHash('sha256').update(`${loan}/${on}`).digest('hex'),
  type: 'pdf',
});

async function state(at: AtLoan, isProved: boolean): Promise<void> {
  const told = at.home.tells(at.on);
  const body = { person: at.person, statement: statementOf(told), proofs: isProved ? [payslip(at)] : [] };
  const given = await at.put<Given>('statement', body, CHEN);
  if (given !== null) at.cast.told.set(at.loan, told);
  keep(at, given, isProved ? GIVEN : null);
}

async function bring(at: AtLoan): Promise<void> {
  keep(at, await at.tell<Given>('documents', { person: at.person, documents: [payslip(at)] }), GIVEN);
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
