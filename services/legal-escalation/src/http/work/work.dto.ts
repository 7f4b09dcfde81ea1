import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, Min } from 'class-validator';
import { IsCode } from '../loan/texts.js';

const TEAMS = ['legal', 'supervisor', 'operations'] as const;

export class WorkQuery {
  @ApiPropertyOptional({ enum: TEAMS }) @IsOptional() @IsIn(TEAMS) team?: (typeof TEAMS)[number];
  @ApiPropertyOptional({ example: 'evaluate' }) @IsOptional() @IsCode() kind?: string;
  @ApiPropertyOptional({ description: 'Where the last page ended: its `next`' })
  @IsOptional()
  @IsString()
  @Matches(/^\d{4}-\d{2}-\d{2}\/[0-9a-f]{32}$/, { message: 'after must be what the last page gave' })
  after?: string;
  @ApiPropertyOptional({ default: 100, maximum: 1000 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  limit?: number;
}

export class WorkItemAnswer {
  @ApiProperty() itemId: string;
  @ApiProperty({ example: 'demo:L-000001' }) loanId: string;
  @ApiProperty({ description: 'The case, the clock or the proceeding that it is about' }) about: string;
  @ApiProperty({ example: 'evaluate' }) kind: string;
  @ApiProperty({ enum: TEAMS }) team: string;
  @ApiProperty({ format: 'date' }) dueOn: string;
  @ApiProperty({ example: 'gate-passed' }) because: string;
  @ApiProperty({ format: 'date' }) openedOn: string;
  @ApiProperty({ type: String, nullable: true, description: 'Who works on it now' }) takenBy: string | null;
}

export class WorkAnswer {
  @ApiProperty({ type: [WorkItemAnswer], description: 'What is due first comes first' }) items: WorkItemAnswer[];
  @ApiProperty({ type: String, nullable: true, description: 'Null where nothing follows' }) next: string | null;
}

export class TakeWorkDto {
  @ApiPropertyOptional({ default: 60, maximum: 480 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(480)
  minutes?: number;
}

export class WorkTakenAnswer {
  @ApiProperty() itemId: string;
  @ApiProperty({ format: 'date-time' }) until: string;
}

export class WorkDoneAnswer {
  @ApiProperty() itemId: string;
}
