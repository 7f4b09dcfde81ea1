import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsISO8601, IsOptional, Matches, MaxLength } from 'class-validator';
import type { CalendarDate } from '@mora/kernel';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const says = { message: 'must be a date (YYYY-MM-DD)' };

/** Which day is asked about, and by what was known when. */
export class AsOfQuery {
  @ApiPropertyOptional({ format: 'date', description: 'The day asked about; else the last closed day' })
  @IsOptional()
  @Matches(DAY, says)
  @IsISO8601({ strict: true }, says)
  asOf?: CalendarDate;

  @ApiPropertyOptional({
    format: 'date',
    description: 'By what was known at the close of this day; else by all that is known',
  })
  @IsOptional()
  @Matches(DAY, says)
  @IsISO8601({ strict: true }, says)
  knownOn?: CalendarDate;
}

export class BucketsQuery extends AsOfQuery {
  @ApiPropertyOptional({ description: 'A bucket table or a class scheme that is active; else the primary table' })
  @IsOptional()
  @MaxLength(64)
  table?: string;
}

export class TransitionsQuery {
  @ApiPropertyOptional({ format: 'date', required: true, description: 'The day from which loans are followed' })
  @Matches(DAY, says)
  @IsISO8601({ strict: true }, says)
  from: CalendarDate;

  @ApiPropertyOptional({ format: 'date', required: true, description: 'The day on which they are looked at again' })
  @Matches(DAY, says)
  @IsISO8601({ strict: true }, says)
  to: CalendarDate;

  @ApiPropertyOptional({
    format: 'date',
    description: 'By what was known at the close of this day; else by all that is known',
  })
  @IsOptional()
  @Matches(DAY, says)
  @IsISO8601({ strict: true }, says)
  knownOn?: CalendarDate;

  @ApiPropertyOptional({ description: 'A bucket table or a class scheme that is active; else the primary table' })
  @IsOptional()
  @MaxLength(64)
  table?: string;
}
