import { Controller, Inject, UsePipes, ValidationPipe } from '@nestjs/common';
import { ClientKafka, EventPattern, Payload } from '@nestjs/microservices';
import { lastValueFrom } from 'rxjs';
import { DataSource, type EntityManager } from 'typeorm';
import { InboxEntity, LoanEntity, OutboxEntity } from './entities.js';
import { NAIVE_IN, NAIVE_OUT } from './topics.js';
import { PaymentDto } from './payment.dto.js';

const REMEMBERED = 8;

/** The way of the tutorials: one handler call, one transaction and one send for every record. */
@Controller()
export class PaymentsController {
  constructor(
    private readonly database: DataSource,
    @Inject('PRODUCER') private readonly producer: ClientKafka,
  ) {}

  @EventPattern(NAIVE_IN)
  @UsePipes(new ValidationPipe({ transform: true, whitelist: true }))
  async onPayment(@Payload() payment: PaymentDto): Promise<void> {
    const said = await this.database.transaction((manager) => this.take(manager, payment));
    if (said === null) return;
    await lastValueFrom(this.producer.emit(NAIVE_OUT, { key: said.loanId, value: said.payload }));
    await this.database.getRepository(OutboxEntity).save({ ...said, publishedAt: new Date() });
  }

  private async take(manager: EntityManager, { id, subject, data, businessdate }: PaymentDto) {
    if (await manager.findOneBy(InboxEntity, { eventId: id })) return null;
    await manager.save(InboxEntity, { eventId: id, receivedAt: new Date() });
    const loan = (await manager.findOneBy(LoanEntity, { id: subject })) ?? {
      id: subject,
      paid: '0.00',
      lastPaidOn: businessdate,
      recent: [],
    };
    const paid = (Number(loan.paid) + Number(data.amount)).toFixed(2);
    const recent = [...loan.recent, id].slice(-REMEMBERED);
    await manager.save(LoanEntity, { ...loan, paid, recent, lastPaidOn: data.valueDate });
    const payload = { loan: subject, paid, ...data };
    return manager.save(OutboxEntity, { id, loanId: subject, type: 'paid', payload, publishedAt: null });
  }
}
