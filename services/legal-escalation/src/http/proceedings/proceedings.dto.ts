import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsISO8601,
  IsOptional,
  Matches,
  ValidateNested,
} from 'class-validator';
import { WithProofDto } from '../clock/limitation.dto.js';
import { IsAmount } from '../loan/amounts.js';
import { IsCode, IsDay, IsId } from '../loan/texts.js';

export const KINDS = [
  'payment-order',
  'small-claims',
  'simplified',
  'ordinary',
  'notarised',
  'collateral',
  'preservation',
  'tw-preservation',
  'tw-payment-order',
  'tw-mediation',
  'tw-small-claims',
  'tw-simplified',
  'tw-ordinary',
] as const;
/** What a court asks a fee for beside: to enforce what came of a procedure, under each law. */
export const ENFORCING = { enforcement: 'CN', 'tw-enforcement': 'TW' } as const;
export const FEE_KINDS = [...KINDS, 'enforcement', 'tw-enforcement'] as const;
const AGAINST = ['debtor', 'guarantor', 'all'] as const;
const ENDED = ['held', 'adjourned', 'debtor-absent', 'bank-absent'] as const;
const DAY_COUNTS = ['ACT_360', 'ACT_365F'] as const;
const MOST_PARTS = 200;

export class FileDto {
  @ApiProperty({ enum: KINDS }) @IsIn(KINDS) kind: (typeof KINDS)[number];
  @ApiProperty({ example: 'demo-basic', description: 'One of the courts that the bank has entered' })
  @IsCode()
  court: string;
  @ApiProperty({ description: 'The claim as of yesterday' }) @IsId() sheetId: string;
  @ApiProperty({ description: 'The evidence for it' }) @IsId() bundleId: string;
  @ApiProperty({ description: 'The period inside which it is filed' }) @IsId() clockId: string;
  @ApiPropertyOptional({ enum: AGAINST, default: 'debtor' })
  @IsOptional()
  @IsIn(AGAINST)
  against?: (typeof AGAINST)[number];
  @ApiPropertyOptional({ description: 'The debtor is in the country', default: false })
  @IsOptional()
  @IsBoolean()
  domestic?: boolean;
  @ApiPropertyOptional({ description: 'The debtor can be served', default: false })
  @IsOptional()
  @IsBoolean()
  reachable?: boolean;
  @ApiPropertyOptional({ description: 'Both sides have agreed to the way', default: false })
  @IsOptional()
  @IsBoolean()
  agreed?: boolean;
}

export class StepDto extends WithProofDto {
  @ApiProperty({ example: 'docketed', description: 'One of the outcomes of the step at which it stands' })
  @IsCode()
  outcome: string;
  @ApiProperty({ format: 'date', description: 'When it happened; told later it counts from that day' })
  @IsDay()
  on: string;
}

export class WithdrawDto extends WithProofDto {
  @ApiProperty({ format: 'date' }) @IsDay() on: string;
  @ApiProperty({ example: 'debtor-pays' }) @IsCode() because: string;
}

export class HearingDto {
  @ApiProperty({ example: '2026-09-02T01:30:00Z', description: 'An instant with its zone' })
  @IsISO8601({ strict: true })
  @Matches(/T.*(Z|[+-]\d{2}:\d{2})$/, { message: 'at must be an instant with its zone' })
  at: string;
  @ApiPropertyOptional({ description: 'Where it has been moved: the hearing that it was' })
  @IsOptional()
  @IsId()
  hearingId?: string;
}

export class HearingOutcomeDto {
  @ApiProperty({ enum: ENDED }) @IsIn(ENDED) outcome: (typeof ENDED)[number];
}

export class JudgmentPartDto {
  @ApiProperty({ example: '49693.13' }) @IsAmount() amount: string;
  @ApiProperty({ format: 'date', description: 'The last day on which it is to be paid' }) @IsDay() performBy: string;
}

export class RunningInterestDto {
  @ApiProperty({ example: '0.0435', description: 'Of one, a year' })
  @Matches(/^0\.(?=\d*[1-9])\d{1,8}$/, { message: 'rate must be a part of one, such as 0.0435' })
  rate: string;
  @ApiProperty({ enum: DAY_COUNTS, description: 'Of how many days its year has, in the court’s own words' })
  @IsIn(DAY_COUNTS)
  dayCount: (typeof DAY_COUNTS)[number];
  @ApiProperty({ example: '45000.00', description: 'What of the judgment bears it; all else of it is paid first' })
  @IsAmount()
  principal: string;
  @ApiProperty({ format: 'date', description: 'The first day that counts' }) @IsDay() from: string;
}

export class JudgmentDto extends WithProofDto {
  @ApiPropertyOptional({ default: 'judged', description: 'The outcome with which the court says what is owed' })
  @IsOptional()
  @IsCode()
  outcome?: string;
  @ApiProperty({ format: 'date' }) @IsDay() on: string;
  @ApiProperty({ example: '49693.13', description: 'What is owed: the sum of its parts' }) @IsAmount() amount: string;
  @ApiProperty({ example: '0.00', description: 'The interest that the judgment itself grants as a sum' })
  @IsAmount()
  general: string;
  @ApiPropertyOptional({ type: RunningInterestDto, description: 'What it lets run until it is paid, beside that' })
  @IsOptional()
  @ValidateNested()
  @Type(() => RunningInterestDto)
  interest?: RunningInterestDto;
  @ApiProperty({ example: '521.17', description: 'What the debtor bears of the costs' }) @IsAmount() costs: string;
  @ApiProperty({ type: [JudgmentPartDto] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_PARTS)
  @ValidateNested({ each: true })
  @Type(() => JudgmentPartDto)
  parts: JudgmentPartDto[];
}
