import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const CONNECT_MS = 2_000;
const LOOK_MS = 250;

/** Whether one of the addresses takes a connection within the time; one that is just starting may need a moment. */
export async function anyAnswers(brokers: readonly string[], limitMs: number): Promise<boolean> {
  for (const until = Date.now() + limitMs; ; await sleep(LOOK_MS)) {
    if ((await Promise.all(brokers.map(takesConnections))).includes(true)) return true;
    if (Date.now() > until) return false;
  }
}

function takesConnections(broker: string): Promise<boolean> {
  const { hostname, port } = new URL(`tcp://${broker}`);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) });
    const told = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(CONNECT_MS, () => told(false));
    socket.once('connect', () => told(true)).once('error', () => told(false));
  });
}
