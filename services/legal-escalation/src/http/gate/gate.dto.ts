import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, ValidateNested } from 'class-validator';
import { ProofDto } from '../clock/limitation.dto.js';
import { BecauseDto } from '../loan/holds.dto.js';
import { IsDay } from '../loan/texts.js';

const GROUNDS = ['limitation', 'guarantee', 'asset-flight'] as const;
const STEPS = ['preservation', 'suit'] as const;

export class ConditionAnswer {
  @ApiProperty({ enum: ['overdue', 'months', 'failures', 'no-hold', 'known'] }) name: string;
  @ApiProperty() met: boolean;
  @ApiProperty({ description: 'What it was judged by' }) input: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) from: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) until: string | null;
}

export class GateNowAnswer {
  @ApiProperty() gateId: string;
  @ApiProperty() passed: boolean;
  @ApiProperty({ format: 'date', description: 'The closed day for which it was judged' }) on: string;
  @ApiProperty({ type: [ConditionAnswer] }) conditions: ConditionAnswer[];
}

export class ExceptionDto extends BecauseDto {
  @ApiProperty({ enum: GROUNDS }) @IsIn(GROUNDS) ground: (typeof GROUNDS)[number];
  @ApiProperty({
    enum: STEPS,
    isArray: true,
    description: 'What it is to allow; a suit only where no letter keeps the claim',
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(STEPS.length)
  @ArrayUnique()
  @IsIn(STEPS, { each: true })
  steps: (typeof STEPS)[number][];
  @ApiProperty({ type: ProofDto }) @ValidateNested() @Type(() => ProofDto) evidence: ProofDto;
  @ApiProperty({ format: 'date', description: 'The last day on which it allows anything' }) @IsDay() until: string;
}

export class ExceptionAnswer {
  @ApiProperty() exceptionId: string;
  @ApiProperty({ enum: GROUNDS }) ground: string;
  @ApiProperty({ enum: STEPS, isArray: true }) steps: readonly string[];
  @ApiProperty({ enum: ['asked', 'approved', 'refused', 'over'] }) state: string;
  @ApiProperty({ description: 'Who has asked' }) by: string;
  @ApiProperty({ type: String, nullable: true, description: 'Who has decided' }) approver: string | null;
  @ApiProperty({ format: 'date' }) until: string;
}

export class ExceptionIdAnswer {
  @ApiProperty() exceptionId: string;
}

export class GateAnswer {
  @ApiProperty() loanId: string;
  @ApiProperty({ type: GateNowAnswer, nullable: true, description: 'Null where nobody has looked yet' })
  gate: GateNowAnswer | null;
  @ApiProperty({ type: [ExceptionAnswer] }) exceptions: readonly ExceptionAnswer[];
}
