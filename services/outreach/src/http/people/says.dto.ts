import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsBoolean,
  IsIn,
  IsISO8601,
  IsOptional,
  IsString,
  Length,
  Matches,
  ValidateIf,
} from 'class-validator';
import { CODE, WhoDto } from './promises.dto.js';
import { IsPlain } from '../plain.js';

const KINDS = [
  'opt-out',
  'opt-in',
  'dispute',
  'complaint',
  'hardship',
  'wrong-person',
  'question',
  'vulnerability',
  'vulnerability-over',
  'cease',
] as const;
const CHANNELS = [
  'all',
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
const DISPUTES = ['amount', 'identity', 'fraud', 'other'] as const;
const FLAGS = ['vulnerable', 'deceased', 'incapacity', 'bankrupt', 'moratorium', 'represented'] as const;
const OUTCOMES = ['upheld', 'rejected', 'withdrawn', 'answered', 'settled', 'ended'] as const;

const onlyOf = (...kinds: readonly (typeof KINDS)[number][]) => ValidateIf(({ says }: SayDto) => kinds.includes(says));

export class SayDto extends WhoDto {
  @ApiProperty({ enum: KINDS }) @IsIn(KINDS) says: (typeof KINDS)[number];
  @ApiPropertyOptional({ enum: CHANNELS, description: 'Of an opt-out: from which channel' })
  @onlyOf('opt-out', 'opt-in')
  @IsIn(CHANNELS)
  channel?: (typeof CHANNELS)[number];
  @ApiPropertyOptional({ enum: DISPUTES, description: 'Of a dispute: what is not so' })
  @onlyOf('dispute')
  @IsIn(DISPUTES)
  about?: (typeof DISPUTES)[number];
  @ApiPropertyOptional({ description: 'Of a dispute: whether it came in writing' })
  @IsOptional()
  @IsBoolean()
  written?: boolean;
  @ApiPropertyOptional({ description: 'Of a complaint: the firm that it is about; else it is about the bank' })
  @IsOptional()
  @Matches(CODE, { message: 'agency must be a code' })
  agency?: string;
  @ApiPropertyOptional({
    description: 'A code: what a complaint, a question or a hardship is about',
    example: 'job-loss',
  })
  @onlyOf('complaint', 'question', 'hardship')
  @Matches(CODE, { message: 'topic must be a code' })
  topic?: string;
  @ApiPropertyOptional({ description: 'The contact point that is somebody else’s' })
  @onlyOf('wrong-person')
  @IsString()
  @Length(1, 128)
  @IsPlain()
  point?: string;
  @ApiPropertyOptional({
    enum: FLAGS,
    isArray: true,
    description: 'What follows from it; never what somebody suffers from',
  })
  @onlyOf('vulnerability', 'vulnerability-over')
  @IsIn(FLAGS, { each: true })
  @ArrayMinSize(1)
  @ArrayMaxSize(FLAGS.length)
  effects?: (typeof FLAGS)[number][];
}

export class CloseSayDto {
  @ApiProperty({ enum: OUTCOMES }) @IsIn(OUTCOMES) outcome: (typeof OUTCOMES)[number];
  @ApiPropertyOptional({
    format: 'date',
    description:
      'When proof of a disputed debt was sent by another way; needed to reject a written one without `verification`',
  })
  @IsOptional()
  @IsISO8601({ strict: true })
  @Length(10, 10)
  verificationSentOn?: string;
}

const TEXT_PURPOSES = ['case-work', 'complaint', 'subject-access'] as const;

export class SayTextDto {
  @ApiProperty({ enum: TEXT_PURPOSES, description: 'What for; it is kept with who asked' })
  @IsIn(TEXT_PURPOSES)
  purpose: (typeof TEXT_PURPOSES)[number];
  @ApiProperty({ description: 'What it belongs to: for case work, the case' })
  @IsString()
  @Length(1, 128)
  @IsPlain()
  reference: string;
}

export class SayTextAnswer {
  @ApiProperty({ description: 'As the person wrote it' }) text: string;
}

export class SayAnswer {
  @ApiProperty({ description: 'Of the like that was open already, if there was one' }) sayId: string;
}

export class SayRowDto {
  @ApiProperty() sayId: string;
  @ApiProperty() loanId: string;
  @ApiProperty() personId: string;
  @ApiProperty({ enum: KINDS }) kind: string;
  @ApiProperty() about: string;
  @ApiProperty() via: string;
  @ApiProperty({ enum: ['open', 'closed'] }) state: string;
  @ApiProperty({ format: 'date-time' }) openedAt: Date;
  @ApiProperty({ type: Date, nullable: true }) dueAt: Date | null;
  @ApiProperty({ type: Date, nullable: true }) closedAt: Date | null;
  @ApiProperty({ type: String, nullable: true }) outcome: string | null;
}

export class SaysAnswer {
  @ApiProperty({ type: [SayRowDto] }) says: readonly SayRowDto[];
}
