import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, Matches } from 'class-validator';
import { IsCode, IsId } from '../loan/texts.js';

export class PlanRowAnswer {
  @ApiProperty() number: number;
  @ApiProperty({ type: String, format: 'date' }) dueOn: string;
  @ApiProperty({ example: '908.50' }) amount: string;
  @ApiProperty({ example: '908.50' }) paid: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) paidOn: string | null;
  @ApiProperty({ description: 'Days by which it is late that count' }) late: number;
}

export class BookedRowAnswer {
  @ApiProperty() number: number;
  @ApiProperty({ type: String, format: 'date' }) dueOn: string;
  @ApiProperty({ example: '908.50' }) amount: string;
}

export class DifferenceAnswer {
  @ApiProperty({ description: 'Names every row of it: what the borrower must have acknowledged' }) disclosureId: string;
  @ApiProperty({ type: [BookedRowAnswer] }) booked: readonly BookedRowAnswer[];
  @ApiProperty({ description: 'Whether the borrower has confirmed just that' }) acknowledged: boolean;
}

export class PlanAskAnswer {
  @ApiProperty() requestId: string;
  @ApiProperty({ enum: ['reschedule', 'settle', 'fund', 'close-settled'] }) kind: string;
  @ApiProperty({ enum: ['open', 'booked', 'rejected', 'timed-out', 'withdrawn'] }) state: string;
  @ApiProperty() tries: number;
  @ApiProperty({ type: String, format: 'date' }) answerBy: string;
}

export class ListingAnswer {
  @ApiProperty({ description: 'Whether the loan is listed as overdue' }) listed: boolean;
  @ApiProperty({ type: String, format: 'date' }) since: string;
  @ApiProperty({ type: String, format: 'date', description: 'The first day on which it may be of the first class' })
  classOneFrom: string;
}

export class PlanAnswer {
  @ApiProperty() planId: string;
  @ApiProperty({ nullable: true, type: String }) roundId: string | null;
  @ApiProperty({ nullable: true, type: String }) offerId: string | null;
  @ApiProperty({ type: [String], example: ['spread'] }) kinds: readonly string[];
  @ApiProperty({ example: 'active' }) state: string;
  @ApiProperty({ example: 'CNY' }) currency: string;
  @ApiProperty({ type: String, format: 'date' }) acceptedOn: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) activeFrom: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) endedOn: string | null;
  @ApiProperty({ nullable: true, type: String }) disclosureId: string | null;
  @ApiProperty({ nullable: true, type: String, example: 'T2' }) tier: string | null;
  @ApiProperty({ type: PlanAskAnswer, nullable: true }) request: PlanAskAnswer | null;
  @ApiProperty({ type: [PlanRowAnswer] }) rows: readonly PlanRowAnswer[];
  @ApiProperty({ type: DifferenceAnswer, nullable: true }) difference: DifferenceAnswer | null;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Of a hardship fund' })
  proofDueOn: string | null;
  @ApiProperty({
    type: ListingAnswer,
    nullable: true,
    description:
      'Where the law says when a loan whose instalments were agreed is listed as overdue, as Taiwan’s does; null for others, and when the plan has ended long ago',
  })
  listing: ListingAnswer | null;
}

const TAKES = ['ledger', 'ask-again'] as const;

export class SettleDifferenceDto {
  @ApiProperty({ enum: TAKES }) @IsIn(TAKES) take: (typeof TAKES)[number];
  @ApiPropertyOptional({ description: 'With `ledger`: the disclosureId of the difference, as it was acknowledged' })
  @IsOptional()
  @IsId()
  disclosureId?: string;
  @ApiProperty({ example: 'borrower-agreed' }) @IsCode() because: string;
}

export class FundProofDto {
  @ApiProperty({ description: 'Of the document, as it was given and verified', example: 'a'.repeat(64) })
  @Matches(/^[0-9a-f]{64}$/, { message: '$property must be a SHA-256 in hex' })
  sha256: string;
  @ApiProperty() @IsBoolean() accepted: boolean;
}

const DECISIONS = ['let-be', 'end'] as const;

export class FundDecisionDto {
  @ApiProperty({ enum: DECISIONS }) @IsIn(DECISIONS) decision: (typeof DECISIONS)[number];
  @ApiProperty({ example: 'flood-took-the-papers' }) @IsCode() because: string;
}

export class PlanStateAnswer {
  @ApiProperty() planId: string;
  @ApiProperty({ example: 'active' }) state: string;
  @ApiProperty({ nullable: true, type: String }) requestId: string | null;
}
