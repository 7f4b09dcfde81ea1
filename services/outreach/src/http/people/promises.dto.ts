import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsIn,
  IsISO8601,
  IsString,
  Length,
  Matches,
  ValidateNested,
} from 'class-validator';
import { CURRENCIES, type Currency } from '@mora/kernel';

export const ID = /^[a-z0-9][a-z0-9-]{0,31}:[^\s:][^\p{Cc}\p{Cs}]{0,127}$/u;
const AMOUNT = /^\d{1,13}(\.\d{1,2})?$/;
/** Codes that programs go by; never free text, which might be about somebody. */
export const CODE = /^[a-z][a-z0-9-]{0,63}$/;
export const ROLES = ['borrower', 'co-borrower', 'guarantor', 'contact', 'representative'] as const;

export class WhoDto {
  @ApiProperty({ example: 'demo:P-000001' })
  @Matches(ID, { message: 'person must be written as tenant:party' })
  person: string;
  @ApiProperty({ enum: ROLES, description: 'What the person is to the loan' })
  @IsIn(ROLES)
  role: (typeof ROLES)[number];
}

export class PromisedPartDto {
  @ApiProperty({ format: 'date', example: '2026-03-20' }) @IsISO8601({ strict: true }) @Length(10, 10) dueOn: string;
  @ApiProperty({ example: '120.00' }) @Matches(AMOUNT, { message: 'amount must be a decimal string' }) amount: string;
}

export class PromiseDto extends WhoDto {
  @ApiProperty({ enum: CURRENCIES }) @IsIn(CURRENCIES) currency: Currency;
  @ApiProperty({ type: [PromisedPartDto], description: 'In the order of their days' })
  @ValidateNested({ each: true })
  @Type(() => PromisedPartDto)
  @ArrayMinSize(1)
  @ArrayMaxSize(60)
  parts: PromisedPartDto[];
  @ApiProperty({ example: 'bank-transfer' }) @Matches(CODE, { message: 'method must be a code' }) method: string;
}

export class WithdrawDto {
  @ApiProperty({ example: 'agreed-otherwise' })
  @IsString()
  @Matches(CODE, { message: 'because must be a code' })
  because: string;
}

export class PromiseAnswer {
  @ApiProperty() promiseId: string;
}

export class PromiseRowDto {
  @ApiProperty() promiseId: string;
  @ApiProperty() personId: string;
  @ApiProperty({ enum: ['open', 'ended'] }) state: string;
  @ApiProperty() currency: string;
  @ApiProperty({ format: 'date' }) madeOn: string;
  @ApiProperty() via: string;
  @ApiProperty() method: string;
  @ApiProperty({ type: [Object], description: 'number, dueOn, amount and state of each part' })
  parts: readonly object[];
}

export class PromisesAnswer {
  @ApiProperty({ type: [PromiseRowDto] }) promises: readonly PromiseRowDto[];
}
