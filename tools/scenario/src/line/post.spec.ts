import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { calendarDate } from '@mora/kernel';
import { Behaviour } from '@mora/ledger-simulator';
import { Post } from './post.js';

const LETTERS = 100;
const issuer = { token: () => Promise.resolve('token') } as never;
const sent = (noticeId: string, more: object = {}) => ({
  type: 'mora.outreach.notice-sent.v1',
  loan: `demo:${noticeId}`,
  businessDate: '2025-03-03',
  data: { noticeId, channel: 'letter', purpose: 'statutory-notice', ...more },
});

it('says once of most letters of the law that they have arrived, some days later, and of nothing else', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  try {
    const outreach = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const post = new Post({ clock: { now: () => 0 }, issuer, urls: { outreach } }, new Behaviour('spec'));
    for (let n = 0; n < LETTERS; n += 1) post.hear(sent(`n-${n}`));
    post.hear(sent('email', { channel: 'email' }));
    post.hear(sent('reminder', { purpose: 'reminder' }));
    await post.workOn(calendarDate('2025-03-04'));
    expect(asked).toEqual([]);
    await post.workOn(calendarDate('2025-03-09'));
    await post.workOn(calendarDate('2025-03-10'));
    expect(asked.length).toBeGreaterThan(LETTERS * 0.85);
    expect(asked.length).toBeLessThan(LETTERS);
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked.every((path) => /^\/v1\/notices\/n-\d+\/settle$/.test(path))).toBe(true);
  } finally {
    await new Promise((closed) => server.close(closed));
  }
});
