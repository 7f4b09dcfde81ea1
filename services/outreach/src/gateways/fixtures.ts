import { Pii } from '@mora/runtime';
import type { Outgoing } from './channel-port.js';

/** A message to somebody who does not exist. */
export const aMessage = (changed: Partial<Outgoing> = {}): Outgoing => ({
  noticeId: '0123456789abcdef0123456789abcdef',
  to: new Pii('+8613900000000'),
  from: 'MORA',
  subject: new Pii('还款提醒'),
  body: new Pii('【示例银行】样例女士，您尚欠1,234.50人民币。'),
  on: '2026-03-10',
  language: 'zh-CN',
  optOutUrl: null,
  ...changed,
});

export const aDeadline = (ms = 5_000): AbortSignal => AbortSignal.timeout(ms);
