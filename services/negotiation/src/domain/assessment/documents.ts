import type { CalendarDate } from '@mora/kernel';
import { owes } from '../loan/parts/parties.js';
import { timelineOf } from '../loan/timeline.js';
import type { AssessmentCommand } from './commands.js';
import { stillWanted } from './proving.js';
import { documentRow, documentRows } from './rows.js';
import { answered, type AssessmentStep, documentsReceived, refuse, rulesOf, type Scene, verifying } from './step.js';
import type { AssessmentPart, Proof } from './types.js';

type Command<K extends AssessmentCommand['kind']> = Extract<AssessmentCommand, { kind: K }>;

export const MOST_DOCUMENTS = 40;

/** A document that is known keeps what the bank has found of it; what it is, and until when, is told anew. */
export function merged(known: readonly Proof[], brought: readonly Proof[], givenOn: CalendarDate): readonly Proof[] {
  const fresh = brought.filter(({ docId }) => !known.some((one) => one.docId === docId));
  return [...known, ...fresh.map((proof) => ({ ...proof, givenOn }))];
}

/** The verdict no longer rests on all that is known. */
const stale = ({ current }: AssessmentPart): AssessmentPart['current'] =>
  current === null ? null : { ...current, state: 'stale' };

/** Documents have come. What they prove is judged with the next assessment, which follows in the same breath. */
export function documentsGiven(part: AssessmentPart, command: Command<'documents'>, scene: Scene): AssessmentStep {
  const { view, at } = scene;
  const { personId, docs, names, by, via } = command;
  const round = view.parts.round.open;
  if (!owes(view.parts.parties, personId, at.openDay)) return refuse(part, 'person-not-linked');
  if (round === null) return isFundUnproven(scene) ? ofFund(part, command, scene) : refuse(part, 'no-round');
  const rules = rulesOf(scene);
  if (rules === null) return refuse(part, 'no-affordability-rules');
  const proofs = merged(part.proofs, docs, at.openDay);
  if (proofs.length > MOST_DOCUMENTS) return refuse(part, 'too-many-documents');
  const brought = proofs.filter(({ docId }) => docs.some((doc) => doc.docId === docId));
  const wanted = stillWanted(part.wanted, brought, rules, at.openDay);
  const verified = verifying({ ...part, proofs, current: stale(part), wanted }, round, rules.verifyDays, scene);
  const isAnswered = part.wanted.length > 0 && wanted.length === 0;
  const done = isAnswered ? answered(verified.part, view.loanId) : { part: verified.part };
  const kinds = brought.map(({ docId, kind }) => ({ docId, kind }));
  return {
    ...done,
    said: [documentsReceived(done.part, round)],
    writes: [
      ...documentRows({ personId, loanId: view.loanId, on: at.openDay }, brought, names),
      ...verified.writes,
      timelineOf('documents-given', { roundId: round.roundId, documents: kinds, by, via }, null),
    ],
    reviewOn: verified.reviewOn,
  };
}

/** Behind its negotiation a fund still wants to be proven. */
const isFundUnproven = ({ view }: Scene): boolean =>
  view.parts.plans.plans.some(
    ({ fund, state }) => fund !== null && fund.proof !== 'accepted' && (state === 'active' || state === 'at-risk'),
  );

/** What shows how a fund was used proves no income, and nothing is judged anew by it. */
function ofFund(part: AssessmentPart, command: Command<'documents'>, { view, at }: Scene): AssessmentStep {
  const { personId, docs, names, by, via } = command;
  const proofs = merged(part.proofs, docs, at.openDay);
  if (proofs.length > MOST_DOCUMENTS) return refuse(part, 'too-many-documents');
  const brought = proofs.filter(({ docId }) => docs.some((doc) => doc.docId === docId));
  const documents = brought.map(({ docId, kind }) => ({ docId, kind }));
  return {
    part: { ...part, proofs },
    writes: [
      ...documentRows({ personId, loanId: view.loanId, on: at.openDay }, brought, names),
      timelineOf('documents-given', { roundId: null, documents, by, via }, null),
    ],
  };
}

/** Somebody of the bank, never who has given it, has looked at a document. */
export function documentJudged(part: AssessmentPart, command: Command<'proof-verified'>, scene: Scene): AssessmentStep {
  const { docId, accepted, expiresOn, because, by } = command;
  const known = part.proofs.find((proof) => proof.docId === docId);
  if (known === undefined) return refuse(part, 'document-unknown');
  if (known.state !== 'given') return refuse(part, 'document-judged');
  if (known.givenBy === by) return refuse(part, 'own-document');
  const proof: Proof = {
    ...known,
    state: accepted ? 'verified' : 'refused',
    verifiedBy: by,
    expiresOn: expiresOn ?? known.expiresOn,
  };
  const proofs = part.proofs.map((one) => (one.docId === docId ? proof : one));
  const next: AssessmentPart = { ...part, proofs, current: stale(part) };
  const { loanId, parts } = scene.view;
  const rules = rulesOf(scene);
  const { open } = parts.round;
  const verified = open === null || rules === null ? null : verifying(next, open, rules.verifyDays, scene);
  return {
    part: verified?.part ?? next,
    writes: [
      documentRow(loanId, proof),
      ...(verified?.writes ?? []),
      timelineOf('document-judged', { docId, kind: proof.kind, accepted, because, by }, null),
    ],
    ...(verified !== null && { reviewOn: verified.reviewOn }),
  };
}
