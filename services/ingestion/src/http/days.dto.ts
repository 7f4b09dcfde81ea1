import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Length, Matches } from 'class-validator';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const STATES = ['not-opened', 'open', 'closing', 'day-incomplete', 'closed'] as const;
const aDay = { type: String, format: 'date', example: '2005-09-30' };

export type DayState = (typeof STATES)[number];

export class CloseDayDto {
  @ApiProperty({
    example: 'the ledger is down for good',
    description: 'Why the day is closed though its sources do not agree; it is kept for the auditor',
  })
  @IsString()
  @Length(8, 1000)
  reason: string;

  @ApiPropertyOptional({ format: 'date', description: 'Closes every day up to this one as well' })
  @IsOptional()
  @Matches(DAY, { message: 'through must be a day (YYYY-MM-DD)' })
  through?: string;
}

export class DaysQueryDto {
  @ApiPropertyOptional({ format: 'date', description: 'The day that is asked about; the open one where none is named' })
  @IsOptional()
  @Matches(DAY, { message: 'date must be a day (YYYY-MM-DD)' })
  date?: string;
}

export class TotalAnswer {
  @ApiProperty({ example: 'CNY' }) currency: string;
  @ApiProperty({ example: '1000.00' }) amount: string;
}

export class FiguresAnswer {
  @ApiProperty() records: number;
  @ApiProperty({ type: [TotalAnswer] }) totals: readonly TotalAnswer[];
}

export class SourceAnswer {
  @ApiProperty({ example: 'simulated-bank' }) source: string;
  @ApiPropertyOptional({ description: 'Of its topic, for a source that closes each by itself' }) partition?: number;
  @ApiProperty({
    enum: ['agrees', 'differs', 'missing', 'skipped', 'too-long'],
    description: 'skipped: it has closed a later day, and this one not; too-long: it closes more days than was agreed',
  })
  state: string;
  @ApiPropertyOptional({ ...aDay, description: 'The first day that its close covers' }) from?: string;
  @ApiPropertyOptional({ ...aDay, description: 'The last' }) through?: string;
  @ApiPropertyOptional() declared?: FiguresAnswer;
  @ApiPropertyOptional() counted?: FiguresAnswer;
  @ApiPropertyOptional({ description: 'Declared and not counted; negative where more has come' })
  missing?: FiguresAnswer;
}

export class DayAnswer {
  @ApiProperty({ ...aDay, nullable: true }) openDay: string | null;
  @ApiProperty({ ...aDay, nullable: true }) day: string | null;
  @ApiProperty({ enum: STATES }) state: DayState;
  @ApiProperty({ type: [SourceAnswer], description: 'Those of your tenant that are waited for' })
  sources: readonly SourceAnswer[];
}

export class ClosedAnswer {
  @ApiProperty({ type: [String], format: 'date', example: ['2005-09-30'] }) closed: readonly string[];
  @ApiProperty({ ...aDay, example: '2005-10-01', nullable: true }) openDay: string | null;
}

export class DayActionsQueryDto {
  @ApiPropertyOptional({ type: String, description: 'The last id of the page before' })
  @IsOptional()
  @Matches(/^\d{1,18}$/, { message: 'before must be the id of an action, a number' })
  before?: string;
}

export class DayActionAnswer {
  @ApiProperty({ example: '3' }) id: string;
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({ example: 'wang', description: 'Who did it' }) actor: string;
  @ApiProperty(aDay) day: string;
  @ApiProperty({ enum: ['close'] }) action: string;
  @ApiProperty({ example: 'the ledger is down for good' }) reason: string;
  @ApiProperty({ type: [SourceAnswer], description: 'How your tenant’s sources stood at that moment' })
  sources: readonly Readonly<{ source: string; state: string }>[];
}

export class DayActionsAnswer {
  @ApiProperty({ type: [DayActionAnswer] }) actions: readonly DayActionAnswer[];
}
