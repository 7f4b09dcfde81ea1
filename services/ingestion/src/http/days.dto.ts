import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Length, Matches } from 'class-validator';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export class CloseDayDto {
  @ApiProperty({ description: 'Why the day is closed though its sources do not agree; it is kept for the auditor' })
  @IsString()
  @Length(8, 1000)
  reason: string;

  @ApiPropertyOptional({ example: '2005-09-30', description: 'Closes every day up to this one as well' })
  @IsOptional()
  @Matches(DAY, { message: 'through must be a day (YYYY-MM-DD)' })
  through?: string;
}

export class DaysQueryDto {
  @ApiPropertyOptional({ description: 'The day that is asked about; the open one where none is named' })
  @IsOptional()
  @Matches(DAY, { message: 'date must be a day (YYYY-MM-DD)' })
  date?: string;
}
