import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Length, Matches } from 'class-validator';
import { IsId } from '../loan/texts.js';

export class AccessesQuery {
  @ApiPropertyOptional({ example: 'demo:P-1' }) @IsOptional() @IsId() person?: string;
  @ApiPropertyOptional({ description: 'The last position of the page before' })
  @IsOptional()
  @Matches(/^\d{1,18}$/, { message: 'before must be a position' })
  before?: string;
}

export class AccessAnswer {
  @ApiProperty() position: string;
  @ApiProperty({ format: 'date-time' }) at: Date;
  @ApiProperty() personId: string;
  @ApiProperty({ description: 'Who asked, by the token; system: and a name where it was the service itself' })
  actor: string;
  @ApiProperty({ type: [String] }) roles: readonly string[];
  @ApiProperty() purpose: string;
  @ApiProperty({ type: [String] }) fields: readonly string[];
  @ApiProperty({ type: String, nullable: true, description: 'The loan' }) reference: string | null;
}

export class AccessesAnswer {
  @ApiProperty({ type: [AccessAnswer] }) accesses: readonly AccessAnswer[];
}

export class RewrappedAnswer {
  @ApiProperty({ description: 'How many keys were wrapped anew' }) keys: number;
}

export class ErasureDto {
  @ApiProperty({
    example: 'asked for by the person on 2026-03-02',
    description: 'Why; it is kept, so name nobody in it',
  })
  @IsString()
  @Length(8, 500, { message: 'because must have 8 to 500 characters' })
  because: string;
}

export class ErasureAnswer {
  @ApiProperty({ example: 'demo:P-1' }) personId: string;
  @ApiProperty({ enum: ['erased'] }) outcome: string;
}
