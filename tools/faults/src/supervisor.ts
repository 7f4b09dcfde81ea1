import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { until } from './until.js';

const ROOT = new URL('../../../', import.meta.url);
const REGISTER = new URL('tools/source/register.mjs', ROOT).href;
const RESTART_AFTER_MS = 200;
const READY_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 30_000;

export type ServiceName = 'ingestion' | 'delinquency-classification';

export type ServiceOrder = Readonly<{
  name: ServiceName;
  url: string;
  env: Readonly<Record<string, string>>;
  log: string;
}>;

/** A service as a process of its own, started again whenever it is gone, as Kubernetes would. */
export class Supervised {
  /** Ends that nobody asked for: what it ended with. */
  readonly crashes: string[] = [];
  private child: ChildProcess | null = null;
  private killed = false;
  private stopping = false;

  constructor(private readonly order: ServiceOrder) {}

  get name(): ServiceName {
    return this.order.name;
  }

  start(): void {
    const { name, env, log } = this.order;
    const main = fileURLToPath(new URL(`services/${name}/src/main.ts`, ROOT));
    const child = spawn(process.execPath, ['--import', REGISTER, main], {
      cwd: fileURLToPath(ROOT),
      env: { ...env, PATH: process.env['PATH'] ?? '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const out = createWriteStream(log, { flags: 'a' });
    child.stdout.pipe(out, { end: false });
    child.stderr.pipe(out, { end: false });
    const orphaned = (): boolean => child.kill('SIGKILL');
    process.once('exit', orphaned);
    child.once('exit', (code, signal) => {
      process.off('exit', orphaned);
      out.end();
      this.ended(code ?? signal ?? 'nothing');
    });
    this.killed = false;
    this.child = child;
  }

  /** SIGKILL, at whatever it is. Returns whether it was serving at that moment, and not still starting. */
  async kill(): Promise<boolean> {
    await until(() => Promise.resolve(this.child !== null), READY_LIMIT_MS, `${this.name} runs`);
    const served = await this.isReady();
    this.killed = true;
    this.child?.kill('SIGKILL');
    return served;
  }

  ready(): Promise<void> {
    return until(() => this.isReady(), READY_LIMIT_MS, `${this.name} is ready; its log: ${this.order.log}`);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    const { child } = this;
    if (child === null) return;
    const gone = new Promise<void>((done) => child.once('exit', () => done()));
    child.kill('SIGTERM');
    const late = sleep(STOP_LIMIT_MS, undefined, { ref: false }).then(() => child.kill('SIGKILL'));
    await Promise.race([gone, late]);
  }

  private async isReady(): Promise<boolean> {
    try {
      const answer = await fetch(`${this.order.url}/health/ready`, { signal: AbortSignal.timeout(2_000) });
      return answer.ok;
    } catch {
      return false; // not listening is the answer to the question that is asked
    }
  }

  private ended(how: string | number): void {
    this.child = null;
    if (this.stopping) return;
    if (!this.killed) void this.noteCrash(how);
    setTimeout(() => (this.stopping ? undefined : this.start()), RESTART_AFTER_MS);
  }

  private async noteCrash(how: string | number): Promise<void> {
    const lines = (await readFile(this.order.log, 'utf8')).trimEnd().split('\n');
    const last = lines.findLast((line) => line.includes('"fatal"') || line.includes('"level":60')) ?? lines.at(-1);
    this.crashes.push(`${this.name} ended with ${how}: ${(last ?? '').slice(0, 600)}`);
  }
}
