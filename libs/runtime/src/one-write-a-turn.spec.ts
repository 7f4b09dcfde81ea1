import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { OneWriteATurn } from './one-write-a-turn.js';

/** Counts what it hands to the system. */
class Counted extends OneWriteATurn {
  writes = 0;

  override _write(...args: Parameters<Socket['_write']>): void {
    this.writes += 1;
    super._write(...args);
  }

  override _writev(...args: Parameters<NonNullable<Socket['_writev']>>): void {
    this.writes += 1;
    super._writev?.(...args);
  }
}

it('what is written in one turn goes out at once and in order, and the next turn on its own', async () => {
  let heard = '';
  const server = createServer((socket) => socket.on('data', (data) => (heard += String(data))));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = new Counted();
  socket.connect((server.address() as AddressInfo).port, '127.0.0.1');
  await once(socket, 'connect');
  const until = async (text: string): Promise<void> => {
    while (heard !== text) await new Promise((turn) => setTimeout(turn, 5));
  };
  for (const part of ['a', 'b', 'c']) {
    socket.cork();
    socket.write(part);
    socket.uncork();
    socket.write(part.toUpperCase());
  }
  await until('aAbBcC');
  expect(socket.writes).toBe(1);
  socket.write('d');
  await until('aAbBcCd');
  expect(socket.writes).toBe(2);
  socket.destroy();
  server.close();
});
