import { ApiProperty } from '@nestjs/swagger';

const DATE = '2026-03-10';
const day = { example: DATE, format: 'date' } as const;
const dayOrNull = { ...day, type: String, nullable: true } as const;
const textOrNull = { type: String, nullable: true } as const;

class EpisodeAnswer {
  @ApiProperty({ example: 'e-1' }) episodeId: string;
  @ApiProperty(day) startedOn: string;
  @ApiProperty({ description: 'As of the open day' }) daysPastDue: number;
  @ApiProperty({ ...textOrNull, example: 'CNY' }) currency: string | null;
  @ApiProperty({ ...textOrNull, example: '1200.00' }) overdue: string | null;
}

class HoldAnswer {
  @ApiProperty({ example: 'dispute:d-1' }) holdId: string;
  @ApiProperty({ enum: ['bank-delay', 'dispute', 'vulnerability', 'moratorium', 'deceased', 'ledger-differs'] })
  kind: string;
  @ApiProperty(dayOrNull) until: string | null;
}

class AppointmentAnswer {
  @ApiProperty() appointmentId: string;
  @ApiProperty({ example: '2026-03-12T02:00:00.000Z' }) at: string;
  @ApiProperty({ ...textOrNull, enum: ['attended', 'no-show', 'moved'] }) outcome: string | null;
}

class RoundAnswer {
  @ApiProperty() roundId: string;
  @ApiProperty({ enum: ['opened', 'assessed', 'offered', 'awaiting'] }) state: string;
  @ApiProperty({ enum: ['policy', 'borrower', 'staff', 'legal', 'cut-over'] }) by: string;
  @ApiProperty({ example: 'two-months-overdue' }) because: string;
  @ApiProperty({ ...textOrNull, description: 'Why the borrower fell behind' }) reasonForDelinquency: string | null;
  @ApiProperty({ ...textOrNull, description: 'Credit expert; not told to borrowers' }) credit: string | null;
  @ApiProperty({ ...textOrNull, description: 'Representative of service; not told to borrowers' })
  service: string | null;
  @ApiProperty(textOrNull) responsible: string | null;
  @ApiProperty(day) openedOn: string;
  @ApiProperty(day) dueOn: string;
  @ApiProperty() noShows: number;
  @ApiProperty({ type: [AppointmentAnswer] }) appointments: AppointmentAnswer[];
}

class ClosedRoundAnswer {
  @ApiProperty() roundId: string;
  @ApiProperty({ example: 'expired' }) outcome: string;
  @ApiProperty(day) on: string;
}

class AssessedAnswer {
  @ApiProperty() assessmentId: string;
  @ApiProperty({ enum: ['not-in-difficulty', 'short-term', 'long-term', 'unaffordable'] }) verdict: string;
  @ApiProperty(day) validUntil: string;
  @ApiProperty({ enum: ['current', 'stale'] }) state: string;
}

class OfferStandingAnswer {
  @ApiProperty() offerId: string;
  @ApiProperty({ type: [String], example: ['extension'] }) kinds: string[];
  @ApiProperty() state: string;
  @ApiProperty({ enum: ['T1', 'T2', 'T3', 'T4'] }) tier: string;
  @ApiProperty() rank: number;
  @ApiProperty(textOrNull) disclosureId: string | null;
  @ApiProperty(dayOrNull) validUntil: string | null;
}

class PlanStandingAnswer {
  @ApiProperty() planId: string;
  @ApiProperty({ type: [String] }) kinds: string[];
  @ApiProperty() state: string;
  @ApiProperty(textOrNull) requestId: string | null;
  @ApiProperty(dayOrNull) activeFrom: string | null;
}

class ClosingAnswer {
  @ApiProperty({ enum: ['failed', 'neutral', 'activated', 'cured'] }) what: string;
  @ApiProperty(day) on: string;
  @ApiProperty(textOrNull) reason: string | null;
}

class TallyAnswer {
  @ApiProperty({ description: 'Negotiations that have failed in a row' }) consecutive: number;
  @ApiProperty({ type: [ClosingAnswer] }) closings: ClosingAnswer[];
}

class CourseAnswer {
  @ApiProperty(day) on: string;
  @ApiProperty({ example: 'round-opened' }) what: string;
}

export class LoanAnswer {
  @ApiProperty({ example: 'demo:L-000001' }) loanId: string;
  @ApiProperty(dayOrNull) openDay: string | null;
  @ApiProperty({ enum: ['active', 'closed', 'written-off', 'transferred'] }) status: string;
  @ApiProperty(textOrNull) product: string | null;
  @ApiProperty({ type: EpisodeAnswer, nullable: true }) episode: EpisodeAnswer | null;
  @ApiProperty({ type: RoundAnswer, nullable: true }) round: RoundAnswer | null;
  @ApiProperty({ type: [ClosedRoundAnswer], description: 'The latest last' }) closed: ClosedRoundAnswer[];
  @ApiProperty({ type: [HoldAnswer], description: 'In force on the open day' }) holds: HoldAnswer[];
  @ApiProperty({ type: AssessedAnswer, nullable: true }) assessment: AssessedAnswer | null;
  @ApiProperty({ type: [String], description: 'Kinds of proof that are asked for' }) documentsWanted: string[];
  @ApiProperty(dayOrNull) documentsDueOn: string | null;
  @ApiProperty({ type: [OfferStandingAnswer] }) offers: OfferStandingAnswer[];
  @ApiProperty({ type: PlanStandingAnswer, nullable: true, description: 'The latest' }) plan: PlanStandingAnswer | null;
  @ApiProperty({ type: TallyAnswer }) tally: TallyAnswer;
  @ApiProperty({ type: [String], description: 'Streams that must be known further before anything is done' })
  waits: string[];
  @ApiProperty({ ...dayOrNull, description: 'Records of the loan wait since this day' }) heldSince: string | null;
  @ApiProperty({ type: [CourseAnswer], description: 'What was done, the latest first' }) timeline: CourseAnswer[];
}

class PolicyAnswer {
  @ApiProperty({ example: 'opening' }) id: string;
  @ApiProperty({ example: 1 }) version: number;
  @ApiProperty({ example: 'two-months' }) rule: string;
}

class WhyLineAnswer extends CourseAnswer {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'What it rested on; never what anybody earns',
  })
  inputs: object;
  @ApiProperty({ type: PolicyAnswer, nullable: true }) policy: PolicyAnswer | null;
}

export class WhyAnswer {
  @ApiProperty({ example: 'demo:L-000001' }) loanId: string;
  @ApiProperty({ type: [WhyLineAnswer], description: 'The latest first' }) lines: WhyLineAnswer[];
}
