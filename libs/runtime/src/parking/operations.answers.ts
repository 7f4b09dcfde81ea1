import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** The answers of the operations routes, as the API page shows them. */
export class DoneDto {
  @ApiProperty({ description: 'The number of a dead letter, or a loan as `tenant:loan`' })
  target: string;

  @ApiProperty({
    example: 'released',
    description: 'What came of it: taken, released, still-held, refused, discarded …',
  })
  outcome: string;

  @ApiPropertyOptional({ description: 'Why, where it was refused' })
  detail?: string;
}

export class LetterDto {
  @ApiProperty({ description: 'Its number, within this service' })
  id: string;

  @ApiProperty()
  stream: string;

  @ApiProperty({
    example: '3/1207',
    description: '`partition/offset`; `door` by HTTP or file, `parked` from a held loan',
  })
  position: string;

  @ApiProperty({ enum: ['envelope', 'decode', 'inbox', 'decide'] })
  stage: string;

  @ApiProperty({ description: 'Reason code' })
  reason: string;

  @ApiProperty()
  detail: string;

  @ApiProperty({ type: String, nullable: true })
  type: string | null;

  @ApiProperty({ type: String, nullable: true })
  eventId: string | null;

  @ApiProperty({ type: 'integer', description: 'How long the record is; never what it holds' })
  bytes: number;

  @ApiProperty({ type: 'integer' })
  attempts: number;

  @ApiProperty({ enum: ['open', 'replayed', 'discarded'] })
  status: string;

  @ApiProperty({ format: 'date-time' })
  firstAt: string;

  @ApiProperty({ format: 'date-time' })
  lastAt: string;
}

export class HeldDto {
  @ApiProperty({ description: 'The loan, as `tenant:loan`' })
  subject: string;

  @ApiProperty({ format: 'date', description: 'The business day on which it began to wait' })
  since: string;

  @ApiProperty({ description: 'Reason code' })
  reason: string;

  @ApiProperty()
  detail: string;

  @ApiProperty({ type: 'integer' })
  attempts: number;

  @ApiProperty({ type: 'integer', description: 'Records that wait' })
  waiting: number;

  @ApiProperty({ format: 'date-time' })
  heldAt: string;
}

export class WaitingDto {
  @ApiProperty()
  eventId: string;

  @ApiProperty()
  type: string;

  @ApiProperty()
  stream: string;

  @ApiProperty({ format: 'date', description: 'The business day that was open when it came' })
  day: string;

  @ApiProperty({ type: 'integer' })
  bytes: number;
}

export class HeldOneDto extends HeldDto {
  @ApiProperty({ type: [WaitingDto], description: 'The first of what waits, in order' })
  records: WaitingDto[];
}

export class ActionDto {
  @ApiProperty({ description: 'Its number, within this service' })
  id: string;

  @ApiProperty({ format: 'date-time' })
  at: string;

  @ApiProperty({ description: 'Who, as the token says' })
  actor: string;

  @ApiProperty({ example: 'parked discard' })
  action: string;

  @ApiProperty()
  target: string;

  @ApiProperty({ type: String, nullable: true, description: 'Why, where a reason was asked for' })
  reason: string | null;

  @ApiProperty()
  outcome: string;
}

export class OutgoingDto {
  @ApiProperty({ description: 'Its number, within this service' })
  id: string;

  @ApiProperty()
  stream: string;

  @ApiProperty()
  type: string;

  @ApiProperty({ type: String, nullable: true, description: 'The loan, as `tenant:loan`; null for the mark of a day' })
  loan: string | null;

  @ApiProperty({ description: 'Reason code' })
  reason: string;

  @ApiProperty({ type: 'integer', description: 'How long it is; never what it says' })
  bytes: number;

  @ApiProperty({ format: 'date-time' })
  setAsideAt: string;
}
