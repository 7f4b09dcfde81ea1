import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  Equals,
  IsISO8601,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  MaxLength,
} from 'class-validator';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A ledger's record as CloudEvents 1.0 in structured JSON. What `data` holds depends on its type (docs/events.md). */
export class LedgerRecordDto {
  @ApiProperty({ example: '1.0' })
  @Equals('1.0', { message: 'specversion must be 1.0' })
  specversion: string;

  @ApiProperty({ example: 'core:4711:3', description: 'Unique within the source for ever' })
  @IsString()
  @Length(1, 200)
  id: string;

  @ApiProperty({ example: 'simulated-bank', description: 'The ledger, by its name in the configuration' })
  @IsString()
  @Length(1, 128)
  source: string;

  @ApiProperty({ example: 'ledger.payment-posted.v1' })
  @IsString()
  @Matches(/^ledger\.[a-z-]+\.v\d+$/, { message: 'type must be such as ledger.payment-posted.v1' })
  type: string;

  @ApiPropertyOptional({
    example: 'L-4711',
    description: 'The ledger’s own id of the loan; none for the close of a day',
  })
  @IsOptional()
  @IsString()
  @Length(1, 128)
  subject?: string;

  @ApiPropertyOptional({ example: 'demo' })
  @IsOptional()
  @IsString()
  @MaxLength(128)
  tenant?: string;

  @ApiProperty({ example: '2026-03-09', description: 'The ledger’s business day in which it was booked' })
  @Matches(DAY, { message: 'businessdate must be a day (YYYY-MM-DD)' })
  businessdate: string;

  @ApiPropertyOptional({ example: 3, description: 'Counts the records of one loan without a hole' })
  @IsOptional()
  @Matches(/^\d{1,15}$/, { message: 'sequence must be a whole number from 0' })
  sequence?: string;

  @ApiPropertyOptional({ example: '2026-03-09T08:15:00Z' })
  @IsOptional()
  @IsISO8601()
  time?: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    example: { transactionId: 'T-1', amount: '1000.00', currency: 'CNY', valueDate: '2026-03-09' },
  })
  @IsObject()
  @IsNotEmpty()
  data: object;
}

/** An account of the source in `npm start` that no day waits for, so that whoever tries the door does no harm. */
export const REGISTERED = {
  specversion: '1.0',
  id: 'try:TRY-1:registered',
  source: 'visitor',
  type: 'ledger.loan-registered.v1',
  subject: 'TRY-1',
  businessdate: '2005-04-30',
  data: { product: 'credit-card', currency: 'CNY' },
};
