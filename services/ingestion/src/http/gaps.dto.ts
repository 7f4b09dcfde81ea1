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

  @ApiProperty({
    example: 'the ledger has lost it',
    description: 'Why the missing records are given up; it is kept for the auditor',
  })
  @IsString()
  @Length(8, 1000)
  reason: string;
}

export class WaitingAnswer {
  @ApiProperty({ description: 'The number of the first that waits' }) from: number;
  @ApiProperty({ description: 'The number of the last' }) to: number;
  @ApiProperty() records: number;
}

export class GapAnswer {
  @ApiProperty({ example: 'demo:L-000001' }) loan: string;
  @ApiProperty({ example: 'simulated-bank' }) source: string;
  @ApiProperty({ type: Number, nullable: true, description: 'The last number that was taken' })
  lastTaken: number | null;
  @ApiProperty() waiting: WaitingAnswer;
  @ApiProperty({ format: 'date', example: '2006-01-05', description: 'The day that was open when it was found' })
  since: string;
  @ApiProperty({ description: 'It lasts longer than was agreed with the source' }) expired: boolean;
}

export class GapsAnswer {
  @ApiProperty({ type: [GapAnswer] }) gaps: readonly GapAnswer[];
}

export class SkippedAnswer {
  @ApiProperty({ example: 'demo:L-000001' }) loan: string;
  @ApiProperty({ enum: ['skipped', 'skipped before'] }) outcome: string;
}
