import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { IsAmount } from '../loan/amounts.js';
import { IsCode, IsDay, IsId } from '../loan/texts.js';

const CURRENCIES = ['CNY', 'TWD'] as const;
const MOST_PRODUCTS = 20;
const MOST_DAYS = 36_500;

export class PackageDto {
  @ApiProperty({ example: '2026-q3' }) @IsId() batch: string;
  @ApiProperty({ enum: CURRENCIES }) @IsIn(CURRENCIES) currency: (typeof CURRENCIES)[number];
  @ApiProperty({ type: [String], example: ['consumer-loan'] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_PRODUCTS)
  @IsCode({ each: true })
  products: string[];
  @ApiProperty({ example: 180, description: 'Overdue for so many days or longer' })
  @IsInt()
  @Min(0)
  @Max(MOST_DAYS)
  fromDays: number;
  @ApiPropertyOptional({ example: 720, description: 'And for fewer than so many' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_DAYS)
  belowDays?: number;
  @ApiProperty({ format: 'date', description: 'The last day for bids; before its end nobody sees them' })
  @IsDay()
  closesOn: string;
}

export class PackagesQuery {
  @ApiPropertyOptional({ enum: ['open', 'awarded'], description: 'All of them where none is named' })
  @IsOptional()
  @IsIn(['open', 'awarded'])
  state?: 'open' | 'awarded';
}

export class LeaveDto {
  @ApiProperty() @IsId() loanId: string;
  @ApiProperty({ example: 'customer-complains' }) @IsCode() because: string;
}

export class BidDto {
  @ApiProperty({ example: 'buyer-1' }) @IsCode() buyerId: string;
  @ApiProperty({ example: '1200000.00', description: 'For the whole package' }) @IsAmount() price: string;
}

export class AwardDto {
  @ApiProperty() @IsId() bidId: string;
  @ApiPropertyOptional({ example: 'higher-bid-withdrawn', description: 'Needed where another has bid more' })
  @IsOptional()
  @IsCode()
  because?: string;
}

export class BuyerDto {
  @ApiProperty({ example: 'buyer-1' }) @IsCode() buyerId: string;
  @ApiProperty({ example: 'asset-manager' }) @IsCode() licence: string;
  @ApiProperty({ format: 'date' }) @IsDay() qualifiedUntil: string;
}

export class WriteOffDto {
  @ApiProperty({ example: 'nothing-found' }) @IsCode() because: string;
}

const COLLATERAL = ['mortgage', 'pledge', 'vehicle'] as const;
export class CollateralDto {
  @ApiProperty({ example: 'deed-17', description: 'As the bank knows it' }) @IsId() collateralId: string;
  @ApiProperty({ enum: COLLATERAL }) @IsIn(COLLATERAL) kind: (typeof COLLATERAL)[number];
  @ApiProperty({ example: '500000.00', description: 'At what value it was taken over' }) @IsAmount() value: string;
  @ApiProperty({ format: 'date' }) @IsDay() on: string;
}

export class RealisedDto {
  @ApiProperty({ enum: COLLATERAL }) @IsIn(COLLATERAL) kind: (typeof COLLATERAL)[number];
  @ApiProperty({ example: '480000.00', description: 'What it has brought' }) @IsAmount() amount: string;
  @ApiProperty({ format: 'date' }) @IsDay() on: string;
}

const MOST_GRACE = 366;
export class SettleDto {
  @ApiPropertyOptional({ example: 30, description: 'So many days the debtor has before anything goes on' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_GRACE)
  graceDays?: number;
  @ApiProperty({ example: 'debtor-asks' }) @IsCode() because: string;
}

export class ResumeDto {
  @ApiProperty({ example: 'settlement-broken' }) @IsCode() because: string;
}
