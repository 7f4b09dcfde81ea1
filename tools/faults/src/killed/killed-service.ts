import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { BankClock } from '@mora/ledger-simulator';
import type { ServiceStarter } from '@mora/scenario';
import type { KillableName, StartOrder } from './service.process.js';

const PROGRAM = fileURLToPath(new URL('./service.process.ts', import.meta.url));
const AGAIN_AFTER_MS = 100;

export type KillableOrder = Readonly<{ name: KillableName; instant: number; port: number; log: string }>;

/** A service as a process of its own, killed at whatever it is and started again, with the clock of the run. */
export class KilledService extends BankClock {
  kills = 0;
  /** Ends that nobody asked for. */
  readonly crashes: string[] = [];
  private child: ChildProcess | null = null;
  private order: Omit<StartOrder, 'now'> | null = null;
  private up = Promise.resolve();
  /** Null while it runs. */
  private isUp: (() => void) | null = null;
  private asked = false;

  constructor(private readonly killable: KillableOrder) {
    super(killable.instant);
  }

  get url(): string {
    return `http://127.0.0.1:${this.killable.port}`;
  }

  override set(instant: number): void {
    super.set(instant);
    if (this.child?.connected === true) this.child.send({ now: this.now() });
  }

  readonly starter: ServiceStarter = async ({ env, busUrl }) => {
    const { name, port, log } = this.killable;
    this.order = { name, env: { ...env, PORT: String(port) }, busUrl, log };
    this.start();
    await this.up;
    return { url: this.url, stop: () => this.stop() };
  };

  /** SIGKILL: nothing is finished, nothing is written. */
  kill(): void {
    if (this.asked || this.child?.connected !== true) return;
    this.kills += 1;
    this.asked = true;
    this.down();
    this.child.kill('SIGKILL');
  }

  /** Waits until it runs again. */
  ready(): Promise<void> {
    return this.up;
  }

  /** It runs again after a kill. */
  protected isBack(): void {
    // Whoever has something to do then says so.
  }

  private down(): void {
    if (this.isUp === null) this.up = new Promise((done) => (this.isUp = done));
  }

  private start(): void {
    const { order } = this;
    if (order === null) return;
    const child = fork(PROGRAM, { stdio: 'ignore' });
    this.child = child;
    this.asked = false;
    this.down();
    child.send({ ...order, now: this.now() });
    child.once('message', () => {
      child.send({ now: this.now() });
      this.isUp?.();
      this.isUp = null;
      if (this.kills > 0) this.isBack();
    });
    child.once('exit', (code, signal) => {
      if (!this.asked) this.crashes.push(`${order.name} ended with ${code ?? signal ?? 'nothing'}`);
      if (this.order !== null) void sleep(AGAIN_AFTER_MS).then(() => this.start());
    });
  }

  private async stop(): Promise<void> {
    this.order = null;
    this.asked = true;
    const { child } = this;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((done) => child.once('exit', () => done()));
    child.kill('SIGKILL');
    await gone;
  }
}
