import { ApiProperty } from '@nestjs/swagger';
import { FEE_KINDS, KINDS } from './proceedings.dto.js';

const day = { format: 'date', example: '2026-03-10' } as const;
const dayOrNull = { ...day, type: String, nullable: true } as const;
const textOrNull = { type: String, nullable: true } as const;

export class ProceedingIdAnswer {
  @ApiProperty() proceedingId: string;
}

export class StandingAnswer extends ProceedingIdAnswer {
  @ApiProperty({ enum: ['open', 'title', 'lost', 'withdrawn', 'ended'] }) state: string;
  @ApiProperty({ example: 'docketed' }) step: string;
  @ApiProperty({ ...dayOrNull, description: 'By when something has to happen; null where nothing is due' })
  dueOn: string | null;
  @ApiProperty({ description: 'The calendar of that year is not announced: it may be a later day' })
  provisional: boolean;
}

export class JudgmentIdAnswer extends StandingAnswer {
  @ApiProperty() judgmentId: string;
}

export class HearingIdAnswer {
  @ApiProperty() hearingId: string;
}

export class HearingAnswer extends HearingIdAnswer {
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({ enum: ['set', 'held', 'adjourned', 'debtor-absent', 'bank-absent'] }) state: string;
}

export class ProceedingAnswer extends StandingAnswer {
  @ApiProperty() caseId: string;
  @ApiProperty({ enum: KINDS }) kind: string;
  @ApiProperty({ example: 'demo-basic' }) court: string;
  @ApiProperty(day) filedOn: string;
  @ApiProperty({ ...day, description: 'Since when it stands at its step' }) since: string;
  @ApiProperty({ ...textOrNull, enum: ['court', 'bank', 'debtor'], description: 'Whose turn it is' })
  actor: string | null;
  @ApiProperty({ ...textOrNull, example: 'court-notice', description: 'The paper that proves what happens next' })
  proof: string | null;
  @ApiProperty({ type: [String], description: 'What may happen now' }) outcomes: readonly string[];
  @ApiProperty({ type: [String], description: 'Those of them that are recorded as a judgment' })
  terms: readonly string[];
  @ApiProperty({ ...textOrNull, example: '49693.13' }) amount: string | null;
  @ApiProperty({ ...textOrNull, example: '1042.33', description: 'What the court asks for' }) fee: string | null;
  @ApiProperty({ type: [HearingAnswer] }) hearings: readonly HearingAnswer[];
}

class PartAnswer {
  @ApiProperty({ ...textOrNull }) amount: string | null;
  @ApiProperty(day) performBy: string;
}

class RunningInterestAnswer {
  @ApiProperty({ example: '0.0435' }) rate: string;
  @ApiProperty({ enum: ['ACT_360', 'ACT_365F'] }) dayCount: string;
  @ApiProperty(textOrNull) principal: string | null;
  @ApiProperty(day) from: string;
}

export class TitleAnswer {
  @ApiProperty() judgmentId: string;
  @ApiProperty() proceedingId: string;
  @ApiProperty({ enum: ['judgment', 'payment-order', 'mediation', 'notarised', 'collateral-ruling'] }) title: string;
  @ApiProperty(day) on: string;
  @ApiProperty(textOrNull) amount: string | null;
  @ApiProperty(textOrNull) general: string | null;
  @ApiProperty({ type: RunningInterestAnswer, nullable: true, description: 'What runs until it is paid' })
  interest: RunningInterestAnswer | null;
  @ApiProperty(textOrNull) costs: string | null;
  @ApiProperty({ type: [PartAnswer] }) parts: readonly PartAnswer[];
  @ApiProperty({ ...dayOrNull, description: 'Null until it is served, and where nobody can appeal' })
  appealUntil: string | null;
  @ApiProperty({ ...dayOrNull, description: 'Null while it does not bind' }) finalOn: string | null;
  @ApiProperty({ ...dayOrNull, description: 'Until when enforcement has to be applied for' })
  enforceUntil: string | null;
}

class StepAnswer extends ProceedingIdAnswer {
  @ApiProperty(textOrNull) from: string | null;
  @ApiProperty() to: string;
  @ApiProperty(day) on: string;
  @ApiProperty({ example: 'court-notice' }) proofKind: string;
  @ApiProperty() proofId: string;
  @ApiProperty(dayOrNull) dueOn: string | null;
  @ApiProperty({ ...textOrNull, description: 'Who has recorded it; null where the law has moved it by itself' })
  by: string | null;
}

export class ProceedingsAnswer {
  @ApiProperty() loanId: string;
  @ApiProperty({ type: [ProceedingAnswer] }) proceedings: readonly ProceedingAnswer[];
  @ApiProperty({ type: [TitleAnswer] }) titles: readonly TitleAnswer[];
  @ApiProperty({ type: [StepAnswer], description: 'How they came to where they stand' }) steps: readonly StepAnswer[];
}

export class FeeAnswer {
  @ApiProperty({ enum: FEE_KINDS }) kind: string;
  @ApiProperty({ example: 'CNY' }) currency: string;
  @ApiProperty({ example: '100000.00' }) amount: string;
  @ApiProperty({ example: '2300.00' }) fee: string;
  @ApiProperty({ example: '1150.00', description: 'What is left of it where it is mediated or withdrawn' })
  settled: string;
  @ApiProperty({ example: 'fees-cn/1' }) policy: string;
}

export class FeedKeyAnswer {
  @ApiProperty({ description: 'Shown once: the service keeps its hash only' }) key: string;
  @ApiProperty({ example: '/v1/calendar/feed.ics?key=…' }) path: string;
  @ApiProperty({ format: 'date-time', description: 'Until when it opens the calendar' }) until: string;
}
