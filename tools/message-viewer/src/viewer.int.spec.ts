import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTransport } from 'nodemailer';
import { faultOf } from './faults.js';
import { startViewer, type Viewer, type ViewerOptions } from './index.js';

const KEY = Buffer.from('a key of the viewer').toString('base64');
let viewer: Viewer;
let outreach: Server | null = null;

afterEach(async () => {
  await viewer.stop();
  outreach?.close();
  outreach = null;
});

const start = async (over: Partial<ViewerOptions> = {}): Promise<void> => {
  viewer = await startViewer({ smtpPort: 0, httpPort: 0, receiptDelayMs: 0, ...over });
};

const sms = (id: string, over: object = {}) =>
  fetch(`${viewer.url}/sms`, {
    method: 'POST',
    body: JSON.stringify({ id, to: '+8613900000000', from: 'MORA', text: '您尚欠<b>1.00</b>元', ...over }),
  });

type Heard = Readonly<{ url: string; headers: IncomingHttpHeaders; body: string }>;

async function listening(): Promise<Readonly<{ url: string; heard: Heard[]; some: (count: number) => Promise<void> }>> {
  const heard: Heard[] = [];
  outreach = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString('utf8')));
    request.on('end', () => {
      heard.push({ url: request.url ?? '', headers: request.headers, body });
      response.writeHead(202).end();
    });
  });
  await new Promise<void>((done) => outreach?.listen(0, '127.0.0.1', done));
  const some = async (count: number): Promise<void> => {
    while (heard.length < count) await new Promise((done) => setTimeout(done, 10));
  };
  return { url: `http://127.0.0.1:${(outreach.address() as AddressInfo).port}`, heard, some };
}

describe('the message viewer', () => {
  it('takes an SMS by both profiles and counts it by its notice', async () => {
    await start();
    expect(await (await sms('n-1')).json()).toEqual({ ref: 'viewer-1' });
    const form = new URLSearchParams({
      To: '+1',
      From: 'M',
      Body: 'x',
      StatusCallback: 'http://127.0.0.1:1/cb?notice=n-2',
    });
    const answer = await fetch(`${viewer.url}/2010-04-01/Accounts/AC1/Messages.json`, { method: 'POST', body: form });
    expect([answer.status, await answer.json()]).toEqual([201, { sid: 'viewer-2' }]);
    await sms('n-1');
    expect(await (await fetch(`${viewer.url}/counts`)).json()).toEqual({ 'n-1': 2, 'n-2': 1 });
    expect((await fetch(`${viewer.url}/sms/n-1`)).status).toBe(200);
    expect((await fetch(`${viewer.url}/sms/n-9`)).status).toBe(404);
  });

  it('takes a mail and shows it in Chinese', async () => {
    await start();
    const transport = createTransport({ host: '127.0.0.1', port: viewer.smtpPort, ignoreTLS: true });
    await transport.sendMail({
      from: '"示例银行" <notices@bank.example>',
      to: 'ms.sample@example.org',
      subject: '关于您贷款的书面通知',
      text: '您尚欠1,234.50人民币。',
      headers: { 'X-Mora-Notice': 'n-3' },
    });
    transport.close();
    expect(viewer.messages()).toMatchObject([
      {
        key: 'n-3',
        channel: 'email',
        to: 'ms.sample@example.org',
        subject: '关于您贷款的书面通知',
        text: '您尚欠1,234.50人民币。',
      },
    ]);
  });

  it.each([
    ['zh-CN', 'Mora 消息查看器'],
    ['zh-TW', 'Mora 訊息檢視器'],
    ['en', 'Mora message viewer'],
  ])('has its page in %s, and shows what was sent as text', async (language, title) => {
    await start();
    await sms('n-1');
    const list = await (await fetch(`${viewer.url}/?lang=${language}`)).text();
    expect(list).toContain(`<html lang="${language}">`);
    expect(list).toContain(`<h1>${title}</h1>`);
    expect(list).toContain('您尚欠&#60;b&#62;1.00&#60;/b&#62;元');
    expect(await (await fetch(`${viewer.url}/messages/1?lang=${language}`)).text()).toContain('n-1');
  });

  it('signs its receipts, and the answers that somebody gives in the browser', async () => {
    const { url, heard, some } = await listening();
    await start({ outreachUrl: url, webhookKey: KEY, faults: { 'double-receipt': 1_000 } });
    await sms('n-1', { callback: `${url}/v1/provider-events/sms-generic` });
    await some(2);
    await fetch(`${viewer.url}/messages/1/reply`, {
      method: 'POST',
      body: new URLSearchParams({ text: 'TD' }),
      redirect: 'manual',
    });
    await some(3);
    for (const { headers, body } of heard) {
      const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
      const mac = createHmac('sha256', Buffer.from(KEY, 'base64')).update(signed).digest('base64');
      expect(headers['webhook-signature']).toBe(`v1,${mac}`);
    }
    const [first, second, reply] = heard.map(({ body }) => JSON.parse(body) as object);
    expect(first).toMatchObject({ notice: 'n-1', ref: 'viewer-1', status: 'delivered' });
    expect(second).toEqual(first);
    expect(reply).toMatchObject({ from: '+8613900000000', text: 'TD' });
  });

  it('tells that a message has arrived before it answers, and that it was sent behind it', async () => {
    const { url, heard, some } = await listening();
    const met: string[] = [];
    const onFault = (fault: string, key: string) => void met.push(`${key} ${fault}`);
    await start({ outreachUrl: url, webhookKey: KEY, faults: { 'receipt-first': 1_000 }, onFault });
    const answer = await sms('n-1', { callback: `${url}/v1/provider-events/sms-generic` });
    expect(heard).toHaveLength(1);
    expect(await answer.json()).toEqual({ ref: 'viewer-1' });
    await some(2);
    expect(heard.map(({ body }) => (JSON.parse(body) as { status: string }).status)).toEqual(['delivered', 'sent']);
    expect(met).toEqual(['n-1 receipt-first']);
    while (viewer.receiptsOpen() > 0) await new Promise((done) => setTimeout(done, 10));
  });

  it('does what a bad provider does, the same way for the same seed', async () => {
    await start({ faults: { reject: 1_000 } });
    expect((await sms('n-1')).status).toBe(400);
    await viewer.stop();
    await start({ faults: { drop: 1_000 } });
    await expect(sms('n-1')).rejects.toThrow();
    expect(viewer.counts()).toEqual({});
    await viewer.stop();
    await start({ faults: { 'timeout-after-accept': 1_000 } });
    const answer = sms('n-1').catch(() => 'cut');
    while (viewer.messages().length === 0) await new Promise((done) => setTimeout(done, 10));
    expect(viewer.counts()).toEqual({ 'n-1': 1 });
    await viewer.stop();
    expect(await answer).toBe('cut');
    expect(faultOf({ drop: 500 }, 7, 'n-1')).toBe(faultOf({ drop: 500 }, 7, 'n-1'));
  });
});
