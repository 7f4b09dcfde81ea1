import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('inbox')
export class InboxEntity {
  @PrimaryColumn('text')
  eventId: string;

  @Column('timestamptz')
  receivedAt: Date;
}

@Entity('loan')
export class LoanEntity {
  @PrimaryColumn('text')
  id: string;

  @Column('numeric')
  paid: string;

  @Column('date')
  lastPaidOn: string;

  @Column('jsonb')
  recent: readonly string[];
}

@Entity('outbox')
export class OutboxEntity {
  @PrimaryColumn('text')
  id: string;

  @Column('text')
  loanId: string;

  @Column('text')
  type: string;

  @Column('jsonb')
  payload: object;

  @Column('timestamptz', { nullable: true })
  publishedAt: Date | null;
}

export const entities = [InboxEntity, LoanEntity, OutboxEntity];
