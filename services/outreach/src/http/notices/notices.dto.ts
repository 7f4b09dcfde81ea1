import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';

const LOAN = /^[a-z0-9][a-z0-9-]{0,31}:[^\s:][^\p{Cc}\p{Cs}]{0,127}$/u;
const STATES = ['planned', 'claimed', 'sent', 'delivered', 'failed', 'unknown', 'lapsed', 'withdrawn'] as const;

export class NoticesQuery {
  @ApiPropertyOptional({ example: 'demo:L-000001' })
  @IsOptional()
  @Matches(LOAN, { message: 'loan must be written as tenant:loan' })
  loan?: string;
  @ApiPropertyOptional({ enum: STATES }) @IsOptional() @IsIn(STATES) state?: (typeof STATES)[number];
  @ApiPropertyOptional({ minimum: 1, maximum: 500 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(500)
  limit?: number;
}

export class NoticeAnswer {
  @ApiProperty() noticeId: string;
  @ApiProperty() loan: string;
  @ApiProperty() person: string;
  @ApiProperty() decisionId: string;
  @ApiProperty() channel: string;
  @ApiProperty() purpose: string;
  @ApiProperty({ type: String, nullable: true }) step: string | null;
  @ApiProperty({ enum: STATES }) state: string;
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true, description: 'Which words were used' })
  template: object | null;
  @ApiProperty({ type: String, nullable: true }) provider: string | null;
  @ApiProperty({ type: String, nullable: true }) providerRef: string | null;
  @ApiProperty({ type: String, nullable: true }) requestId: string | null;
  @ApiProperty() plannedAt: string;
  @ApiProperty({ type: String, nullable: true }) claimedAt: string | null;
  @ApiProperty({ type: String, nullable: true }) doneAt: string | null;
  @ApiProperty({ type: String, nullable: true }) reason: string | null;
  @ApiProperty({ type: String, nullable: true }) proofHash: string | null;
}

export class NoticesAnswer {
  @ApiProperty({ type: [NoticeAnswer] }) notices: NoticeAnswer[];
}

export class SettleNoticeDto {
  @ApiProperty({ enum: ['sent', 'failed'], description: 'Whether it went out' })
  @IsIn(['sent', 'failed'])
  outcome: 'sent' | 'failed';
  @ApiPropertyOptional({ example: 'post-office/2026/8812', description: 'Where its proof is kept; needed for `sent`' })
  @IsOptional()
  @Matches(/^[\x21-\x7e]{1,128}$/, { message: 'proof must be a reference of at most 128 characters' })
  proof?: string;
  @ApiProperty({ example: 'receipt-found' })
  @Matches(/^[a-z0-9][a-z0-9-]{0,63}$/, { message: 'because must be a code' })
  because: string;
}

export class NoticeTextAnswer {
  @ApiProperty() noticeId: string;
  @ApiProperty({ description: 'The words as they were written' }) text: string;
}
