import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsISO8601, IsOptional, IsString, Length, Matches } from 'class-validator';
import { CODE } from './promises.dto.js';
import { IsPlain } from '../plain.js';

export class CaseAnswer {
  @ApiProperty() caseId: string;
  @ApiProperty() loanId: string;
  @ApiProperty() queue: string;
  @ApiProperty({ description: 'Why it was opened' }) cause: string;
  @ApiProperty({ description: 'The lowest first' }) priority: number;
  @ApiProperty({ type: String, nullable: true }) goal: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) dueOn: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Who answers for it' }) responsible: string | null;
  @ApiProperty({ format: 'date-time', description: 'Until then nobody else is given it' }) lockedUntil: Date;
}

export class NextCaseAnswer {
  @ApiProperty({ type: CaseAnswer, nullable: true, description: 'Null where the queue has nothing for you' })
  case: CaseAnswer | null;
}

export class QueueDto {
  @ApiProperty() queue: string;
  @ApiProperty() open: number;
  @ApiProperty({ description: 'Of these, past their day' }) overdue: number;
  @ApiProperty({ format: 'date' }) oldest: string;
}

export class QueuesAnswer {
  @ApiProperty({ type: [QueueDto] }) queues: readonly QueueDto[];
}

export class AssignDto {
  @ApiPropertyOptional({ description: 'The id of somebody of the bank, as their token has it' })
  @IsOptional()
  @IsString()
  @Length(1, 128)
  @IsPlain()
  responsible?: string;
  @ApiPropertyOptional({ example: 'agree-on-a-plan' })
  @IsOptional()
  @Matches(CODE, { message: 'goal must be a code' })
  goal?: string;
  @ApiPropertyOptional({ format: 'date' }) @IsOptional() @IsISO8601({ strict: true }) @Length(10, 10) dueOn?: string;
}

export class CloseCaseDto {
  @ApiProperty({ example: 'reached-and-agreed' }) @Matches(CODE, { message: 'because must be a code' }) because: string;
}

export class CaseChanged {
  @ApiProperty() caseId: string;
}

export class AlertDto {
  @ApiProperty() alertId: string;
  @ApiProperty() loanId: string;
  @ApiProperty({ format: 'date-time' }) at: Date;
  @ApiProperty({ description: 'arrears-started, question-late' }) because: string;
}

export class AlertsAnswer {
  @ApiProperty({ type: [AlertDto] }) alerts: readonly AlertDto[];
}
