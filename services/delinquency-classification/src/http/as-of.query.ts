import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsISO8601, IsOptional, Matches, MaxLength } from 'class-validator';
import type { CalendarDate } from '@mora/kernel';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
// The page fills an example into the form, which would then ask about that day: what may be left out has none.
const aDay = { type: String, format: 'date' };
const says = { message: 'must be a date (YYYY-MM-DD)' };

/** Which day is asked about, and by what was known when. */
export class AsOfQuery {
  @ApiPropertyOptional({ ...aDay, description: 'The day asked about, such as 2005-09-30; else the last closed day' })
  @IsOptional()
  @Matches(DAY, says)
  @IsISO8601({ strict: true }, says)
  asOf?: CalendarDate;

  @ApiPropertyOptional({
    ...aDay,
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
  @ApiProperty({ ...aDay, example: '2005-08-31', description: 'The day from which loans are followed' })
  @Matches(DAY, says)
  @IsISO8601({ strict: true }, says)
  from: CalendarDate;

  @ApiProperty({ ...aDay, example: '2005-09-30', description: 'The day on which they are looked at again' })
  @Matches(DAY, says)
  @IsISO8601({ strict: true }, says)
  to: CalendarDate;

  @ApiPropertyOptional({
    ...aDay,
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
