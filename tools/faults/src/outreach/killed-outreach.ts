import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { BankClock } from '@mora/ledger-simulator';
import { freePort } from '@mora/postgres';
import type { OutreachStarter } from '@mora/scenario';
import type { StartOrder } from './outreach.process.js';

const PROGRAM = fileURLToPath(new URL('./outreach.process.ts', import.meta.url));
const AGAIN_AFTER_MS = 100;

/** Outreach as a process of its own, killed at whatever it is and started again, with the clock of the run. */
export class KilledOutreach extends BankClock {
  kills = 0;
  /** Ends that nobody asked for. */
  readonly crashes: string[] = [];
  private child: ChildProcess | null = null;
  private order: Omit<StartOrder, 'now'> | null = null;
  private isReady = Promise.resolve();
  private asked = false;

  constructor(
    instant: number,
    private readonly log: string,
  ) {
    super(instant);
  }

  override set(instant: number): void {
    super.set(instant);
    if (this.child?.connected === true) this.child.send({ now: this.now() });
  }

  readonly starter: OutreachStarter = async ({ env, busUrl }) => {
    const port = await freePort();
    this.order = { env: { ...env, PORT: String(port) }, busUrl, log: this.log };
    this.start();
    await this.isReady;
    return { url: `http://127.0.0.1:${port}`, stop: () => this.stop() };
  };

  /** SIGKILL: nothing is finished, nothing is written. */
  kill(): void {
    this.kills += 1;
    this.asked = true;
    this.child?.kill('SIGKILL');
  }

  ready(): Promise<void> {
    return this.isReady;
  }

  private start(): void {
    const { order } = this;
    if (order === null) return;
    const child = fork(PROGRAM, { stdio: 'ignore' });
    this.child = child;
    this.asked = false;
    child.send({ ...order, now: this.now() });
    this.isReady = new Promise((done) => {
      child.once('message', () => {
        child.send({ now: this.now() });
        done();
      });
      child.once('exit', (code, signal) => {
        if (!this.asked) this.crashes.push(`outreach ended with ${code ?? signal ?? 'nothing'}`);
        if (this.order !== null) void sleep(AGAIN_AFTER_MS).then(() => (this.start(), this.isReady.then(done)));
      });
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
