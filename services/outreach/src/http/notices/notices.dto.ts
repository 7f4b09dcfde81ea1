import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsISO8601, IsOptional, Matches, Max, Min } from 'class-validator';

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

const FOUND = ['sent', 'failed', 'delivered'] as const;

export class SettleNoticeDto {
  @ApiProperty({ enum: FOUND, description: 'Whether it went out; of a letter that it has arrived' })
  @IsIn(FOUND)
  outcome: (typeof FOUND)[number];
  @ApiPropertyOptional({ description: 'When a letter has arrived; now where it is not said' })
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true })
  at?: string;
  @ApiPropertyOptional({ example: 'post-office/2026/8812', description: 'Where its proof is kept; not for `failed`' })
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
