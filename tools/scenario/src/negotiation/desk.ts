import { addDays, calendarDate } from '@mora/kernel';
import { type AtLoan, CHEN, type Round, type Standing, WU } from './cast.js';
import { Choosing } from './choosing.js';
import { type Course, courseOf } from './course.js';
import { isKnown, seeToPapers } from './papers.js';
import { seeToPlan } from './plan-care.js';

const DISPUTED_AFTER_DAYS = 2;
const HEARD_AFTER_DAYS = 14;
const GIVEN_UP_AFTER_DAYS = 35;

/** A day of one loan that is negotiated. Answers how it stands; what Mora refuses is left for another day. */
export async function workOn(at: AtLoan): Promise<Standing | null> {
  const standing = await at.standing();
  if (standing === null) return null;
  if (standing.plan !== null) await seeToPlan(at, standing.plan);
  const { round } = standing;
  if (round === null || round.state === 'awaiting') return standing;
  if (round.credit === null) {
    await at.tell('assign', { credit: 'chen', service: 'li', responsible: 'li' }, WU);
    if (round.reasonForDelinquency === null) await at.tell('reason', { reason: at.home.reasonOn(at.on) }, CHEN);
  }
  const course = courseOf(at.cast.behaviour, at.loan, round.openedOn);
  if (await isDisputed(at, standing, course, round)) return standing;
  if (course.manner === 'silent') await appoint(at, round);
  else await negotiate(at, standing, course, round);
  return standing;
}

async function negotiate(at: AtLoan, standing: Standing, course: Course, round: Round): Promise<void> {
  await seeToPapers(at, standing, course);
  const now = await at.standing();
  if (now === null || now.round === null || !isKnown(now.assessment, at)) return;
  // Who has no papers yet is waited for.
  if (now.documentsWanted.length > 0) return;
  await new Choosing(at, course, now.assessment).go(now);
  if (addDays(round.openedOn, GIVEN_UP_AFTER_DAYS) > at.on || now.offers.some(isShown)) return;
  await at.tell('close', { outcome: 'withdrawn', because: 'nothing-to-offer' }, WU);
}

const isShown = ({ state }: Standing['offers'][number]): boolean => state === 'disclosed' || state === 'acknowledged';

/** Nobody comes; twice is enough. */
async function appoint(at: AtLoan, { appointments }: Round): Promise<void> {
  const open = appointments.find(({ outcome }) => outcome === null);
  if (open !== undefined) {
    if (calendarDate(open.at.slice(0, 10)) > at.on) return;
    await at.tell(`appointments/${open.appointmentId}/outcome`, { outcome: 'no-show' }, CHEN);
  }
  await at.tell('appointments', { at: `${addDays(at.on, APPOINTED_IN_DAYS)}T10:00:00+08:00` }, CHEN);
}

const APPOINTED_IN_DAYS = 3;

/** The borrower says that the sum is wrong: nothing runs on until it was heard. Bank's own delays hold nobody up here. */
async function isDisputed(at: AtLoan, { holds }: Standing, course: Course, { openedOn }: Round): Promise<boolean> {
  const dispute = holds.find(({ kind }) => kind === 'dispute');
  if (dispute !== undefined) {
    if (addDays(openedOn, HEARD_AFTER_DAYS) > at.on) return true;
    await at.tell(`holds/${dispute.holdId}/lift`, { because: 'heard' }, WU);
    return false;
  }
  if (!course.disputes || addDays(openedOn, DISPUTED_AFTER_DAYS) !== at.on) return false;
  return (await at.tell('holds', { kind: 'dispute', because: 'amount-disputed' }, CHEN)) !== null;
}
