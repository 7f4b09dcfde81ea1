import type { Machinery } from './machinery.js';

/** Where a service stands between its start and its end, for whoever asks after its health. */
export class Lifecycle {
  private state: 'starting' | 'running' | 'stopping' = 'starting';

  constructor(private readonly machinery: Machinery) {}

  running(): void {
    this.state = 'running';
  }

  stopping(): void {
    this.state = 'stopping';
  }

  /** Null, or why only a new process would help. A start or a stop under way is judged by its own deadline. */
  live(): string | null {
    return this.state === 'running' ? this.machinery.live() : null;
  }

  /** Null, or why this process takes no work now. */
  ready(): string | null {
    return this.state === 'running' ? this.machinery.ready() : this.state;
  }
}
