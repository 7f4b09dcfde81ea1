import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

const OUTCOMES = ['accepted', 'duplicate', 'conflict', 'held', 'rejected'];

export class AnswerDto {
  @ApiProperty({ description: 'From 0, within the request' })
  position: number;

  @ApiProperty({ example: 'core:4711:3', description: 'The record’s own id; empty where it could not be read' })
  id: string;

  @ApiProperty({ enum: OUTCOMES, description: 'held: kept, and taken when what it waits for has come or is mended' })
  outcome: string;

  @ApiPropertyOptional({ example: 'sequence-gap', description: 'A code that programs may go by' })
  reason?: string;

  @ApiPropertyOptional({ description: 'The field that is wrong, by its path' })
  field?: string;

  @ApiPropertyOptional()
  message?: string;
}

export class AnswersDto {
  @ApiProperty({ type: [AnswerDto], description: 'One a record, in their order' })
  answers: AnswerDto[];
}
