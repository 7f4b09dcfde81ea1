import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ClientsModule, type KafkaOptions, Transport } from '@nestjs/microservices';
import { TypeOrmModule } from '@nestjs/typeorm';
import { config } from './config.js';
import { entities } from './entities.js';
import { PaymentsController } from './payments.controller.js';

const { databaseUrl: url, brokers } = config;
const kafka = (clientId: string): KafkaOptions => ({
  transport: Transport.KAFKA,
  options: {
    client: { clientId, brokers },
    consumer: { groupId: clientId, allowAutoTopicCreation: false },
    subscribe: { fromBeginning: true },
    producer: { allowAutoTopicCreation: false },
  },
});

@Module({
  imports: [
    TypeOrmModule.forRoot({ type: 'postgres', url, entities, synchronize: true }),
    ClientsModule.register([{ name: 'PRODUCER', ...kafka('naive-producer') }]),
  ],
  controllers: [PaymentsController],
})
class NaiveModule {}

const app = await NestFactory.createMicroservice(NaiveModule, { ...kafka('naive'), logger: false });
await app.listen();
