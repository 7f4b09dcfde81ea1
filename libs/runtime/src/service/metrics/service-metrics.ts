import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** All that the machinery may raise; a service adds its own to `alarms` where it has some. */
export const ALARMS = [
  'conflicting-record',
  'fault-in-decide',
  'fault-in-read',
  'fault-in-save',
  'lane-stopped',
  'log-replaced',
  'oversized-record',
  'relay-stuck',
  'unreadable-mark',
  'weather',
] as const;

/**
 * What a service counts of itself, in a registry of its own, as several services may live in one process.
 * No label ever holds an id: streams, partitions, reasons and alarms are few.
 */
export class ServiceMetrics {
  readonly registry = new Registry();
  private readonly registers = [this.registry];

  readonly lagRecords = new Gauge({
    name: 'mora_lag_records',
    help: 'Records of a stream’s partition that this service has not taken yet',
    labelNames: ['stream', 'partition'],
    registers: this.registers,
  });
  readonly chunkRecords = new Histogram({
    name: 'mora_chunk_records',
    help: 'Records that one transaction took',
    labelNames: ['stream'],
    buckets: [1, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500],
    registers: this.registers,
  });
  readonly chunkSeconds = new Histogram({
    name: 'mora_chunk_seconds',
    help: 'Seconds from the lock of the lane to the commit of a chunk',
    labelNames: ['stream'],
    buckets: SECONDS,
    registers: this.registers,
  });
  readonly outboxRows = new Gauge({
    name: 'mora_outbox_rows',
    help: 'Announcements that wait to be sent',
    registers: this.registers,
  });
  readonly outboxAgeSeconds = new Gauge({
    name: 'mora_outbox_age_seconds',
    help: 'Age of the oldest announcement that waits to be sent',
    registers: this.registers,
  });
  readonly deadLetters = new Counter({
    name: 'mora_dead_letters_total',
    help: 'Records set aside, as they could not be read and had no subject to wait with',
    labelNames: ['reason'],
    registers: this.registers,
  });
  readonly deadLettersOpen = new Gauge({
    name: 'mora_dead_letters_open',
    help: 'Records set aside on which nobody has decided yet',
    registers: this.registers,
  });
  readonly parkedSubjects = new Gauge({
    name: 'mora_parked_subjects',
    help: 'Loans and persons that are held until somebody looks',
    registers: this.registers,
  });
  readonly duplicates = new Counter({
    name: 'mora_duplicates_total',
    help: 'Records that had been taken already',
    registers: this.registers,
  });
  readonly conflicts = new Counter({
    name: 'mora_conflicts_total',
    help: 'Records with the id of one already taken, and another content',
    registers: this.registers,
  });
  readonly alarms = new Counter({
    name: 'mora_alarms_total',
    help: 'Alarms raised: somebody must look',
    labelNames: ['alarm'],
    registers: this.registers,
  });
  readonly httpSeconds = new Histogram({
    name: 'mora_http_seconds',
    help: 'Seconds that a request took, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: this.registers,
  });

  constructor(service: string) {
    this.registry.setDefaultLabels({ service });
    collectDefaultMetrics({ register: this.registry });
    // A series that begins with its first alarm has no increase that a rule could see.
    for (const alarm of ALARMS) this.alarms.inc({ alarm }, 0);
  }
}
