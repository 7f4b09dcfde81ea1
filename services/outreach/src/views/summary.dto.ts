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

export class DecisionCountAnswer {
  @ApiProperty() channel: string;
  @ApiProperty({ enum: ['allowed', 'refused', 'lapsed', 'returned'] }) outcome: string;
  @ApiProperty() count: number;
}

export class NoticeCountAnswer {
  @ApiProperty() channel: string;
  @ApiProperty() state: string;
  @ApiProperty() count: number;
}

export class SummaryAnswer {
  @ApiProperty({ type: String, format: 'date' }) on: CalendarDate;
  @ApiProperty({ type: String, format: 'date', nullable: true }) openDay: CalendarDate | null;
  @ApiProperty({ type: [DecisionCountAnswer] }) decisions: readonly DecisionCountAnswer[];
  @ApiProperty({ type: [CountedAnswer], description: 'By rule; one that was refused by several counts at each' })
  refusals: readonly CountedAnswer[];
  @ApiProperty({ type: [NoticeCountAnswer] }) notices: readonly NoticeCountAnswer[];
  @ApiProperty({ type: [CountedAnswer], description: 'Parts of all promises, by what has become of them' })
  promises: readonly CountedAnswer[];
}
