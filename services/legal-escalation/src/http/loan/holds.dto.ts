import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { IsCode, IsDay } from './texts.js';

const KINDS = ['dispute', 'moratorium', 'vulnerability', 'deceased'] as const;

export class BecauseDto {
  @ApiProperty({ example: 'court-has-decided', description: 'A code, never a text about somebody' })
  @IsCode()
  because: string;
}

export class HoldDto extends BecauseDto {
  @ApiProperty({ enum: KINDS }) @IsIn(KINDS) kind: (typeof KINDS)[number];
  @ApiPropertyOptional({ format: 'date', description: 'The open day where it is not said' })
  @IsOptional()
  @IsDay()
  from?: string;
  @ApiPropertyOptional({ format: 'date', description: 'The last day; until it is lifted where none is said' })
  @IsOptional()
  @IsDay()
  until?: string;
}

export class HoldIdAnswer {
  @ApiProperty() holdId: string;
}
