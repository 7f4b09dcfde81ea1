import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { ProofDto } from '../clock/limitation.dto.js';
import { IsAmount } from '../loan/amounts.js';
import { BecauseDto } from '../loan/holds.dto.js';
import { IsCode, IsId } from '../loan/texts.js';
import { KINDS } from '../proceedings/proceedings.dto.js';

export const STRATEGIES = [...KINDS, 'settlement', 'wait', 'sale', 'write-off'] as const;
export const CHECKED = ['yes', 'no', 'unknown', 'na'] as const;
export const PAPERS = [
  'contract',
  'amendment',
  'disbursement',
  'guarantee',
  'collateral',
  'id',
  'assignment',
  'notarised-instrument',
  'security',
  'execution-certificate',
  'other',
] as const;
export const OUTCOMES = [
  'paid',
  'settled',
  'enforced',
  'unenforceable',
  'sold',
  'written-off',
  'withdrawn',
  'lost',
  'time-barred',
  'bankrupt',
] as const;
export const STAGES = [
  'evaluation',
  'decided',
  'court',
  'judged',
  'enforcing',
  'settling',
  'ended-round',
  'disposal',
] as const;
const MOST_CASES = 500;
const MOST_REASONS = 20;
const MOST_CHARACTERS = 200;
/** A milder way, and in plain small words why it does not do: neither names nor numbers of people. */
const REASON = /^[a-z][a-z-]*:( [a-z][a-z-]*)+$/;

export class OpenDto {
  @ApiPropertyOptional({ example: 'supervisor-asks', description: 'A code; `by-hand` where none is said' })
  @IsOptional()
  @IsCode()
  because?: string;
}

export class AssignDto {
  @ApiProperty({ example: 'l-1', description: 'A staff id' }) @IsId() lawyer: string;
}

export class CheckDto {
  @ApiProperty({ example: 'contract', description: 'One of the items of the policy' }) @IsCode() item: string;
  @ApiProperty({ enum: CHECKED }) @IsIn(CHECKED) state: (typeof CHECKED)[number];
  @ApiPropertyOptional({ type: ProofDto }) @IsOptional() @ValidateNested() @Type(() => ProofDto) proof?: ProofDto;
}

export class PaperKeptDto {
  @ApiProperty({ enum: PAPERS }) @IsIn(PAPERS) kind: (typeof PAPERS)[number];
  @ApiProperty({ description: 'Where the paper lies; never the paper' }) @IsId() id: string;
  @ApiProperty({ description: 'Of its bytes' })
  @Matches(/^[0-9a-f]{64}$/, { message: 'sha256 must be 64 hex digits' })
  sha256: string;
}

export class EvaluateDto extends BecauseDto {
  @ApiProperty({ enum: STRATEGIES }) @IsIn(STRATEGIES) strategy: (typeof STRATEGIES)[number];
  @ApiProperty({ example: '50000.00' }) @IsAmount() expectedRecovery: string;
  @ApiProperty({ example: '3000.00' }) @IsAmount() expectedCost: string;
  @ApiProperty({
    type: [String],
    example: ['settlement: refused twice'],
    description: 'Why each milder way does not do: its name, and why in small words',
  })
  @IsArray()
  @ArrayMaxSize(MOST_REASONS)
  @ArrayUnique()
  @MaxLength(MOST_CHARACTERS, { each: true })
  @Matches(REASON, { each: true, message: 'lessHarmful must be written as way: why in small words' })
  lessHarmful: string[];
}

export class CloseDto extends BecauseDto {
  @ApiProperty({ enum: OUTCOMES }) @IsIn(OUTCOMES) outcome: (typeof OUTCOMES)[number];
}

export class ClaimDto {
  @ApiPropertyOptional({ default: false, description: 'All of the principal is claimed, not only what is overdue' })
  @IsOptional()
  @IsBoolean()
  accelerated?: boolean;
}

export class CasesQuery {
  @ApiPropertyOptional({ example: 'l-1', description: 'Who has them' }) @IsOptional() @IsId() lawyer?: string;
  @ApiPropertyOptional({ enum: STAGES }) @IsOptional() @IsIn(STAGES) stage?: (typeof STAGES)[number];
  @ApiPropertyOptional({ description: 'What the page before has named as next' }) @IsOptional() @IsId() after?: string;
  @ApiPropertyOptional({ default: 100 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MOST_CASES)
  limit?: number;
}
