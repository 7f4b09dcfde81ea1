import { Type } from 'class-transformer';
import { IsDateString, IsIn, IsNotEmpty, IsNumberString, IsString, ValidateNested } from 'class-validator';

class PortionsDto {
  @IsNumberString()
  principal: string;

  @IsNumberString()
  interest: string;
}

class PaymentDataDto {
  @IsString()
  @IsNotEmpty()
  transactionId: string;

  @IsNumberString()
  amount: string;

  @IsIn(['CNY', 'EUR', 'USD'])
  currency: string;

  @IsDateString()
  valueDate: string;

  @ValidateNested()
  @Type(() => PortionsDto)
  portions: PortionsDto;
}

/** One payment as the ledger sends it. */
export class PaymentDto {
  @IsString()
  @IsNotEmpty()
  id: string;

  @IsString()
  @IsNotEmpty()
  subject: string;

  @IsDateString()
  businessdate: string;

  @ValidateNested()
  @Type(() => PaymentDataDto)
  data: PaymentDataDto;
}
