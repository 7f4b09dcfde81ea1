import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';

export class RejectionsQueryDto {
  @ApiPropertyOptional({ type: String, description: 'The last id of the page before' })
  @IsOptional()
  @Matches(/^\d{1,18}$/, { message: 'before must be the id of a rejection, a number' })
  before?: string;
}

export class RejectionAnswer {
  @ApiProperty({ example: '17' }) id: string;
  @ApiProperty({ example: 'simulated-bank', description: 'Empty where it could not be read' }) source: string;
  @ApiProperty({ description: 'The record’s own id; empty where it could not be read' }) eventId: string;
  @ApiProperty({ enum: ['read', 'contract', 'source', 'rules'], description: 'Where on its way in it failed' })
  stage: string;
  @ApiProperty({ example: 'currency-differs', description: 'A code that programs may go by' }) reason: string;
  @ApiProperty({ description: 'The field that is wrong, by its path' }) field: string;
  @ApiProperty({ description: 'Names the field, never what it holds' }) message: string;
  @ApiProperty({ description: 'From 0, within the request' }) position: number;
  @ApiProperty({ description: 'How often the same bytes came' }) attempts: number;
  @ApiProperty({ format: 'date-time' }) firstAt: string;
  @ApiProperty({ format: 'date-time' }) lastAt: string;
}

export class RejectionsAnswer {
  @ApiProperty({ type: [RejectionAnswer] }) rejections: readonly RejectionAnswer[];
}

export class BytesAnswer {
  @ApiProperty({ example: 'bm8gSlNPTg==' }) base64: string;
}
