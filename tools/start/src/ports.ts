import { type AddressInfo, createServer, type Server } from 'node:net';

/** Far enough from the ports that are wished for. */
const BESIDE = 10_000;

/**
 * The port if nobody listens on it, so that addresses stay the same from run to run; else 0: any that is free. Between
 * the look and the listening lie seconds in which another Mora may start: whoever holds the port beside has the right.
 */
export async function portOrAny(port: number): Promise<number> {
  const right = await listening(port + BESIDE);
  if (right === null) return 0;
  right.unref(); // it is held as long as the process lives, and keeps it from nothing
  const probe = await listening(port);
  if (probe === null) return 0;
  await new Promise((closed) => probe.close(closed));
  return port;
}

const listening = (port: number): Promise<Server | null> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null)).listen(port, '127.0.0.1', () => resolve(server));
  });

/** A port that nothing listens on now. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
      .once('error', reject)
      .listen(0, '127.0.0.1', () => {
        const { port } = probe.address() as AddressInfo;
        probe.close(() => resolve(port));
      });
  });
