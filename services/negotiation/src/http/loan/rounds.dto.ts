import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsISO8601, IsOptional, ValidateNested } from 'class-validator';
import { IsCode, IsDay, IsId } from './texts.js';

export class LegalReferenceDto {
  @ApiProperty({ example: 'lr-1' }) @IsId() requestId: string;
  @ApiProperty({ example: 'case-1' }) @IsId() caseId: string;
}

export class OpenRoundDto {
  @ApiProperty({ example: 'lost-job' }) @IsCode() because: string;
  @ApiPropertyOptional({ example: 'job-loss', description: 'Why the borrower fell behind' })
  @IsOptional()
  @IsCode()
  reasonForDelinquency?: string;
  @ApiPropertyOptional({ description: 'Of the bank: the borrower has asked for it, so that nothing need be overdue' })
  @IsOptional()
  @IsBoolean()
  forBorrower?: boolean;
  @ApiPropertyOptional({ type: LegalReferenceDto, description: 'Of legal escalation: which request it answers' })
  @IsOptional()
  @ValidateNested()
  @Type(() => LegalReferenceDto)
  reference?: LegalReferenceDto;
}

export class RoundIdAnswer {
  @ApiProperty() roundId: string;
}

export class AssignDto {
  @ApiPropertyOptional({ example: 'chen', description: 'Credit expert; what is left out stays' })
  @IsOptional()
  @IsId()
  credit?: string;
  @ApiPropertyOptional({ example: 'wang', description: 'Representative of service; another person' })
  @IsOptional()
  @IsId()
  service?: string;
  @ApiPropertyOptional({ example: 'wang' }) @IsOptional() @IsId() responsible?: string;
}

export class ReasonDto {
  @ApiProperty({ example: 'illness' }) @IsCode() reason: string;
}

const HOLD_KINDS = ['bank-delay', 'dispute', 'vulnerability', 'moratorium', 'deceased'] as const;

export class HoldDto {
  @ApiProperty({ enum: HOLD_KINDS }) @IsIn(HOLD_KINDS) kind: (typeof HOLD_KINDS)[number];
  @ApiProperty({ example: 'court-order' }) @IsCode() because: string;
  @ApiPropertyOptional({ example: '2026-03-10', description: 'From this day on; today where it is left out' })
  @IsOptional()
  @IsDay()
  from?: string;
  @ApiPropertyOptional({ example: '2026-04-10', description: 'Up to and with this day; until it is lifted otherwise' })
  @IsOptional()
  @IsDay()
  until?: string;
}

export class HoldIdAnswer {
  @ApiProperty() holdId: string;
}

export class BecauseDto {
  @ApiProperty({ example: 'withdrawn-by-borrower' }) @IsCode() because: string;
}

export class AppointmentDto {
  @ApiProperty({ example: '2026-03-12T10:00:00+08:00', description: 'With its offset from UTC' })
  @IsISO8601({ strict: true })
  at: string;
}

export class AppointmentIdAnswer {
  @ApiProperty() appointmentId: string;
}

const OUTCOMES = ['attended', 'no-show', 'moved'] as const;

export class AppointmentOutcomeDto {
  @ApiProperty({ enum: OUTCOMES }) @IsIn(OUTCOMES) outcome: (typeof OUTCOMES)[number];
}

const ENDS = ['bank-delay', 'moratorium', 'withdrawn', 'superseded'] as const;

export class CloseRoundDto {
  @ApiProperty({ enum: ENDS, description: 'None of them counts against the borrower' })
  @IsIn(ENDS)
  outcome: (typeof ENDS)[number];
  @ApiProperty({ example: 'paid-by-insurance' }) @IsCode() because: string;
}

export class DoneAnswer {
  @ApiProperty({ example: 'demo:L-000001' }) loanId: string;
}
