import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { IsCode, IsId } from '../loan/texts.js';

export class AsksQuery {
  @ApiPropertyOptional({ type: String, description: 'The position of the last one that was read', example: '0' })
  @IsOptional()
  @Matches(/^\d{1,18}$/, { message: '$property must be a position' })
  after?: string;
  @ApiPropertyOptional({ default: 100 }) @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(1_000) limit?: number;
}

export class AskAnswer {
  @ApiProperty({ type: String }) position: string;
  @ApiProperty() requestId: string;
  @ApiProperty({ example: 'demo:L-000001' }) loan: string;
  @ApiProperty() planId: string;
  @ApiProperty({ enum: ['reschedule', 'settle', 'fund', 'close-settled', 'withdrawn'] }) type: string;
  @ApiProperty({ enum: ['open', 'booked', 'rejected', 'timed-out', 'withdrawn', 'told'] }) state: string;
  @ApiProperty({ type: String, format: 'date' }) askedOn: string;
  @ApiProperty({ type: String, format: 'date' }) answerBy: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) answeredOn: string | null;
  @ApiProperty({ type: String, nullable: true }) reason: string | null;
  @ApiProperty({ type: Object, description: 'As the event `mora.ledger-request.<type>.v1` has it' }) body: object;
}

export class AsksAnswer {
  @ApiProperty({ type: [AskAnswer] }) requests: readonly AskAnswer[];
  @ApiProperty({ type: String, description: 'Ask on from here' }) next: string;
}

const OUTCOMES = ['accepted', 'rejected'] as const;

export class AnswerRequestDto {
  @ApiProperty({
    enum: OUTCOMES,
    description: 'Of a new schedule and of a settlement only `rejected`: what accepts them is a record of the ledger',
  })
  @IsIn(OUTCOMES)
  outcome: (typeof OUTCOMES)[number];
  @ApiPropertyOptional({ example: 'product-locked' }) @IsOptional() @IsCode() reason?: string;
  @ApiProperty({ example: 'BK-20260310-17', description: 'Under which the ledger has it' }) @IsId() reference: string;
}

export class AnsweredAnswer {
  @ApiProperty() requestId: string;
}
