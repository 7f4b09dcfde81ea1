import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';

const DATE = '2026-03-10';

class EpisodeAnswer {
  @ApiProperty({ example: 'e-1' }) episodeId: string;
  @ApiProperty({ example: DATE }) startedOn: string;
  @ApiProperty({ example: DATE, type: String, nullable: true }) oldestUnpaidOn: string | null;
  @ApiProperty({ description: 'As of the open day' }) daysPastDue: number;
  @ApiProperty({ example: 'CNY' }) currency: string;
  @ApiProperty({ example: '1200.00' }) overdue: string;
}

class RungAnswer {
  @ApiProperty({ example: 'first-reminder' }) step: string;
  @ApiProperty() contactId: string;
  @ApiProperty({ type: String, nullable: true }) personId: string | null;
  @ApiProperty({ example: DATE }) on: string;
  @ApiProperty({ enum: ['open', 'used', 'returned', 'unused', 'before', 'proposed'] }) state: string;
  @ApiProperty({ type: String, nullable: true }) channel: string | null;
}

class RequestAnswer {
  @ApiProperty() requestId: string;
  @ApiProperty({ enum: ['negotiation', 'legal'] }) requester: string;
  @ApiProperty({ example: DATE }) deadline: string;
  @ApiProperty() answered: boolean;
}

class LinkAnswer {
  @ApiProperty({ example: 'demo:P-000001' }) personId: string;
  @ApiProperty({ enum: ['borrower', 'co-borrower', 'guarantor', 'contact', 'representative'] }) role: string;
}

export class LoanAnswer {
  @ApiProperty({ example: 'demo:L-000001' }) loanId: string;
  @ApiProperty({ example: DATE, type: String, nullable: true }) openDay: string | null;
  @ApiProperty({ enum: ['active', 'closed', 'written-off', 'transferred'] }) status: string;
  @ApiProperty({ type: String, nullable: true }) product: string | null;
  @ApiProperty({ type: EpisodeAnswer, nullable: true }) episode: EpisodeAnswer | null;
  @ApiProperty({ type: [String], description: 'What restrains contact about this loan, and with who owes it' })
  flags: string[];
  @ApiProperty({ type: [String], description: 'Streams that must be known further before anything is done' })
  waits: string[];
  @ApiProperty({ example: DATE, type: String, nullable: true, description: 'Records of the loan wait since this day' })
  heldSince: string | null;
  @ApiProperty({ type: [LinkAnswer] }) persons: LinkAnswer[];
  @ApiProperty({ type: [RungAnswer], description: 'Steps of the strategy in this episode' }) steps: RungAnswer[];
  @ApiProperty({ type: [RequestAnswer], description: 'Notices that other services want sent' })
  requests: RequestAnswer[];
  @ApiProperty({ type: String, nullable: true, description: 'The row of the strategy that decided last' })
  lastRule: string | null;
  @ApiProperty({ example: DATE, type: String, nullable: true }) lastContactOn: string | null;
  @ApiProperty({ example: DATE, type: String, nullable: true, description: 'When it is looked at again' })
  reviewOn: string | null;
}

class StepTakenAnswer {
  @ApiProperty({ example: DATE, description: 'At the close of this day' }) on: string;
  @ApiProperty({ example: 'retail/1' }) strategy: string;
  @ApiProperty({ example: 'first-overdue' }) rule: string;
  @ApiProperty({ type: String, nullable: true }) step: string | null;
  @ApiProperty({ type: String, nullable: true }) arm: string | null;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'What the strategy looked at' })
  inputs: object;
}

export class StrategyAnswer {
  @ApiProperty({ example: 'demo:L-000001' }) loanId: string;
  @ApiProperty({ type: [StepTakenAnswer] }) steps: StepTakenAnswer[];
}

export class TakeoverDto {
  @ApiProperty({ example: 'asked-for-a-human-being', description: 'A code; it is kept, and names nobody' })
  @Matches(/^[a-z0-9][a-z0-9-]{0,63}$/, { message: 'because must be a code' })
  because: string;
}

export class TakeoverAnswer {
  @ApiProperty({ example: 'demo:L-000001' }) loanId: string;
  @ApiProperty({ example: 'wang' }) responsible: string;
}
