import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Length, Matches } from 'class-validator';
import { IsPlain } from '../plain.js';

export class AccessesQuery {
  @ApiPropertyOptional({ example: 'demo:P-000001' })
  @IsOptional()
  @IsString()
  @Length(3, 161)
  @IsPlain()
  person?: string;
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
  @ApiProperty({ type: String, nullable: true }) reference: string | null;
}

export class AccessesAnswer {
  @ApiProperty({ type: [AccessAnswer] }) accesses: readonly AccessAnswer[];
}

export class RewrappedAnswer {
  @ApiProperty({ description: 'How many keys were wrapped anew' }) keys: number;
}
