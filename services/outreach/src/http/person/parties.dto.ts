import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

const OUTCOMES = ['accepted', 'duplicate', 'conflict', 'held', 'rejected'];

export class PartyAnswerDto {
  @ApiProperty({ description: 'From 0, within the request' }) position: number;
  @ApiProperty({ description: 'The record’s own id; empty where it could not be read' }) id: string;
  @ApiProperty({ enum: OUTCOMES, description: 'held: kept sealed, and taken when what holds the person is mended' })
  outcome: string;
  @ApiPropertyOptional({ description: 'A code that programs may go by' }) reason?: string;
  @ApiPropertyOptional({ description: 'Names fields, never what stands in them' }) message?: string;
}

export class PartyAnswersDto {
  @ApiProperty({ type: [PartyAnswerDto] }) answers: readonly PartyAnswerDto[];
}
