import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import type { Kind } from '../../domain/words.js';
import { IsAmount } from '../assessment/amounts.js';
import { IsDay } from '../loan/texts.js';

export const KINDS = [
  'extension',
  'reduced-instalment',
  'arrears-plan',
  'spread',
  'split',
  'grace',
  'interest-only',
  'partial-principal',
  'rate-cut',
  'capitalise',
  're-age',
  'settlement',
  'card-plan',
  'hardship-fund',
  'tw-agreed',
  'tw-debt-clearance',
] as const satisfies readonly Kind[];

const INTEREST = ['capitalised', 'spread', 'waived'] as const;
const THEN = ['longer', 'same-end'] as const;
const COMPONENTS = ['interest', 'fee', 'penalty'] as const;
const PURPOSES = ['serious-illness', 'natural-disaster'] as const;

const Whole = (most: number) => (target: object, name: string) => {
  IsOptional()(target, name);
  IsInt({ message: '$property is a whole number' })(target, name);
  Min(1, { message: '$property is 1 or more' })(target, name);
  Max(most, { message: `$property is at most ${most}` })(target, name);
};
const OneOf = (words: readonly string[]) => (target: object, name: string) => {
  IsOptional()(target, name);
  IsIn(words, { message: `$property is one of ${words.join(', ')}` })(target, name);
};
const Amount = () => (target: object, name: string) => {
  IsOptional()(target, name);
  IsAmount()(target, name);
};

export class PartDto {
  @ApiProperty({ example: '2026-04-20' }) @IsDay() dueOn: string;
  @ApiProperty({ example: '500.00' }) @IsAmount() amount: string;
}

/** One kind, with what it says; which fields each has stands in the examples. */
export class TermsDto {
  @ApiProperty({ enum: KINDS }) @IsIn(KINDS, { message: 'kind is none that is known' }) kind: (typeof KINDS)[number];
  @ApiPropertyOptional() @Whole(1_200) months?: number;
  @ApiPropertyOptional() @Whole(1_200) instalments?: number;
  @ApiPropertyOptional({ type: [PartDto], description: 'The parts of a split' })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(60)
  @ValidateNested({ each: true })
  @Type(() => PartDto)
  amounts?: PartDto[];
  @ApiPropertyOptional({ enum: INTEREST }) @OneOf(INTEREST) interest?: (typeof INTEREST)[number];
  @ApiPropertyOptional({ enum: THEN }) @OneOf(THEN) then?: (typeof THEN)[number];
  @ApiPropertyOptional() @Whole(999) permille?: number;
  @ApiPropertyOptional({ example: '0.0600', description: 'A fraction of one, a year' })
  @IsOptional()
  @Matches(/^\d{1,2}(\.\d{1,8})?$/, { message: 'rate is a fraction of one, as 0.0600' })
  rate?: string;
  @ApiPropertyOptional({ enum: COMPONENTS, isArray: true })
  @IsOptional()
  @IsArray()
  @IsIn(COMPONENTS, { each: true, message: 'components are interest, fee, penalty' })
  components?: (typeof COMPONENTS)[number][];
  @ApiPropertyOptional() @IsOptional() @IsBoolean() agreedInWriting?: boolean;
  @ApiPropertyOptional({ example: '15000.00' }) @Amount() pay?: string;
  @ApiPropertyOptional({ description: 'In how many parts a settlement is paid' }) @Whole(120) parts?: number;
  @ApiPropertyOptional() @Whole(12) everyMonths?: number;
  @ApiPropertyOptional({ example: '3000.00' }) @Amount() fund?: string;
  @ApiPropertyOptional({ enum: PURPOSES }) @OneOf(PURPOSES) purpose?: (typeof PURPOSES)[number];
  @ApiPropertyOptional() @Whole(366) proofDays?: number;
}

export class WaiveDto {
  @ApiPropertyOptional({ example: '0.00' }) @Amount() interest?: string;
  @ApiPropertyOptional({ example: '0.00' }) @Amount() fee?: string;
  @ApiPropertyOptional({ example: '12.00' }) @Amount() penalty?: string;
}

export class SheetDto {
  @ApiProperty({ type: [TermsDto], description: 'Applied from left to right; each kind once' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(4)
  @ValidateNested({ each: true })
  @Type(() => TermsDto)
  terms: TermsDto[];
  @ApiPropertyOptional({ type: WaiveDto })
  @IsOptional()
  @ValidateNested()
  @Type(() => WaiveDto)
  waive?: WaiveDto;
  @ApiPropertyOptional({ example: '2026-04-20', description: 'As the next instalment falls due, where it is left out' })
  @IsOptional()
  @IsDay()
  firstDueOn?: string;
  @ApiPropertyOptional({ description: 'A split of the arrears beside the instalments' })
  @IsOptional()
  @IsBoolean()
  beside?: boolean;
}

export class OwnTermsDto {
  @ApiProperty({ type: SheetDto }) @ValidateNested() @Type(() => SheetDto) sheet: SheetDto;
}

export class WishDto {
  @ApiPropertyOptional({ example: '900.00', description: 'The most that an instalment may be' })
  @Amount()
  largest?: string;
  @ApiPropertyOptional({ example: 6, description: 'So many months more' }) @Whole(600) months?: number;
  @ApiPropertyOptional({ type: SheetDto })
  @IsOptional()
  @ValidateNested()
  @Type(() => SheetDto)
  sheet?: SheetDto;
}
