import { ApiProperty } from '@nestjs/swagger';
import { ASSETS, MEASURES, PERSONAL } from './enforcement.dto.js';

const day = { format: 'date', example: '2026-03-10' } as const;
const dayOrNull = { ...day, type: String, nullable: true } as const;
const textOrNull = { type: String, nullable: true } as const;
const STATES = ['open', 'stayed', 'satisfied', 'this-round', 'settled', 'final'] as const;

export class RoundAnswer {
  @ApiProperty() enforcementId: string;
  @ApiProperty({ enum: STATES }) state: string;
}

export class ClueAnswer {
  @ApiProperty() clueId: string;
  @ApiProperty({ enum: ASSETS }) asset: string;
  @ApiProperty({ ...textOrNull, example: '12000.00' }) value: string | null;
  @ApiProperty({ ...textOrNull, example: '10000.00', description: 'What may be taken of it; of a wage, a month' })
  takable: string | null;
  @ApiProperty(textOrNull) exempt: string | null;
  @ApiProperty() onlyHome: boolean;
}

export class MeasureAnswer {
  @ApiProperty() measureId: string;
  @ApiProperty({ ...textOrNull }) clueId: string | null;
  @ApiProperty({ enum: [...MEASURES, ...PERSONAL] }) kind: string;
  @ApiProperty({ enum: ASSETS, nullable: true, description: 'Null where it binds the debtor in person' })
  asset: string | null;
  @ApiProperty(textOrNull) value: string | null;
  @ApiProperty({ enum: ['applied', 'in-force', 'ended', 'refused'] }) state: string;
  @ApiProperty({ ...textOrNull, example: 'living-cost', description: 'Why it was not asked for, or binds no more' })
  because: string | null;
  @ApiProperty(dayOrNull) from: string | null;
  @ApiProperty({ ...dayOrNull, description: 'It has to be renewed by then, or it lapses' }) until: string | null;
  @ApiProperty() rank: number;
}

export class MeasureSeenAnswer extends MeasureAnswer {
  @ApiProperty({ ...dayOrNull, description: 'Of a property report: it is of what was owned from that day on' })
  reportsFrom: string | null;
}

export class RecoveryAnswer {
  @ApiProperty() recoveryId: string;
  @ApiProperty(day) on: string;
  @ApiProperty(textOrNull) amount: string | null;
  @ApiProperty(textOrNull) costs: string | null;
  @ApiProperty(textOrNull) judgment: string | null;
  @ApiProperty({ ...textOrNull, description: 'The doubled part of the interest for delay' }) doubled: string | null;
  @ApiProperty({ ...textOrNull, description: 'What has to go back' }) surplus: string | null;
  @ApiProperty({ ...textOrNull, description: 'The payment of the ledger; null while it has booked none' })
  paymentId: string | null;
}

class LeftAnswer {
  @ApiProperty(textOrNull) costs: string | null;
  @ApiProperty(textOrNull) judgment: string | null;
  @ApiProperty(textOrNull) doubled: string | null;
}

export class ObjectionAnswer {
  @ApiProperty() objectionId: string;
  @ApiProperty({ enum: ['raised', 'decided', 'fought', 'over'] }) state: string;
  @ApiProperty({ ...dayOrNull, description: 'Until when the court decides, then until when that can be fought' })
  dueOn: string | null;
}

export class EnforcementAnswer extends RoundAnswer {
  @ApiProperty() judgmentId: string;
  @ApiProperty(day) on: string;
  @ApiProperty() court: string;
  @ApiProperty({ ...dayOrNull, description: 'When the court has told the debtor to perform' }) noticedOn: string | null;
  @ApiProperty({ type: [ObjectionAnswer] }) objections: ObjectionAnswer[];
  @ApiProperty({ type: LeftAnswer, nullable: true, description: 'What is owed, in the order in which money covers it' })
  left: LeftAnswer | null;
  @ApiProperty({ type: LeftAnswer, nullable: true, description: 'What of it is due, and may be seized for' })
  due: LeftAnswer | null;
  @ApiProperty({ type: [ClueAnswer] }) clues: readonly ClueAnswer[];
  @ApiProperty({ type: [MeasureSeenAnswer] }) measures: readonly MeasureSeenAnswer[];
  @ApiProperty({ type: [RecoveryAnswer] }) recoveries: readonly RecoveryAnswer[];
}

export class EnforcementsAnswer {
  @ApiProperty() loanId: string;
  @ApiProperty({ type: [EnforcementAnswer] }) rounds: readonly EnforcementAnswer[];
}

export class ClueIdAnswer extends RoundAnswer {
  @ApiProperty() clueId: string;
}

export class SuggestionAnswer {
  @ApiProperty() clueId: string;
  @ApiProperty({ enum: MEASURES }) kind: string;
  @ApiProperty({ enum: ASSETS }) asset: string;
  @ApiProperty(textOrNull) value: string | null;
}

export class SuggestionsAnswer {
  @ApiProperty() enforcementId: string;
  @ApiProperty({ ...textOrNull, description: 'What is due in all; null where a rate of delay is not known' })
  left: string | null;
  @ApiProperty({ type: [SuggestionAnswer], description: 'From the mildest on' })
  suggestions: readonly SuggestionAnswer[];
}
