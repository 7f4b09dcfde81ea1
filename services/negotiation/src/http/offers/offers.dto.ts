import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, Matches } from 'class-validator';
import { EvidenceDto, IsEvidence } from '../loan/evidence.dto.js';
import { BecauseDto } from '../loan/rounds.dto.js';
import { IsCode, IsDay, IsId } from '../loan/texts.js';

const dayOrNull = { type: String, nullable: true, format: 'date' } as const;
const textOrNull = { type: String, nullable: true } as const;
const TIERS = ['T1', 'T2', 'T3', 'T4'] as const;
const SHA256 = /^[0-9a-f]{64}$/;

export class OfferAnswer {
  @ApiProperty() offerId: string;
  @ApiProperty() roundId: string;
  @ApiProperty({ enum: ['policy', 'staff', 'counter'] }) source: string;
  @ApiProperty({ type: [String], example: ['extension'] }) kinds: string[];
  @ApiProperty({ example: 'disclosed' }) state: string;
  @ApiProperty() rank: number;
  @ApiProperty({
    enum: ['yes', 'stressed-only'],
    description:
      'Only what can be borne is offered: in the stressed case too, unless the policy lets it be without that',
  })
  affords: string;
  @ApiProperty({ enum: TIERS }) tier: string;
  @ApiProperty({ example: 'CNY' }) currency: string;
  @ApiProperty({ example: '1309.50', description: 'The largest' }) instalment: string;
  @ApiProperty({ example: '26730.00' }) totalCost: string;
  @ApiProperty({ example: '-252.00', description: 'Against what was agreed before' }) costDelta: string;
  @ApiProperty({ example: '0.00' }) waived: string;
  @ApiProperty(dayOrNull) firstDueOn: string | null;
  @ApiProperty({ format: 'date' }) lastDueOn: string;
  @ApiProperty() count: number;
  @ApiProperty({ format: 'date' }) madeOn: string;
  @ApiProperty({ ...dayOrNull, description: 'Null before it is shown, and while a hold stops its term' })
  validUntil: string | null;
  @ApiProperty(textOrNull) disclosureId: string | null;
  @ApiProperty(textOrNull) planId: string | null;
  @ApiProperty({ ...textOrNull, description: 'Not told to borrowers' }) proposer: string | null;
  @ApiProperty({ type: [String], description: 'Not told to borrowers' }) approvers: string[];
}

export class OffersAnswer {
  @ApiProperty({ type: [OfferAnswer] }) offers: OfferAnswer[];
}

export class OfferStateAnswer {
  @ApiProperty() offerId: string;
  @ApiProperty({ example: 'approved' }) state: string;
}

export class DisclosedAnswer {
  @ApiProperty() disclosureId: string;
  @ApiProperty() sha256: string;
}

export class AcceptedAnswer {
  @ApiProperty() planId: string;
  @ApiProperty({ ...textOrNull, description: 'Null where the ledger need not be asked' }) requestId: string | null;
}

export class CounterAnswer {
  @ApiProperty({ enum: ['accepted', 'nearest', 'refused'] }) answer: string;
  @ApiProperty({ ...textOrNull, description: 'The offer that answers it' }) offerId: string | null;
  @ApiProperty({ example: 'nearest-allowed' }) because: string;
}

export class DisclosureNamedDto {
  @ApiProperty({ description: 'What was shown last' }) @IsId() disclosureId: string;
  @IsEvidence() evidence?: EvidenceDto;
}

export class DeclineDto extends BecauseDto {
  @IsEvidence() evidence?: EvidenceDto;
}

export class ConsentDto {
  @ApiProperty({ example: 'demo:P-2' })
  @Matches(/^[a-z0-9][a-z0-9-]{0,31}:\S{1,128}$/, { message: 'person is an id' })
  person: string;
  @ApiProperty({ description: 'Of the document that the guarantor signed' })
  @Matches(SHA256, { message: 'sha256 is 64 hex digits' })
  sha256: string;
  @ApiProperty({ example: '2026-03-10' }) @IsDay() on: string;
}

export class ReviewDto {
  @ApiProperty() @IsBoolean() accepted: boolean;
  @ApiProperty({ example: 'hospital-bill-seen' }) @IsCode() because: string;
}

export class LanguageQuery {
  @ApiPropertyOptional({ enum: ['en', 'zh-CN', 'zh-TW'], default: 'zh-CN' })
  @IsOptional()
  @IsIn(['en', 'zh-CN', 'zh-TW'])
  language?: 'en' | 'zh-CN' | 'zh-TW';
}

const AUTHORITIES = ['none', ...TIERS] as const;

export class AuthorityDto {
  @ApiProperty({ enum: AUTHORITIES, description: '`none` takes away what the role gives, too' })
  @IsIn(AUTHORITIES)
  tier: (typeof AUTHORITIES)[number];
  @ApiProperty({ example: '2026-03-10', description: 'Today or later' }) @IsDay() from: string;
  @ApiPropertyOptional({
    example: '2026-12-31',
    description: 'The last day; what was lowered stays so until another is set',
  })
  @IsOptional()
  @IsDay()
  until?: string;
}

export class AuthorityAnswer {
  @ApiProperty({ example: 'wu' }) actor: string;
  @ApiProperty({ enum: AUTHORITIES }) tier: string;
  @ApiProperty({ format: 'date' }) from: string;
  @ApiProperty(dayOrNull) until: string | null;
  @ApiProperty() setBy: string;
}

export class AuthorityLineAnswer extends AuthorityAnswer {
  @ApiProperty({ ...textOrNull, example: '2026-03-10T02:00:00Z', description: 'Null where it was not kept yet' })
  setAt: string | null;
}

export class AuthoritiesAnswer {
  @ApiProperty({ type: [AuthorityLineAnswer] }) authorities: AuthorityLineAnswer[];
}

class RowAnswer {
  @ApiProperty() number: number;
  @ApiProperty({ format: 'date' }) dueOn: string;
  @ApiProperty() principal: string;
  @ApiProperty() interest: string;
  @ApiProperty() fee: string;
  @ApiProperty() penalty: string;
  @ApiProperty() total: string;
}

class TextAnswer {
  @ApiProperty() id: string;
  @ApiProperty() version: number;
  @ApiProperty(textOrNull) text: string | null;
}

/** Old and new side by side, and everything else that is told before anybody accepts. */
export class DisclosureAnswer {
  @ApiProperty() disclosureId: string;
  @ApiProperty() sha256: string;
  @ApiProperty({ description: 'Whether this is what was shown, or what would be' }) isShown: boolean;
  @ApiProperty() offerId: string;
  @ApiProperty() currency: string;
  @ApiProperty({ format: 'date' }) pricedOn: string;
  @ApiProperty({ type: [String] }) kinds: string[];
  @ApiProperty({ type: [RowAnswer] }) old: RowAnswer[];
  @ApiProperty({ type: [RowAnswer] }) new: RowAnswer[];
  @ApiProperty({ type: Object }) totals: object;
  @ApiProperty({ type: Object, description: 'Old and new rate a year, and from when' }) rate: object;
  @ApiProperty({ type: Object }) ends: object;
  @ApiProperty({ type: [String], description: 'Rules of law by which something was cut' }) capped: string[];
  @ApiProperty({ type: Object, description: 'What a missed instalment costs and leads to' }) breach: object;
  @ApiProperty({ type: Object, description: 'On the class of the loan, and on guarantors' }) effect: object;
  @ApiProperty({ type: [TextAnswer] }) texts: TextAnswer[];
  @ApiProperty({ type: [Object], description: 'The policies that it rests on' }) sources: object[];
}
