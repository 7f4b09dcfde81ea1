import { ApiExtraModels, ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';

/** Amounts are decimal strings, as in the streams. */
export class OverdueAnswer {
  @ApiProperty() currency: string;
  @ApiProperty({ example: '1000.00' }) total: string;
  @ApiProperty() principal: string;
  @ApiProperty() interest: string;
  @ApiProperty() fee: string;
  @ApiProperty() penalty: string;
}

export class StepAnswer {
  @ApiProperty({ example: 'M2' }) step: string;
  @ApiProperty({ example: 'M2: 31-60 days', description: 'The rule that fired' }) rule: string;
  @ApiProperty({ example: 'm-table@1' }) policy: string;
}

export class EpisodeAnswer {
  @ApiProperty() id: string;
  @ApiProperty({ format: 'date' }) startedOn: string;
  @ApiProperty() first: boolean;
  @ApiProperty({ description: 'The loan came over overdue: nobody is dunned for the past' }) cutOver: boolean;
}

export class ObservationAnswer {
  @ApiProperty({ description: 'The ask by which the loan was restructured' }) requestId: string;
  @ApiProperty({ format: 'date', description: 'From when the time runs: agreed, or the last breach' }) from: string;
  @ApiProperty({ format: 'date' }) earliestEndOn: string;
  @ApiProperty({ example: 'prc-restructured@1' }) policy: string;
}

const steps = { type: 'object', additionalProperties: { $ref: getSchemaPath(StepAnswer) } } as const;

@ApiExtraModels(StepAnswer)
export class StandingAnswer {
  @ApiProperty() loanId: string;
  @ApiProperty({ format: 'date', description: 'Days are counted up to this day' }) asOf: string;
  @ApiProperty({ enum: ['active', 'closed', 'written-off', 'transferred'] }) status: string;
  @ApiProperty({ format: 'date', nullable: true, type: String }) oldestUnpaidOn: string | null;
  @ApiProperty() daysPastDue: number;
  @ApiProperty({ description: 'Without grace and pauses' }) delinquentDays: number;
  @ApiProperty() overdue: OverdueAnswer;
  @ApiProperty(steps) buckets: Readonly<Record<string, StepAnswer>>;
  @ApiProperty(steps) classes: Readonly<Record<string, StepAnswer>>;
  @ApiProperty({ nullable: true, type: EpisodeAnswer }) episode: EpisodeAnswer | null;
  @ApiProperty({ format: 'date', nullable: true, type: String }) nextTransitionOn: string | null;
  @ApiProperty() productRules: string;
  @ApiPropertyOptional({ type: ObservationAnswer, description: 'Only for a restructured loan that is watched' })
  observation?: ObservationAnswer;
}

/** How the loan stood on a past day, as its history says it. */
export class PastStandingAnswer {
  @ApiProperty() loanId: string;
  @ApiProperty({ format: 'date' }) asOf: string;
  @ApiProperty({ format: 'date', nullable: true, type: String }) knownOn: string | null;
  @ApiProperty({ format: 'date', description: 'The day since which it stood so' }) since: string;
  @ApiProperty({ format: 'date', description: 'The day on which this became known' }) recordedOn: string;
  @ApiProperty() status: string;
  @ApiProperty({ format: 'date', nullable: true, type: String }) oldestUnpaidOn: string | null;
  @ApiProperty() daysPastDue: number;
  @ApiProperty() overdue: OverdueAnswer;
  @ApiProperty(steps) buckets: Readonly<Record<string, StepAnswer>>;
  @ApiProperty(steps) classes: Readonly<Record<string, StepAnswer>>;
  @ApiProperty({ nullable: true, type: String }) episodeId: string | null;
}

export class BucketAnswer {
  @ApiProperty({ example: 'M1' }) bucket: string;
  @ApiProperty() currency: string;
  @ApiProperty() loans: number;
  @ApiProperty({ example: '1000.00' }) overdue: string;
}

export class BucketsAnswer {
  @ApiProperty({ format: 'date' }) asOf: string;
  @ApiProperty() table: string;
  @ApiProperty({ type: [BucketAnswer] }) buckets: readonly BucketAnswer[];
}

export class TransitionAnswer {
  @ApiProperty({ description: 'Or `new`: the loan was not there yet' }) from: string;
  @ApiProperty({ description: 'Or the status by which the loan has left' }) to: string;
  @ApiProperty() currency: string;
  @ApiProperty() loans: number;
  @ApiProperty({ description: 'Overdue on the first day' }) overdueFrom: string;
  @ApiProperty({ description: 'Overdue on the second day' }) overdueTo: string;
}

export class TransitionsAnswer {
  @ApiProperty({ format: 'date' }) from: string;
  @ApiProperty({ format: 'date' }) to: string;
  @ApiProperty() table: string;
  @ApiProperty({ type: [TransitionAnswer] }) transitions: readonly TransitionAnswer[];
}

export class ClosedDaysAnswer {
  @ApiProperty({ format: 'date', nullable: true, type: String, example: '2026-03-31' }) lastClosedDay: string | null;
}
