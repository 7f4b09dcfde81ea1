import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Length, Matches } from 'class-validator';

export class GapsQueryDto {
  @ApiPropertyOptional({ description: 'The last loan of the page before' })
  @IsOptional()
  @IsString()
  @Length(1, 200)
  after?: string;
}

export class SkipGapDto {
  @ApiProperty({ example: 'demo:L-000001', description: 'The loan, as `tenant:loan`' })
  @Matches(/^[^:]+:.+$/, { message: 'loan must be written as tenant:loan' })
  @Length(3, 200)
  loan: string;

  @ApiProperty({ description: 'Why the missing records are given up; it is kept for the auditor' })
  @IsString()
  @Length(8, 1000)
  reason: string;
}
