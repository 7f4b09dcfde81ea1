import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { calendarDate } from '@mora/kernel';
import { Behaviour } from '@mora/ledger-simulator';
import { paperOf } from './papers.js';
import { Post } from './post.js';

const LETTERS = 100;
const FROM = '2025-03-05';
const LAST = calendarDate('2025-03-09');
const issuer = { token: ({ subject, roles }: { subject: string; roles: string[] }) => [subject, ...roles].join('/') };
const sent = (noticeId: string, more: object = {}, loan = `demo:${noticeId}`) => ({
  type: 'mora.outreach.notice-sent.v1',
  loan,
  businessDate: '2025-03-03',
  data: { noticeId, channel: 'letter', purpose: 'statutory-notice', ...more },
});

type Asked = Readonly<{ path: string; who: string | undefined; said: Readonly<Record<string, string>> }>;

/** What outreach is asked while this goes on. */
async function asks(work: (post: Post, asked: readonly Asked[]) => Promise<void>): Promise<readonly Asked[]> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (part: Buffer) => (text += part.toString()));
    request.on('end', () => {
      const who = request.headers.authorization;
      asked.push({ path: request.url ?? '', who, said: JSON.parse(text) as Asked['said'] });
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  try {
    const outreach = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const doors = { clock: { now: () => 0 }, issuer: issuer as never, urls: { outreach } };
    await work(new Post(doors, new Behaviour('spec')), asked);
    return asked;
  } finally {
    await new Promise((closed) => server.close(closed));
  }
}

it('says once of most letters of the law that they have arrived, some days later, and of nothing else', async () => {
  const asked = await asks(async (post, so) => {
    for (let n = 0; n < LETTERS; n += 1) post.hear(sent(`n-${n}`));
    post.hear(sent('email', { channel: 'email' }));
    post.hear(sent('reminder', { purpose: 'reminder' }));
    post.hear({ ...sent('n-settled'), type: 'mora.outreach.notice-settled.v1' });
    await post.workOn(calendarDate('2025-03-04'));
    expect(so).toEqual([]);
    await post.workOn(calendarDate(FROM));
    const early = so.length;
    expect([early > 0, early < LETTERS / 2]).toEqual([true, true]);
    await post.workOn(LAST);
    await post.workOn(calendarDate('2025-03-10'));
  });
  expect(asked.length).toBeGreaterThan(LETTERS * 0.85);
  expect(asked.length).toBeLessThan(LETTERS);
  const paths = asked.map(({ path }) => path);
  expect(new Set(paths).size).toBe(paths.length);
  expect(paths.every((path) => /^\/v1\/notices\/n-\d+\/settle$/.test(path))).toBe(true);
});

it('tells on which day each has arrived, with a receipt of its own, as somebody of the law', async () => {
  const asked = await asks(async (post) => {
    for (let n = 0; n < LETTERS; n += 1) post.hear(sent(`n-${n}`));
    await post.workOn(LAST);
  });
  for (const { path, who, said } of asked) {
    const noticeId = path.split('/')[3] ?? '';
    expect([who, said['outcome']]).toEqual(['Bearer l-1/legal', 'delivered']);
    expect(said['proof']).toBe(paperOf('receipt-of-the-post', noticeId).id);
  }
  const days = [...new Set(asked.map(({ said }) => said['at']))].toSorted();
  expect(days).toEqual([5, 6, 7, 8, 9].map((day) => `2025-03-0${day}T09:00:00+08:00`));
});

it('brings some letters of one loan, and loses others', async () => {
  const asked = await asks(async (post) => {
    for (let n = 0; n < LETTERS; n += 1) post.hear(sent(`n-${n}`, {}, 'demo:L-1'));
    await post.workOn(LAST);
  });
  expect(asked.length).toBeGreaterThan(LETTERS * 0.85);
  expect(asked.length).toBeLessThan(LETTERS);
});
