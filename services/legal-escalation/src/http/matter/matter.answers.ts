import { ApiProperty } from '@nestjs/swagger';
import { ProofDto } from '../clock/limitation.dto.js';
import { CHECKED, PAPERS, STAGES, STRATEGIES } from './matter.dto.js';

const day = { format: 'date', example: '2026-03-10' } as const;
const textOrNull = { type: String, nullable: true } as const;

export class CaseIdAnswer {
  @ApiProperty() caseId: string;
}

export class EvaluationIdAnswer extends CaseIdAnswer {
  @ApiProperty() evaluationId: string;
  @ApiProperty({ enum: ['given', 'approved', 'refused'] }) state: string;
}

class ItemAnswer {
  @ApiProperty({ example: 'contract' }) item: string;
  @ApiProperty({ enum: CHECKED }) state: string;
  @ApiProperty({ description: 'The service answers it itself' }) automatic: boolean;
  @ApiProperty({ type: ProofDto, nullable: true }) proof: object | null;
}

class ClaimedAnswer {
  @ApiProperty({ ...day, description: 'The closed day for which it was weighed' }) asOf: string;
  @ApiProperty({ example: '49693.13', description: 'What is overdue' }) due: string;
  @ApiProperty({ example: '98000.00', description: 'All of it, where the debt is accelerated' }) all: string;
}

class EvaluationAnswer {
  @ApiProperty() evaluationId: string;
  @ApiProperty({ enum: STRATEGIES }) strategy: string;
  @ApiProperty({ enum: ['given', 'approved', 'refused'] }) state: string;
  @ApiProperty() by: string;
  @ApiProperty({ ...textOrNull, description: 'Who has decided' }) approver: string | null;
  @ApiProperty(day) on: string;
  @ApiProperty({ example: '50000.00' }) expectedRecovery: string;
  @ApiProperty({ example: '3000.00' }) expectedCost: string;
  @ApiProperty({ type: [String] }) lessHarmful: readonly string[];
  @ApiProperty() because: string;
  @ApiProperty({ type: ClaimedAnswer, nullable: true }) claimed: ClaimedAnswer | null;
}

class PaperAnswer {
  @ApiProperty({ enum: PAPERS }) kind: string;
  @ApiProperty() id: string;
  @ApiProperty() sha256: string;
  @ApiProperty({ ...day, description: 'Since when it is kept with the case' }) on: string;
}

class ClaimStandsAnswer {
  @ApiProperty() sheetId: string;
  @ApiProperty(day) asOf: string;
  @ApiProperty({ example: '49693.13' }) total: string;
  @ApiProperty() sha256: string;
  @ApiProperty({ description: 'The ledger and classification do not agree: nothing can be filed' }) differs: boolean;
}

export class OpenCaseAnswer extends CaseIdAnswer {
  @ApiProperty() loanId: string;
  @ApiProperty(day) openedOn: string;
  @ApiProperty(textOrNull) gateId: string | null;
  @ApiProperty(textOrNull) exceptionId: string | null;
  @ApiProperty(textOrNull) lawyer: string | null;
  @ApiProperty({ enum: STAGES }) stage: string;
  @ApiProperty({ type: [ItemAnswer] }) checklist: readonly ItemAnswer[];
  @ApiProperty({ type: EvaluationAnswer, nullable: true }) evaluation: EvaluationAnswer | null;
  @ApiProperty({ type: ClaimStandsAnswer, nullable: true, description: 'The claim that was computed last' })
  claim: ClaimStandsAnswer | null;
  @ApiProperty({ ...textOrNull, description: 'The evidence that was made last' }) bundleId: string | null;
  @ApiProperty({ type: [PaperAnswer] }) papers: readonly PaperAnswer[];
}

class RuleAnswer {
  @ApiProperty() id: string;
  @ApiProperty() version: number;
  @ApiProperty() rule: string;
}

class LineAnswer {
  @ApiProperty({ example: 'principal' }) code: string;
  @ApiProperty({ example: '45000.00', description: 'What is waived stands below nought' }) amount: string;
  @ApiProperty({ enum: ['ledger', 'computed'] }) from: string;
  @ApiProperty({ description: 'How anybody gets to it again, in minor units' }) formula: string;
  @ApiProperty({ ...day, type: String, nullable: true }) dueOn: string | null;
  @ApiProperty({ type: [String], description: 'Instalments by number and charges by id' }) rows: readonly string[];
  @ApiProperty({ type: RuleAnswer, nullable: true }) rule: RuleAnswer | null;
}

class RunsOnAnswer {
  @ApiProperty({ enum: ['interest', 'penalty'] }) code: string;
  @ApiProperty({ example: '0.162', description: 'Of one, a year' }) rate: string;
  @ApiProperty({ example: '45000.00' }) base: string;
  @ApiProperty(day) from: string;
}

export class ClaimSheetAnswer {
  @ApiProperty() sheetId: string;
  @ApiProperty({ ...day, description: 'The closed day of the claim' }) asOf: string;
  @ApiProperty({ example: 'CNY' }) currency: string;
  @ApiProperty({ example: '49693.13' }) total: string;
  @ApiProperty({ type: [LineAnswer] }) lines: readonly LineAnswer[];
  @ApiProperty({ type: [RunsOnAnswer], description: 'What goes on growing until it is paid' })
  runsOn: readonly RunsOnAnswer[];
  @ApiProperty({ type: [String], description: 'Where ledger and classification differ' }) differs: readonly string[];
  @ApiProperty({ ...day, type: String, nullable: true, description: 'The close of which the two were compared' })
  checkedOn: string | null;
}

class CaseListedAnswer extends CaseIdAnswer {
  @ApiProperty() loanId: string;
  @ApiProperty({ enum: STAGES }) stage: string;
  @ApiProperty(textOrNull) lawyer: string | null;
  @ApiProperty(day) openedOn: string;
  @ApiProperty({ ...textOrNull, description: 'The way that was chosen last' }) strategy: string | null;
}

export class CasesAnswer {
  @ApiProperty({ type: [CaseListedAnswer] }) cases: readonly CaseListedAnswer[];
  @ApiProperty({ ...textOrNull, description: 'Where the next page begins; null at the end' }) next: string | null;
}

class CheckedAnswer {
  @ApiProperty({ example: 'contract' }) item: string;
  @ApiProperty({ enum: CHECKED }) state: string;
}

class OpinionAnswer extends EvaluationIdAnswer {
  @ApiProperty({ enum: STRATEGIES }) strategy: string;
  @ApiProperty() by: string;
  @ApiProperty(textOrNull) approver: string | null;
  @ApiProperty(day) on: string;
  @ApiProperty() because: string;
  @ApiProperty({ type: [String] }) lessHarmful: readonly string[];
  @ApiProperty({ type: [CheckedAnswer] }) checklist: readonly CheckedAnswer[];
}

export class OpinionsAnswer {
  @ApiProperty({ type: [OpinionAnswer] }) opinions: readonly OpinionAnswer[];
}
