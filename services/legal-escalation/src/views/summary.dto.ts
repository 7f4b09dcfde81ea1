import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsISO8601, IsOptional, Matches } from 'class-validator';
import type { CalendarDate } from '@mora/kernel';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const says = { message: 'must be a date (YYYY-MM-DD)' };

export class SummaryQuery {
  @ApiPropertyOptional({ type: String, format: 'date', description: 'The business day; else the one that is open' })
  @IsOptional()
  @Matches(DAY, says)
  @IsISO8601({ strict: true }, says)
  on?: CalendarDate;
}

export class CountedAnswer {
  @ApiProperty() name: string;
  @ApiProperty() count: number;
}

export class SummaryAnswer {
  @ApiProperty({ type: String, format: 'date' }) on: CalendarDate;
  @ApiProperty({ type: String, format: 'date', nullable: true }) openDay: CalendarDate | null;
  @ApiProperty({ type: [CountedAnswer], description: 'Of the day, by what happened to a loan' })
  course: readonly CountedAnswer[];
  @ApiProperty({ type: [CountedAnswer], description: 'Loans with an open case, by its stage' })
  stages: readonly CountedAnswer[];
  @ApiProperty({ type: [CountedAnswer], description: 'What people have to do, by its kind' })
  work: readonly CountedAnswer[];
}
