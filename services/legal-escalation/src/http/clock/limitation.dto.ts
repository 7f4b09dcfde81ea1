import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMinSize, IsArray, IsIn, IsInt, IsOptional, Matches, Max, Min, ValidateNested } from 'class-validator';
import { IsCode, IsDay, IsId } from '../loan/texts.js';

/** What people may record. Payments come from the ledger, notices from outreach, suits from the cases. */
const KINDS = [
  'demand',
  'acknowledged',
  'asked-for-time',
  'plan-agreed',
  'deduction',
  'suit',
  'payment-order',
  'preservation',
  'enforcement-application',
  'bankruptcy-claim',
  'set-off',
  'mediation',
  'police-report',
  'assignment-notice',
  'public-notice',
] as const;
const CLAIMS = ['debt', 'accelerated', 'interest', 'guarantee', 'enforcement', 'enforcement-interest'] as const;
const OBSTACLES = ['force-majeure', 'no-guardian', 'no-heir', 'creditor-controlled', 'other'] as const;
const AGAINST = ['debtor', 'guarantor', 'all'] as const;

export class ProofDto {
  @ApiProperty({ example: 'letter' }) @IsCode() kind: string;
  @ApiProperty({ description: 'Where the paper lies; never the paper' }) @IsId() id: string;
  @ApiPropertyOptional() @IsOptional() @Matches(/^[0-9a-f]{64}$/) sha256?: string;
}

export class WithProofDto {
  @ApiProperty({ type: ProofDto }) @ValidateNested() @Type(() => ProofDto) proof: ProofDto;
}

export class ActDto extends WithProofDto {
  @ApiProperty({ enum: KINDS }) @IsIn(KINDS) act: (typeof KINDS)[number];
  @ApiProperty({ format: 'date' }) @IsDay() on: string;
  @ApiPropertyOptional({ description: 'Where it was a proceeding: its end, or open', example: 'open' })
  @IsOptional()
  @Matches(/^(open|\d{4}-\d{2}-\d{2})$/, { message: 'until must be open or written as YYYY-MM-DD' })
  until?: string;
  @ApiPropertyOptional({ enum: CLAIMS, isArray: true, description: 'All where none is named' })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @IsIn(CLAIMS, { each: true })
  claims?: (typeof CLAIMS)[number][];
  @ApiPropertyOptional({ enum: AGAINST, default: 'debtor' })
  @IsOptional()
  @IsIn(AGAINST)
  against?: (typeof AGAINST)[number];
  @ApiPropertyOptional({ description: 'Whom of the guarantors, where it was said to one', example: 'demo:P-1' })
  @IsOptional()
  @IsId()
  guarantorId?: string;
}

export class ObstacleDto extends WithProofDto {
  @ApiProperty({ enum: OBSTACLES }) @IsIn(OBSTACLES) obstacle: (typeof OBSTACLES)[number];
  @ApiProperty({ format: 'date' }) @IsDay() from: string;
}

export class OnDto {
  @ApiProperty({ format: 'date' }) @IsDay() on: string;
}

export class AccelerationDto extends WithProofDto {
  @ApiProperty({ format: 'date' }) @IsDay() on: string;
}

export class GuaranteeDto {
  @ApiProperty({ example: 'demo:P-1' }) @IsId() guarantorId: string;
  @ApiProperty({ enum: ['general', 'joint'] }) @IsIn(['general', 'joint']) kind: 'general' | 'joint';
  @ApiPropertyOptional({ description: 'As agreed; as the law has it where nothing was' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1200)
  months?: number;
}

export class DemandDto {
  @ApiProperty() @IsId() clockId: string;
  @ApiPropertyOptional({ enum: ['borrower', 'co-borrower'], default: 'borrower' })
  @IsOptional()
  @IsIn(['borrower', 'co-borrower'])
  role?: 'borrower' | 'co-borrower';
}

export class ActIdAnswer {
  @ApiProperty() actId: string;
}
export class ObstacleIdAnswer {
  @ApiProperty() obstacleId: string;
}
export class LoanIdAnswer {
  @ApiProperty() loanId: string;
}

export class ProofAnswer {
  @ApiProperty() kind: string;
  @ApiProperty() id: string;
  @ApiProperty({ type: String, nullable: true }) sha256: string | null;
}

export class EffectAnswer {
  @ApiProperty() actId: string;
  @ApiProperty() act: string;
  @ApiProperty({ format: 'date' }) on: string;
  @ApiProperty({ type: String, nullable: true }) until: string | null;
  @ApiProperty({ description: 'Who has told of it' }) from: string;
  @ApiProperty({ type: ProofAnswer }) proof: ProofAnswer;
  @ApiProperty({ enum: ['restarted', 'stopped', 'kept', 'too-late', 'not-counted'] }) effect: string;
  @ApiProperty({ description: 'Why it was not counted; else the kind of act' }) rule: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) expiredBefore: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) expiresAfter: string | null;
}

export class PolicyAnswer {
  @ApiProperty() id: string;
  @ApiProperty() version: number;
  @ApiProperty() rule: string;
}

export class PeriodAnswer {
  @ApiProperty() clockId: string;
  @ApiProperty({ enum: CLAIMS }) claim: string;
  @ApiProperty({ type: String, nullable: true, description: 'The guarantor, or the judgment' }) ref: string | null;
  @ApiProperty({ format: 'date' }) startsOn: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) expiresOn: string | null;
  @ApiProperty({ description: 'The calendar of that year is not announced: it may be a later day' })
  provisional: boolean;
  @ApiProperty({ enum: ['running', 'paused', 'kept', 'expired', 'off'] }) state: string;
  @ApiProperty({ type: PolicyAnswer }) policy: PolicyAnswer;
  @ApiProperty({ type: [EffectAnswer], description: 'What interrupted it, what did not, and the proof' })
  acts: EffectAnswer[];
}

export class LimitationAnswer {
  @ApiProperty() loanId: string;
  @ApiProperty({ format: 'date', description: 'The day that is open' }) asOf: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) nextDate: string | null;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'Since when records of the loan wait: its alerts wait too',
  })
  heldSince: string | null;
  @ApiProperty({ type: [PeriodAnswer] }) periods: PeriodAnswer[];
}
