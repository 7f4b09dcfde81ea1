import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsISO8601, IsOptional, IsString, Length, Matches, Max, Min } from 'class-validator';
import { IsPlain } from '../plain.js';

const CHANNELS = [
  'sms',
  'email',
  'call',
  'robot-call',
  'letter',
  'visit',
  'agency-call',
  'agency-visit',
  'agency-message',
] as const;
const PURPOSES = ['collection', 'reminder', 'statutory-notice', 'reply', 'service'] as const;
const ROLES = ['borrower', 'co-borrower', 'guarantor', 'contact', 'representative'] as const;
const ID = /^[a-z0-9][a-z0-9-]{0,31}:[^\s:][^\p{Cc}\p{Cs}]{0,127}$/u;

export class AskDto {
  @ApiProperty({ example: 'demo:L-000001' })
  @Matches(ID, { message: 'loan must be written as tenant:loan' })
  loan: string;
  @ApiProperty({ example: 'demo:P-000001' })
  @Matches(ID, { message: 'person must be written as tenant:party' })
  person: string;
  @ApiProperty({ enum: ROLES, description: 'What the person is to the loan' })
  @IsIn(ROLES)
  role: (typeof ROLES)[number];
  @ApiProperty({ enum: CHANNELS }) @IsIn(CHANNELS) channel: (typeof CHANNELS)[number];
  @ApiProperty({ enum: PURPOSES }) @IsIn(PURPOSES) purpose: (typeof PURPOSES)[number];
  @ApiPropertyOptional({ description: 'The contact point; the best one that is allowed where none is named' })
  @IsOptional()
  @IsString()
  @Length(1, 128)
  @IsPlain()
  point?: string;
  @ApiPropertyOptional({ description: 'How many go on a visit' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(9)
  visitors?: number;
  @ApiPropertyOptional({ description: 'Whether it is recorded' }) @IsOptional() @IsBoolean() recording?: boolean;
  @ApiPropertyOptional({ description: 'The template or script that is used' })
  @IsOptional()
  @IsString()
  @Length(1, 128)
  @IsPlain()
  template?: string;
}

export class AskedAnswer {
  @ApiProperty() decisionId: string;
  @ApiProperty({ enum: ['allowed', 'refused'] }) outcome: string;
  @ApiProperty({ type: [String], description: 'The rules that object, by their ids' }) rules: readonly string[];
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) nextAllowedAt: string | null;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Until when the contact may be made; it counts as made until it is given back',
  })
  reservedUntil: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Its value is asked of the vault, with this decision' })
  point: string | null;
}

const OUTCOMES = ['used', 'returned'] as const;

export class GiveBackDto {
  @ApiProperty({ example: 'demo:P-000001' })
  @Matches(ID, { message: 'person must be written as tenant:party' })
  person: string;
  @ApiProperty({ enum: OUTCOMES, description: 'returned: it was not made, and counts no longer' })
  @IsIn(OUTCOMES)
  outcome: (typeof OUTCOMES)[number];
  @ApiPropertyOptional({ format: 'date-time', description: 'When it was made; needed where it was' })
  @IsOptional()
  @IsISO8601({ strict: true })
  at?: string;
  @ApiPropertyOptional() @IsOptional() @IsBoolean() answered?: boolean;
  @ApiPropertyOptional() @IsOptional() @IsBoolean() conversation?: boolean;
  @ApiPropertyOptional({ description: 'The outcome code' })
  @IsOptional()
  @IsString()
  @Length(1, 64)
  @IsPlain()
  code?: string;
}

export class GivenBackAnswer {
  @ApiProperty() decisionId: string;
  @ApiProperty({ enum: ['taken', 'duplicate'] }) outcome: string;
}

export class ContactsQuery {
  @ApiPropertyOptional({ example: 'demo:L-000001' })
  @IsOptional()
  @Matches(ID, { message: 'loan must be written as tenant:loan' })
  loan?: string;
  @ApiPropertyOptional({ example: 'demo:P-000001' })
  @IsOptional()
  @Matches(ID, { message: 'person must be written as tenant:party' })
  person?: string;
  @ApiPropertyOptional({ default: 100 }) @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(500) limit?: number;
}

export class DecisionAnswer {
  @ApiProperty() decisionId: string;
  @ApiProperty() contactId: string;
  @ApiProperty() loanId: string;
  @ApiProperty() personId: string;
  @ApiProperty() role: string;
  @ApiProperty({ enum: CHANNELS }) channel: string;
  @ApiProperty({ enum: PURPOSES }) purpose: string;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Who makes it, by kind and id' })
  collector: object;
  @ApiProperty({ enum: ['allowed', 'refused', 'lapsed', 'returned'] }) outcome: string;
  @ApiProperty({ type: [String] }) rules: readonly string[];
  @ApiProperty({ type: String, nullable: true }) pointId: string | null;
  @ApiProperty({ format: 'date-time' }) plannedFor: Date;
  @ApiProperty({ type: Date, nullable: true }) nextAllowedAt: Date | null;
  @ApiProperty({ type: Date, nullable: true }) reservedUntil: Date | null;
  @ApiProperty({ format: 'date-time' }) decidedAt: Date;
  @ApiProperty({ format: 'date' }) businessDate: string;
  @ApiProperty({ type: [Object], description: 'The packs that applied, with their versions' }) packs: readonly object[];
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Every fact that a rule looked at' })
  inputs: object;
  @ApiProperty() inputsHash: string;
}

export class DecisionsAnswer {
  @ApiProperty({ type: [DecisionAnswer] }) contacts: readonly DecisionAnswer[];
}
