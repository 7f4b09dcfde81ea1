import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

export class LineAnswerDto {
  @ApiProperty({ description: 'From 0, within the request' }) position: number;
  @ApiProperty({ description: 'The line’s own id; empty where it could not be read' }) line: string;
  @ApiProperty({ enum: ['taken', 'duplicate', 'conflict', 'rejected'] }) outcome: string;
  @ApiPropertyOptional({ description: 'A code that programs may go by' }) reason?: string;
}

export class LineAnswersDto {
  @ApiProperty({ type: [LineAnswerDto] }) answers: readonly LineAnswerDto[];
}
