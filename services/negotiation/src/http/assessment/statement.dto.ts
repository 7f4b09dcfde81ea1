import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { CURRENCIES, type Currency } from '@mora/kernel';
import { EvidenceDto, IsEvidence } from '../loan/evidence.dto.js';
import { IsCode, IsDay, IsId } from '../loan/texts.js';
import { IsAmount } from './amounts.js';
import { DocumentDto, IsHash } from './documents.dto.js';

const INCOMES = ['salary', 'pension', 'self-employed', 'benefit', 'other'] as const;
const EXPENSES = ['housing', 'food', 'health', 'education', 'transport', 'insurance', 'tax', 'other'] as const;
const ASSETS = ['cash', 'deposit', 'vehicle', 'home', 'other'] as const;
const SHOCKS = ['income-drop', 'illness', 'disaster', 'job-loss', 'failed-investment', 'other', 'none'] as const;
const MOST = 40;

/** A list of things that are each checked; how many there may be is said once. */
const Each = (type: () => new () => object): PropertyDecorator => {
  const all = [
    IsArray(),
    ArrayMaxSize(MOST),
    ValidateNested({ each: true }),
    Type(type),
    ApiProperty({ type: [type()] }),
  ];
  return (target, property) => all.forEach((decorate) => void decorate(target, property));
};

export class DependantDto {
  @ApiProperty({ example: 500, description: 'Which share of the cost the borrower bears, in thousandths' })
  @IsInt()
  @Min(1)
  @Max(1_000)
  sharePermille: number;
}

export class IncomeDto {
  @ApiProperty({ enum: INCOMES }) @IsIn(INCOMES) kind: (typeof INCOMES)[number];
  @ApiProperty({ example: '8000.00', description: 'In a month, as it is now' }) @IsAmount() monthly: string;
  @ApiPropertyOptional({ example: '12000.00', description: 'As it was before the shock, and will be again' })
  @IsOptional()
  @IsAmount()
  usual?: string;
  @ApiProperty({ description: 'Whether it comes every month' }) @IsBoolean() regular: boolean;
  @ApiPropertyOptional({ description: 'SHA-256 of the document that proves it; left out, any of a fitting kind' })
  @IsOptional()
  @IsHash()
  proof?: string;
}

export class ExpenseDto {
  @ApiProperty({ enum: EXPENSES }) @IsIn(EXPENSES) kind: (typeof EXPENSES)[number];
  @ApiProperty({ example: '2500.00' }) @IsAmount() monthly: string;
  @ApiProperty({ description: 'Whether the household cannot do without' }) @IsBoolean() essential: boolean;
  @ApiPropertyOptional({ description: 'SHA-256 of the document that proves it' })
  @IsOptional()
  @IsHash()
  proof?: string;
}

export class DebtDto {
  @ApiProperty({ example: 'mortgage' }) @IsCode() kind: string;
  @ApiProperty({ example: '1000.00' }) @IsAmount() monthly: string;
  @ApiProperty({ description: 'Whether it comes before this loan' }) @IsBoolean() priority: boolean;
  @ApiProperty({ description: 'Whether another bank has classed it as bad' }) @IsBoolean() bad: boolean;
}

export class AssetDto {
  @ApiProperty({ enum: ASSETS }) @IsIn(ASSETS) kind: (typeof ASSETS)[number];
  @ApiProperty({ example: '3000.00' }) @IsAmount() value: string;
  @ApiProperty({ description: 'Whether it can be paid with at once' }) @IsBoolean() liquid: boolean;
  @ApiProperty({ description: 'Whether the law leaves it to the household' }) @IsBoolean() exempt: boolean;
}

export class ShockDto {
  @ApiProperty({ enum: SHOCKS }) @IsIn(SHOCKS) kind: (typeof SHOCKS)[number];
  @ApiPropertyOptional({
    example: 4,
    description: 'After how many months it will be over; left out where nobody knows',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(600)
  expectedMonths?: number;
}

export class StatementDto {
  @ApiProperty({ example: 'cn-shanghai', description: 'Where the household lives; a region of the policy' })
  @IsCode()
  region: string;
  @ApiProperty({ example: '2026-03-10' }) @IsDay() asOf: string;
  @ApiProperty({ enum: CURRENCIES, example: 'CNY' }) @IsIn([...CURRENCIES]) currency: Currency;
  @Each(() => DependantDto) dependants: DependantDto[];
  @Each(() => IncomeDto) incomes: IncomeDto[];
  @Each(() => ExpenseDto) expenses: ExpenseDto[];
  @Each(() => DebtDto) debts: DebtDto[];
  @Each(() => AssetDto) assets: AssetDto[];
  @ApiProperty({ type: ShockDto }) @ValidateNested() @Type(() => ShockDto) shock: ShockDto;
}

export class StateMeansDto {
  @ApiPropertyOptional({ example: 'demo:P-1', description: 'Of the bank: for whom; a borrower speaks for themselves' })
  @IsOptional()
  @IsId()
  person?: string;
  @ApiProperty({ type: StatementDto }) @ValidateNested() @Type(() => StatementDto) statement: StatementDto;
  @Each(() => DocumentDto) proofs: DocumentDto[];
  @ApiPropertyOptional({ description: 'The borrower declares whether they want to pay; what was declared last holds' })
  @IsOptional()
  @IsBoolean()
  willing?: boolean;
  @ApiPropertyOptional({
    description: 'Taiwan: the borrower asks in writing for the negotiation of the statute on debt clearance',
  })
  @IsOptional()
  @IsBoolean()
  debtClearance?: boolean;
  @IsEvidence() evidence?: EvidenceDto;
}

const VERDICTS = ['not-in-difficulty', 'short-term', 'long-term', 'unaffordable'] as const;

export class AssessedAnswer {
  @ApiProperty() assessmentId: string;
  @ApiProperty({ enum: VERDICTS }) verdict: string;
  @ApiProperty({ format: 'date' }) validUntil: string;
  @ApiProperty({ type: [String], description: 'Kinds of proof that are wanting' }) missing: readonly string[];
}

export class PolicyDto {
  @ApiProperty() id: string;
  @ApiProperty() version: number;
  @ApiProperty() rule: string;
}

export class LineAnswer {
  @ApiProperty({ example: 'living-floor' }) code: string;
  @ApiProperty({ example: '1595.00' }) amount: string;
  @ApiProperty({ type: PolicyDto }) policy: PolicyDto;
}

export class GivenDocumentAnswer {
  @ApiProperty() docId: string;
  @ApiProperty() kind: string;
  @ApiProperty({ type: String, nullable: true }) name: string | null;
  @ApiProperty({ enum: ['given', 'verified', 'refused'] }) state: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) expiresOn: string | null;
}

export class AssessmentAnswer extends AssessedAnswer {
  @ApiProperty({ enum: ['current', 'stale'] }) state: string;
  @ApiProperty({ type: PolicyDto, description: 'By which rule the verdict is' }) policy: PolicyDto;
  @ApiProperty() currency: string;
  @ApiProperty({ description: 'The largest instalment that can be borne in a month' }) capacity: string;
  @ApiProperty({ description: 'The same with less income' }) stressed: string;
  @ApiProperty() liquid: string;
  @ApiProperty({ type: [LineAnswer] }) lines: readonly LineAnswer[];
  @ApiProperty({ type: [GivenDocumentAnswer] }) documents: readonly GivenDocumentAnswer[];
}
