import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsISO8601,
  IsOptional,
  IsString,
  Length,
  Matches,
} from 'class-validator';
import { IsPlain } from '../plain.js';

const ROLES = ['borrower', 'co-borrower', 'guarantor', 'contact', 'representative'] as const;
const ID = /^[a-z0-9][a-z0-9-]{0,31}:[^\s:][^\p{Cc}\p{Cs}]{0,127}$/u;
const CODE = /^[a-z0-9][a-z0-9-]{0,63}$/;

class ContactDto {
  @ApiProperty({ example: 'demo:L-000001' })
  @Matches(ID, { message: 'loan must be written as tenant:loan' })
  loan: string;
  @ApiProperty({ example: 'demo:P-000001' })
  @Matches(ID, { message: 'person must be written as tenant:party' })
  person: string;
  @ApiProperty({ enum: ROLES }) @IsIn(ROLES) role: (typeof ROLES)[number];
  @ApiProperty({ example: 'spoke-with-person', description: 'One of the codes of policies/outcomes' })
  @Matches(CODE)
  outcome: string;
  @ApiProperty({ description: 'When it was' }) @IsISO8601({ strict: true, strictSeparator: true }) at: string;
}

export class CallDto extends ContactDto {
  @ApiProperty({ enum: ['out', 'in'] }) @IsIn(['out', 'in']) direction: 'out' | 'in';
  @ApiPropertyOptional({ description: 'By which the gate allowed it; needed for every call that goes out' })
  @IsOptional()
  @IsString()
  @Length(1, 128)
  @IsPlain()
  decision?: string;
  @ApiPropertyOptional({ description: 'Why nothing was paid (S26)' })
  @IsOptional()
  @Matches(CODE)
  reasonForDelinquency?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @Length(1, 128) @IsPlain() recording?: string;
}

export class CheckInDto {
  @ApiProperty({ example: 'demo:L-000001' })
  @Matches(ID, { message: 'loan must be written as tenant:loan' })
  loan: string;
  @ApiProperty({ example: 'demo:P-000001' })
  @Matches(ID, { message: 'person must be written as tenant:party' })
  person: string;
  @ApiProperty({ enum: ROLES }) @IsIn(ROLES) role: (typeof ROLES)[number];
  @ApiProperty({ type: [String], description: 'Who has come: two at least' })
  @IsArray()
  @ArrayMinSize(2)
  @ArrayMaxSize(9)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, 128, { each: true })
  visitors: string[];
  @ApiProperty({ description: 'When they came to the place' })
  @IsISO8601({ strict: true, strictSeparator: true })
  at: string;
  @ApiProperty({ description: 'The place by its id, as the gate has allowed it; never where it is' })
  @IsString()
  @Length(1, 128)
  @IsPlain()
  point: string;
}

export class CheckedInAnswer {
  @ApiProperty() decisionId: string;
  @ApiProperty({ format: 'date-time' }) checkedInAt: string;
}

export class VisitDto extends ContactDto {
  @ApiProperty({ description: 'By which the gate allowed it, and under which they have checked in' })
  @IsString()
  @Length(1, 128)
  @IsPlain()
  decision: string;
  @ApiProperty() @IsBoolean() recorded: boolean;
  @ApiPropertyOptional({ description: 'Whether they were let in; absent where nobody was met' })
  @IsOptional()
  @IsBoolean()
  entryConsent?: boolean;
}

export class LoggedAnswer {
  @ApiProperty() id: string;
}

export class TaskAnswer {
  @ApiProperty() taskId: string;
  @ApiProperty() loan: string;
  @ApiProperty() person: string;
  @ApiProperty() role: string;
  @ApiProperty() kind: string;
  @ApiProperty({ type: String, nullable: true }) point: string | null;
  @ApiProperty() expiresAt: string;
  @ApiProperty({ description: 'Whether you have taken it' }) taken: boolean;
}

export class TakenAnswer {
  @ApiProperty() taskId: string;
}

export class TasksAnswer {
  @ApiProperty({ type: [TaskAnswer] }) tasks: TaskAnswer[];
}
