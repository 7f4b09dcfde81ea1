import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { WithProofDto } from '../clock/limitation.dto.js';
import { IsAmount } from '../loan/amounts.js';
import { IsCode, IsDay, IsId } from '../loan/texts.js';

export const ASSETS = ['deposit', 'wage', 'real-estate', 'vehicle', 'movable', 'security', 'other-right'] as const;
export const MEASURES = ['freeze', 'seal', 'withhold', 'auction'] as const;
export const PERSONAL = ['property-report', 'consumption-limit', 'defaulter-list'] as const;
const OUTCOMES = ['in-force', 'refused', 'lifted', 'realised', 'over-seizure'] as const;
const MOST_PEOPLE = 50;
const LAST_RANK = 1_000;

export class EnforceDto {
  @ApiProperty({ description: 'A judgment, order or ruling that binds' }) @IsId() judgmentId: string;
  @ApiProperty({ example: 'demo-basic' }) @IsCode() court: string;
  @ApiProperty({ example: 'demo', description: 'Where the debtor lives: what people live on there is left to them' })
  @IsCode()
  region: string;
  @ApiProperty({ example: 2, description: 'The debtor and all who live on the debtor' })
  @IsInt()
  @Min(1)
  @Max(MOST_PEOPLE)
  householdSize: number;
}

export class ClueDto {
  @ApiProperty({ enum: ASSETS }) @IsIn(ASSETS) asset: (typeof ASSETS)[number];
  @ApiProperty({ example: '12000.00', description: 'What it is worth' }) @IsAmount() value: string;
  @ApiPropertyOptional({ example: 'household-goods', description: 'Why the law leaves it to the debtor' })
  @IsOptional()
  @IsCode()
  exempt?: string;
  @ApiPropertyOptional({ default: false }) @IsOptional() @IsBoolean() onlyHome?: boolean;
  @ApiPropertyOptional({ example: '5000.00', description: 'Of a wage: what it is a month' })
  @IsOptional()
  @IsAmount()
  monthly?: string;
  @ApiPropertyOptional({ description: 'Of the paper that tells of it' })
  @IsOptional()
  @Matches(/^[0-9a-f]{64}$/)
  sha256?: string;
}

export class MeasureDto {
  @ApiProperty() @IsId() clueId: string;
  @ApiProperty({ enum: MEASURES }) @IsIn(MEASURES) kind: (typeof MEASURES)[number];
  @ApiProperty({ example: '10000.00', description: 'Of a wage: what is withheld a month' }) @IsAmount() value: string;
  @ApiPropertyOptional({
    example: 'account-contested',
    description: 'Why a harder measure, although a milder one would cover all; for supervisors only',
  })
  @IsOptional()
  @IsCode()
  overrides?: string;
}

export class PersonalMeasureDto extends WithProofDto {
  @ApiProperty({ enum: PERSONAL }) @IsIn(PERSONAL) kind: (typeof PERSONAL)[number];
  @ApiPropertyOptional({
    example: 'settlement-broken',
    description: 'For which reason of the law, where it asks for one',
  })
  @IsOptional()
  @IsCode()
  ground?: string;
  @ApiPropertyOptional({ format: 'date', description: 'The last day that the notice to perform has given' })
  @IsOptional()
  @IsDay()
  noticeUntil?: string;
}

export class MeasureOutcomeDto extends WithProofDto {
  @ApiProperty({ enum: OUTCOMES }) @IsIn(OUTCOMES) outcome: (typeof OUTCOMES)[number];
  @ApiProperty({ format: 'date' }) @IsDay() on: string;
  @ApiPropertyOptional({ default: 1, description: 'Above 1 it waits behind others, and seizes nothing yet' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(LAST_RANK)
  rank?: number;
  @ApiPropertyOptional({ format: 'date', description: 'Where the court gives less time than the law' })
  @IsOptional()
  @IsDay()
  until?: string;
}

export class RenewDto extends WithProofDto {
  @ApiProperty({ format: 'date', description: 'When the court has renewed it' }) @IsDay() on: string;
}

export class RecoveryDto {
  @ApiProperty({ format: 'date' }) @IsDay() on: string;
  @ApiProperty({ example: '5000.00', description: 'All that came in' }) @IsAmount() amount: string;
  @ApiPropertyOptional({ example: '50.00', default: '0.00', description: 'What enforcing has cost the debtor since' })
  @IsOptional()
  @IsAmount()
  costs?: string;
  @ApiPropertyOptional({ description: 'The payment of the ledger that it is; else it is looked for' })
  @IsOptional()
  @IsId()
  paymentId?: string;
  @ApiPropertyOptional({ description: 'One that was told before, and that no payment was found for: as it really was' })
  @IsOptional()
  @IsId()
  recoveryId?: string;
}

const ENDS = ['this-round', 'final'] as const;
export class EndDto extends WithProofDto {
  @ApiProperty({ enum: ENDS, description: 'For now, as nothing more is found; or for good' })
  @IsIn(ENDS)
  how: (typeof ENDS)[number];
  @ApiProperty({ format: 'date' }) @IsDay() on: string;
}

export class OfCourtDto extends WithProofDto {
  @ApiProperty({ format: 'date' }) @IsDay() on: string;
}

const SIDES = ['party', 'outsider'] as const;
export class ObjectionDto extends OfCourtDto {
  @ApiProperty({ enum: SIDES }) @IsIn(SIDES) side: (typeof SIDES)[number];
}

const DECISIONS = ['upheld', 'dismissed'] as const;
export class DecidedDto extends WithProofDto {
  @ApiProperty({ enum: DECISIONS }) @IsIn(DECISIONS) outcome: (typeof DECISIONS)[number];
  @ApiProperty({ format: 'date', description: 'When the decision was served' }) @IsDay() on: string;
}

const STAYS = ['court', 'death'] as const;
export class StayDto extends WithProofDto {
  @ApiProperty({ enum: STAYS }) @IsIn(STAYS) because: (typeof STAYS)[number];
  @ApiProperty({ format: 'date' }) @IsDay() on: string;
}

export class UnstayDto extends WithProofDto {
  @ApiProperty({ format: 'date' }) @IsDay() on: string;
}
