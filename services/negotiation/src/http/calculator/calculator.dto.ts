import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Matches, Max, Min, ValidateNested } from 'class-validator';
import { CURRENCIES, type Currency } from '@mora/kernel';
import { METHOD_NAMES, type Method } from '../../domain/menu/calculator.js';
import { IsAmount } from '../assessment/amounts.js';
import { IsCode, IsDay } from '../loan/texts.js';
import { SheetDto } from '../offers/sheets.dto.js';

export class CalculationDto {
  @ApiProperty({ example: 'consumer-loan' }) @IsCode() product: string;
  @ApiProperty({ enum: CURRENCIES })
  @IsIn(CURRENCIES, { message: 'currency is none that is known' })
  currency: Currency;
  @ApiProperty({ example: '12000.00' }) @IsAmount() principal: string;
  @ApiProperty({ example: '0.1080', description: 'A fraction of one, a year' })
  @Matches(/^\d{1,2}(\.\d{1,8})?$/, { message: 'rate is a fraction of one, as 0.1080' })
  rate: string;
  @ApiProperty({ example: 12 }) @IsInt() @Min(1) @Max(600) count: number;
  @ApiProperty({ enum: METHOD_NAMES })
  @IsIn(METHOD_NAMES, { message: 'repayment is none that is known' })
  repayment: Method;
  @ApiProperty({ example: '2026-01-10' }) @IsDay() startsOn: string;
  @ApiProperty({ example: '2026-02-10' }) @IsDay() firstDueOn: string;
  @ApiPropertyOptional({ description: 'Instalments that are paid; all that are due, where it is left out' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(600)
  paid?: number;
  @ApiPropertyOptional({ type: SheetDto, description: 'What if: the terms of a plan' })
  @IsOptional()
  @ValidateNested()
  @Type(() => SheetDto)
  sheet?: SheetDto;
}

export class CalculatedRow {
  @ApiProperty() number: number;
  @ApiProperty({ type: String, format: 'date' }) dueOn: string;
  @ApiProperty({ example: '950.00' }) principal: string;
  @ApiProperty({ example: '108.00' }) interest: string;
  @ApiProperty({ example: '0.00' }) fee: string;
  @ApiProperty({ example: '0.00' }) penalty: string;
}

export class CalculatedTotals {
  @ApiProperty() principal: string;
  @ApiProperty() interest: string;
  @ApiProperty() fee: string;
  @ApiProperty() penalty: string;
}

export class CalculatedSchedule {
  @ApiProperty({ type: [CalculatedRow] }) instalments: readonly CalculatedRow[];
  @ApiProperty({ type: CalculatedTotals }) totals: CalculatedTotals;
}

export class CalculatedPlan extends CalculatedSchedule {
  @ApiProperty({ description: 'Against going on as it is; below nought where it is less', example: '120.50' })
  costDelta: string;
  @ApiProperty({ description: 'The most that falls due on one day' }) largest: string;
  @ApiProperty() rate: string;
  @ApiProperty({ type: [String] }) warnings: readonly string[];
}

export class CalculationRefused {
  @ApiProperty({ example: 'extension-months' }) limit: string;
  @ApiProperty() because: string;
  @ApiProperty({ type: String, nullable: true, description: 'The nearest value that would be allowed' })
  allowed: string | null;
}

export class CalculationAnswer {
  @ApiProperty({ type: CalculatedSchedule }) schedule: CalculatedSchedule;
  @ApiProperty({ type: CalculatedPlan, nullable: true }) plan: CalculatedPlan | null;
  @ApiProperty({ type: CalculationRefused, nullable: true }) refused: CalculationRefused | null;
}
