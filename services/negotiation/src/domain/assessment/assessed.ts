import { timelineOf } from '../loan/timeline.js';
import { owes } from '../loan/parts/parties.js';
import type { Round } from '../round/types.js';
import { assess } from './assess.js';
import type { AssessmentCommand } from './commands.js';
import { whyNotJudged } from './household.js';
import { isUnproven } from '../offers/spoken.js';
import { merged, MOST_DOCUMENTS } from './documents.js';
import { owedOf } from './owed.js';
import { assessmentRow, documentRows, opened, statementRow } from './rows.js';
import type { AffordabilityRules } from './rules.js';
import {
  answered,
  asked,
  type AssessmentStep,
  documentsReceived,
  ofRound,
  refuse,
  rulesOf,
  type Scene,
  verifying,
} from './step.js';
import type { Assessment, AssessmentPart, Proof } from './types.js';

type Assess = Extract<AssessmentCommand, { kind: 'assess' }>;

/** The borrower has stated income, spending, debts and assets: the verdict stays here, every figure goes to the vault. */
export function assessed(part: AssessmentPart, command: Assess, scene: Scene): AssessmentStep {
  const { view, at } = scene;
  const round = view.parts.round.open;
  if (round === null) return refuse(part, 'no-round');
  if (!owes(view.parts.parties, command.personId, at.openDay)) return refuse(part, 'person-not-linked');
  if (isDeclaredUnproven(command)) return refuse(part, 'evidence-missing');
  // Something else has been stated in between, and was judged by all that is known now.
  if (command.anew !== null && command.anew !== part.current?.assessmentId) return refuse(part, 'stated-anew');
  const rules = rulesOf(scene);
  if (rules === null) return refuse(part, 'no-affordability-rules');
  const statement = opened(command.statement);
  const why = whyNotJudged(statement, rules, at);
  if (why !== null) return refuse(part, why);
  const proofs = merged(part.proofs, command.proofs, at.openDay);
  if (proofs.length > MOST_DOCUMENTS) return refuse(part, 'too-many-documents');
  const found = assess(statement, proofs, owedOf(view.parts, at.openDay), rules, at.openDay);
  return judged({ ...part, proofs }, command, { found, region: statement.region, round, rules }, scene);
}

type Judged = Readonly<{ found: Assessment; region: string; round: Round; rules: AffordabilityRules }>;

function judged(
  part: AssessmentPart,
  command: Assess,
  { found, region, round, rules }: Judged,
  scene: Scene,
): AssessmentStep {
  const { assessmentId, personId, by, via } = command;
  const { verdict, verdictBy, validUntil, difficulty, beyondMeans, missing } = found;
  const willing = command.declared?.willing ?? declaredBefore(part, personId);
  const current: NonNullable<AssessmentPart['current']> = {
    ...{ assessmentId, personId, verdict, validUntil, region, difficulty, beyondMeans },
    ...takenDown(part, command),
    ...(willing !== undefined && { willing }),
    ...clearanceAsked(part, command, round, scene),
    state: 'current' as const,
  };
  const verified = verifying({ ...part, current }, round, rules.verifyDays, scene);
  const { part: next, said, ...deadline } = wanting(verified.part, missing, round, scene);
  const { loanId } = scene.view;
  const whose = { personId, loanId, on: scene.at.openDay };
  const { declared } = command;
  const inputs = {
    ...{ roundId: round.roundId, assessmentId, verdict, validUntil, region, missing, by, via },
    ...(declared !== undefined && { declared }),
  };
  return {
    part: next,
    said: [
      {
        type: 'affordability-assessed',
        data: {
          ...{ ...ofRound(round), assessmentId, verdict, validUntil, region, policies: [verdictBy] },
          proofs: part.proofs.map(({ kind, state }: Proof) => ({ kind, state })),
          ...(willing !== undefined && { willing }),
        },
      },
      ...said,
    ],
    writes: [
      statementRow(whose, assessmentId, command.statement),
      assessmentRow(whose, assessmentId, found),
      ...documentRows(whose, given(part, command.proofs), command.names),
      ...verified.writes,
      timelineOf('assessed', inputs, verdictBy),
    ],
    tell: [{ kind: 'assessed', verdict }],
    // The days of the statute are counted at the close of days.
    reviewOn: current.clearance === undefined ? verified.reviewOn : scene.at.openDay,
    ...deadline,
  };
}

/** What is judged anew is what was taken down before, whoever has brought or looked at a document since. */
function takenDown(
  { current }: AssessmentPart,
  { anew, by }: Assess,
): Pick<NonNullable<AssessmentPart['current']>, 'takenBy'> {
  if (anew === null) return { takenBy: by };
  return current?.takenBy === undefined ? {} : { takenBy: current.takenBy };
}

const isDeclaredUnproven = ({ declared = {}, via }: Assess): boolean =>
  (declared.willing === true || declared.clearance === true) && isUnproven({ via, ...declared });

/** Its days count from the first time that it was asked for in a negotiation. */
function clearanceAsked(
  { current }: AssessmentPart,
  { declared, personId }: Assess,
  { roundId }: Round,
  { at }: Scene,
): Pick<NonNullable<AssessmentPart['current']>, 'clearance'> {
  const before = current?.personId === personId ? current.clearance : undefined;
  if (before?.roundId === roundId) return { clearance: before };
  return declared?.clearance === true ? { clearance: { roundId, on: at.openDay } } : {};
}

/** A declaration holds for whoever made it, until they say otherwise. */
const declaredBefore = ({ current }: AssessmentPart, personId: Assess['personId']): boolean | undefined =>
  current?.personId === personId ? current.willing : undefined;

/** As they stand now: one that was given before and judged stays judged. */
const given = ({ proofs }: AssessmentPart, brought: readonly Proof[]): readonly Proof[] =>
  proofs.filter(({ docId }) => brought.some((one) => one.docId === docId));

/** Which documents are wanting, and by when. */
function wanting(
  part: AssessmentPart,
  missing: readonly string[],
  round: Round,
  scene: Scene,
): Required<Pick<AssessmentStep, 'said'>> & Pick<AssessmentStep, 'part' | 'timers' | 'clear'> {
  if (missing.length > 0) return asked(part, missing, round, scene);
  if (part.wanted.length === 0) return { part, said: [] };
  const done = answered(part, scene.view.loanId);
  return { ...done, said: [documentsReceived(done.part, round)] };
}
