import { calendarDate, type HolidayBook, invariant, personId } from '@mora/kernel';
import { judgeAtClose, judgeAtPayment } from '../domain/promises/judge.js';
import type { PromiseToPay } from '../domain/promises/promise.js';
import { priorityOf } from '../domain/people/priority.js';
import { type Agency, standingOf } from '../domain/people/standing-of.js';
import { surveysAfter } from '../domain/people/surveys.js';
import type { AgencyFile, PromiseFile, SurveyFile, WorkFile } from './people-schema.js';

/** Throws InvariantViolated with the name of the golden case that fails. */
export function provePromises(file: PromiseFile, holidays: HolidayBook): void {
  for (const { name, madeOn, parts, payments, closed, expect } of file.goldenCases) {
    const booked = payments.map(([valueDate, minor], n) => ({ id: `payment-${n}`, minor, valueDate }));
    const paid = judgeAtPayment([sample(file, madeOn, parts)], booked, holidays);
    const { promises } = judgeAtClose(paid.promises, booked, holidays, closed);
    agree('promises', name, promises[0]?.parts.map(({ state }) => state) ?? [], expect);
  }
}

const sample = (
  { graceWorkingDays, toleranceMinor, partlyPercent, calendar, id, version }: PromiseFile,
  madeOn: PromiseToPay['madeOn'],
  parts: PromiseFile['goldenCases'][number]['parts'],
): PromiseToPay => ({
  promiseId: 'golden',
  personId: personId('golden:case'),
  role: 'borrower',
  currency: 'CNY',
  method: 'transfer',
  via: 'staff',
  madeOn,
  graceWorkingDays,
  toleranceMinor,
  partlyPercent,
  calendar,
  policy: { id, version },
  parts: parts.map(([dueOn, minor], n) => ({ number: n + 1, dueOn, minor, state: 'open' })),
  known: [],
});

/** Also that the last row of the priorities matches everything: else a case could be behind all others by chance. */
export function proveWork(file: WorkFile): void {
  const last = file.priorities.at(-1);
  invariant(last !== undefined && Object.keys(last.when).length === 0, 'work: the last priority must match everything');
  for (const { name, input, expect } of file.goldenCases) agree('work', name, [priorityOf(file, input)], [expect]);
}

/** Also that there is a way to tell whoever lives anywhere: else a firm could be announced to nobody there. */
export function proveAgencies(file: AgencyFile): void {
  invariant(
    file.evaluationBeforeEndOpensDays >= file.evaluationBeforeEndDays,
    'agencies: the evaluation before the end would be due before it may be made',
  );
  invariant(
    file.announcement.at(-1)?.jurisdictions.includes('*') === true,
    'agencies: the last announcement must be for everywhere',
  );
  for (const { name, today, agency, expect } of file.goldenCases) {
    agree('agencies', name, standingOf(agencyOf(agency), today, file).objections, expect);
  }
}

/** A firm in good order, with what the case says otherwise. */
function agencyOf(said: AgencyFile['goldenCases'][number]['agency']): Agency {
  const { status = 'active', documents, evaluations = [], complaints = [], breaches = [], placed = 100 } = said;
  const [from, until] = [calendarDate('2026-01-01'), calendarDate('2027-06-30')];
  const valid = calendarDate('2027-12-31');
  return {
    status,
    documents: documents?.map(([kind, validUntil]) => ({ kind, validUntil })) ?? [
      { kind: 'business-licence', validUntil: valid },
      { kind: 'qualification', validUntil: valid },
    ],
    contracts: [{ from, until, processingAgreement: said.processingAgreement ?? true }],
    evaluations: evaluations.map(([on, verdict]) => ({ on, verdict })),
    complaints,
    breaches,
    placed,
  };
}

export function proveSurveys(file: SurveyFile): void {
  for (const { name, after, on, expect } of file.goldenCases) {
    agree(
      'surveys',
      name,
      surveysAfter(file, after, on).map(({ kind, dueOn }) => `${kind} ${dueOn}`),
      expect,
    );
  }
}

function agree(policy: string, name: string, found: readonly unknown[], expected: readonly unknown[]): void {
  invariant(JSON.stringify(found) === JSON.stringify(expected), `${policy}: golden case "${name}" fails`);
}
