import { type ChildProcess, fork } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { ServiceName, ServiceStarter } from '../world.js';
import type { Answer, StartOrder } from './service.process.js';
import type { Told, ToldClock } from './told-clock.js';

const PROGRAM = fileURLToPath(new URL('./service.process.ts', import.meta.url));
const AGAIN_AFTER_MS = 100;

export type ProcessOrder = Readonly<{
  name: ServiceName;
  clock: ToldClock;
  port: number;
  log: string;
  /** It runs again after a kill. */
  onBack?: () => void;
}>;

/** A service as a process of its own, with the clock of the run: started again whenever it is gone, unless it was halted. */
export class ServiceProcess implements Told {
  kills = 0;
  /** Ends that nobody asked for. */
  readonly crashes: string[] = [];
  private child: ChildProcess | null = null;
  private order: Omit<StartOrder, 'now'> | null = null;
  /** Nobody starts it again. */
  private halted = false;
  private asked = false;
  private up = Promise.resolve();
  /** Null while it runs. */
  private isUp: (() => void) | null = null;
  private word = 0;
  private heardWord = 0;
  private waiting: (() => void)[] = [];

  constructor(private readonly of: ProcessOrder) {
    of.clock.add(this);
  }

  get name(): ServiceName {
    return this.of.name;
  }

  get url(): string {
    return `http://127.0.0.1:${this.of.port}`;
  }

  readonly starter: ServiceStarter = async ({ env, busUrl }) => {
    this.order = { name: this.of.name, env: { ...env, PORT: String(this.of.port) }, busUrl };
    this.start();
    await this.up;
    return { url: this.url, stop: () => this.end() };
  };

  tell(now: number): void {
    if (this.child?.connected !== true) return; // whoever comes back is told first of all
    this.word += 1;
    this.child.send({ now, word: this.word });
  }

  heard(): Promise<void> {
    if (this.child?.connected !== true || this.heardWord >= this.word) return Promise.resolve();
    return new Promise((done) => this.waiting.push(done));
  }

  /** SIGKILL: nothing is finished, nothing is written. */
  kill(): void {
    if (this.asked || this.child?.connected !== true) return;
    this.kills += 1;
    this.asked = true;
    this.down();
    this.child.kill('SIGKILL');
  }

  /** Stops it in order, as for an upgrade. It is gone when this resolves, until it is started again. */
  async halt(): Promise<void> {
    await this.up;
    this.halted = true;
    await this.gone('SIGTERM');
  }

  /** Starts it again. It runs when this resolves. */
  async resume(): Promise<void> {
    this.halted = false;
    this.start();
    await this.up;
  }

  /** Waits until it runs again. */
  ready(): Promise<void> {
    return this.up;
  }

  /** Another process of the same service, beside this one. It runs when this resolves. */
  async twin(port: number, log: string): Promise<ServiceProcess> {
    if (this.order === null) throw new Error(`${this.name} was never started`);
    const twin = new ServiceProcess({ ...this.of, port, log });
    await twin.starter(this.order);
    return twin;
  }

  /** SIGKILL, for good. */
  async end(): Promise<void> {
    this.halted = true;
    this.of.clock.remove(this);
    await this.gone('SIGKILL');
  }

  private async gone(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const { child } = this;
    this.asked = true;
    if (child === null) return;
    const gone = new Promise<void>((done) => child.once('exit', () => done()));
    child.kill(signal);
    await gone;
  }

  private down(): void {
    if (this.isUp === null) this.up = new Promise((done) => (this.isUp = done));
  }

  private start(): void {
    const { order, of } = this;
    if (order === null || this.halted || this.child !== null) return;
    const log = openSync(of.log, 'a');
    const child = fork(PROGRAM, { stdio: ['ignore', log, log, 'ipc'] });
    closeSync(log);
    this.child = child;
    this.asked = false;
    this.heardWord = this.word;
    this.down();
    child.send({ ...order, now: of.clock.now() } satisfies StartOrder);
    child.on('message', (answer: Answer) => this.answered(answer));
    child.once('exit', (code, signal) => this.ended(code ?? signal ?? 'nothing'));
  }

  private answered(answer: Answer): void {
    if ('heard' in answer) {
      this.heardWord = answer.heard;
      if (answer.heard >= this.word) this.nobodyWaits();
      return;
    }
    this.isUp?.();
    this.isUp = null;
    if (this.kills > 0) this.of.onBack?.();
  }

  private ended(how: number | string): void {
    this.child = null;
    this.nobodyWaits();
    if (!this.asked) this.crashes.push(`${this.name} ended with ${how}`);
    if (this.halted) return;
    this.down();
    void sleep(AGAIN_AFTER_MS).then(() => this.start());
  }

  private nobodyWaits(): void {
    this.waiting.splice(0).forEach((done) => done());
  }
}
