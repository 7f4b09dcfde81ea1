import { Socket } from 'node:net';

type Done = (error?: Error | null) => void;

/**
 * A socket that sends once a turn of the event loop: statements that are said one behind the other, without waiting for
 * each other's answers, go to the server together. Each write of its own would wake the server for itself.
 */
export class OneWriteATurn extends Socket {
  private held = false;

  override cork(): void {
    this.hold();
    super.cork();
  }

  override write(chunk: Uint8Array | string, done?: Done): boolean;
  override write(chunk: Uint8Array | string, encoding?: BufferEncoding, done?: Done): boolean;
  override write(...said: unknown[]): boolean {
    this.hold();
    return super.write(...(said as Parameters<Socket['write']>));
  }

  private hold(): void {
    if (this.held) return;
    this.held = true;
    super.cork();
    process.nextTick(() => {
      this.held = false;
      super.uncork();
    });
  }
}
