import { ApiProperty } from '@nestjs/swagger';

const day = { example: '2026-03-10', format: 'date' } as const;
const dayOrNull = { ...day, type: String, nullable: true } as const;
const textOrNull = { type: String, nullable: true } as const;

class EpisodeAnswer {
  @ApiProperty({ example: 'e-1' }) episodeId: string;
  @ApiProperty(day) startedOn: string;
  @ApiProperty(dayOrNull) oldestUnpaidOn: string | null;
  @ApiProperty({ description: 'As of the open day' }) daysPastDue: number;
  @ApiProperty({ ...textOrNull, example: 'CNY' }) currency: string | null;
  @ApiProperty({ ...textOrNull, example: '1200.00' }) overdue: string | null;
}

class ClockAnswer {
  @ApiProperty() clockId: string;
  @ApiProperty({ enum: ['debt', 'accelerated', 'interest', 'guarantee', 'enforcement', 'enforcement-interest'] })
  claim: string;
  @ApiProperty(day) startsOn: string;
  @ApiProperty({ ...dayOrNull, description: 'Null while nothing runs' }) expiresOn: string | null;
  @ApiProperty({ description: 'The calendar of that year is not announced yet' }) provisional: boolean;
  @ApiProperty({ enum: ['running', 'paused', 'kept', 'expired', 'off'] }) state: string;
}

class ConditionAnswer {
  @ApiProperty({ enum: ['months', 'failures', 'no-hold', 'overdue', 'known'] }) name: string;
  @ApiProperty() met: boolean;
  @ApiProperty({ description: 'What it was judged by' }) input: string;
}

class GateAnswer {
  @ApiProperty() gateId: string;
  @ApiProperty() passed: boolean;
  @ApiProperty(day) on: string;
  @ApiProperty({ type: [ConditionAnswer] }) conditions: ConditionAnswer[];
}

class CaseAnswer {
  @ApiProperty() caseId: string;
  @ApiProperty(day) openedOn: string;
  @ApiProperty(textOrNull) lawyer: string | null;
  @ApiProperty({
    enum: ['evaluation', 'decided', 'court', 'judged', 'enforcing', 'settling', 'ended-round', 'disposal'],
  })
  stage: string;
  @ApiProperty({ ...textOrNull, description: 'The way that was chosen last' }) strategy: string | null;
  @ApiProperty(textOrNull) sheetId: string | null;
  @ApiProperty(textOrNull) bundleId: string | null;
}

class ClosedCaseAnswer {
  @ApiProperty() caseId: string;
  @ApiProperty({ example: 'paid' }) outcome: string;
  @ApiProperty(day) on: string;
}

class ProceedingAnswer {
  @ApiProperty() proceedingId: string;
  @ApiProperty({ example: 'ordinary' }) kind: string;
  @ApiProperty({ example: 'demo-basic' }) court: string;
  @ApiProperty({ example: 'docketed' }) step: string;
  @ApiProperty(dayOrNull) dueOn: string | null;
  @ApiProperty({ enum: ['open', 'title', 'lost', 'withdrawn', 'ended'] }) state: string;
}

class HoldAnswer {
  @ApiProperty({ example: 'dispute:d-1' }) holdId: string;
  @ApiProperty({ enum: ['dispute', 'moratorium', 'vulnerability', 'deceased', 'plan'] }) kind: string;
  @ApiProperty(dayOrNull) until: string | null;
}

class CourseAnswer {
  @ApiProperty(day) on: string;
  @ApiProperty({ example: 'case-opened' }) what: string;
}

export class LoanAnswer {
  @ApiProperty({ example: 'demo:L-000001' }) loanId: string;
  @ApiProperty(dayOrNull) openDay: string | null;
  @ApiProperty({ enum: ['active', 'closed', 'written-off', 'transferred'] }) status: string;
  @ApiProperty(textOrNull) product: string | null;
  @ApiProperty({ type: EpisodeAnswer, nullable: true }) episode: EpisodeAnswer | null;
  @ApiProperty({ description: 'Negotiations that have failed in a row' }) failures: number;
  @ApiProperty({ type: [HoldAnswer], description: 'In force on the open day' }) holds: HoldAnswer[];
  @ApiProperty({ type: [ClockAnswer] }) clocks: ClockAnswer[];
  @ApiProperty({ ...dayOrNull, description: 'The first day on which a right may be lost' }) nextDate: string | null;
  @ApiProperty({ type: GateAnswer, nullable: true }) gate: GateAnswer | null;
  @ApiProperty({ type: CaseAnswer, nullable: true }) case: CaseAnswer | null;
  @ApiProperty({ type: [ClosedCaseAnswer], description: 'The latest last' }) closed: ClosedCaseAnswer[];
  @ApiProperty({ type: [ProceedingAnswer] }) proceedings: ProceedingAnswer[];
  @ApiProperty({ type: [String], description: 'Streams that must be known further before anything is done' })
  waits: string[];
  @ApiProperty({ ...dayOrNull, description: 'Records of the loan wait since this day' }) heldSince: string | null;
  @ApiProperty({ type: [CourseAnswer], description: 'What was done, the latest first' }) timeline: CourseAnswer[];
}

class PolicyAnswer {
  @ApiProperty({ example: 'limitation-cn' }) id: string;
  @ApiProperty({ example: 1 }) version: number;
  @ApiProperty({ example: 'debt' }) rule: string;
}

class WhyLineAnswer extends CourseAnswer {
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'What it rested on' }) inputs: object;
  @ApiProperty({ type: PolicyAnswer, nullable: true }) policy: PolicyAnswer | null;
}

export class WhyAnswer {
  @ApiProperty({ example: 'demo:L-000001' }) loanId: string;
  @ApiProperty({ type: [WhyLineAnswer], description: 'The latest first' }) lines: WhyLineAnswer[];
}
