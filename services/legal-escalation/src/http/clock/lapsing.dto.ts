import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Matches, Max, Min } from 'class-validator';
import { IsDay } from '../loan/texts.js';

const MOST = 1_000;

export class LapsingQuery {
  @ApiProperty({ format: 'date', example: '2026-12-31' }) @IsDay() until: string;
  @ApiPropertyOptional({ description: 'Where the last page ended: its `next`' })
  @IsOptional()
  @IsString()
  @Matches(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\/.{1,128}$/, {
    message: 'after must be what the last page gave',
  })
  after?: string;
  @ApiPropertyOptional({ default: 100, maximum: MOST })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MOST)
  limit?: number;
}

export class LapsingLoanAnswer {
  @ApiProperty({ example: 'demo:L-000001' }) loanId: string;
  @ApiProperty({ format: 'date' }) nextDate: string;
  @ApiProperty({ description: 'The calendar of that year is not announced: it may be a later day' })
  provisional: boolean;
  @ApiProperty({ type: String, nullable: true }) caseId: string | null;
}

export class LapsingAnswer {
  @ApiProperty({ type: [LapsingLoanAnswer] }) loans: readonly LapsingLoanAnswer[];
  @ApiProperty({ type: String, nullable: true, description: 'Null where nothing follows' }) next: string | null;
}
