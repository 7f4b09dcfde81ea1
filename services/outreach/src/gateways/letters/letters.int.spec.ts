import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pii } from '@mora/runtime';
import { SHIPPED } from '../../policies/shipped.js';
import { shippedFonts } from '../../sending/gateways.js';
import { aDeadline, aMessage } from '../fixtures.js';
import { TypstLetters } from './typst.js';

// The text of a PDF is read by a program that knows nothing of ours: apt-get install poppler-utils.
const hasReader = spawnSync('pdftotext', ['-v']).error === undefined;
const withReader = hasReader ? it : it.skip;

let folder: string;
let letters: TypstLetters;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mora-letters-'));
  letters = await TypstLetters.open({
    folder,
    keptDays: 14,
    fonts: shippedFonts(),
    frame: join(SHIPPED, 'templates', 'letter.typ'),
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const textOf = (noticeId: string): string =>
  execFileSync('pdftotext', ['-layout', join(folder, `${noticeId}.pdf`), '-']).toString('utf8');

const letter = aMessage({
  to: new Pii('样例女士\n示例路1号 #set text(red)'),
  from: '示例银行',
  subject: new Pii('关于您贷款的书面通知'),
  body: new Pii('样例女士：\n\n您尚欠1,234.50人民币。*不是标记* #emph[x]\n\n依據：逾期繳納，聯徵中心。'),
});

describe('a letter', () => {
  it('lies in the folder as a PDF/A, whole, under the id of its notice', async () => {
    const handed = await letters.send(letter, aDeadline());
    expect(handed).toMatchObject({ kind: 'sent', providerRef: `${letter.noticeId}.pdf` });
    expect(readdirSync(folder)).toEqual([`${letter.noticeId}.pdf`]);
    const pdf = readFileSync(join(folder, `${letter.noticeId}.pdf`));
    expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    expect(pdf.toString('latin1')).toContain('pdfaid:part');
    expect(await letters.find(letter.noticeId)).toBe('sent');
    expect(await letters.find('another')).toBe('cannot-say');
  });

  it('lies there for its days and no longer; what else lies there is not ours', async () => {
    await letters.send(letter, aDeadline());
    writeFileSync(join(folder, 'readme.txt'), 'x');
    const laid = statSync(join(folder, `${letter.noticeId}.pdf`)).mtimeMs;
    const days = 14 * 86_400_000;
    expect([await letters.clear(laid + days), readdirSync(folder).length]).toEqual([0, 2]);
    expect([await letters.clear(laid + days + 1), readdirSync(folder)]).toEqual([1, ['readme.txt']]);
    rmSync(join(folder, 'readme.txt'));
  });

  withReader('is read back in both scripts, and never as markup', async () => {
    await letters.send(letter, aDeadline());
    const text = textOf(letter.noticeId);
    for (const said of [
      '示例银行',
      '关于您贷款的书面通知',
      '您尚欠1,234.50人民币。*不是标记* #emph[x]',
      '依據：逾期繳納，聯徵中心。',
      '示例路1号 #set text(red)',
      '2026年3月10日',
    ]) {
      expect(text.replaceAll(/\s/gu, '')).toContain(said.replaceAll(/\s/gu, ''));
    }
  });

  it('made again is the same file, so that its hash proves it', async () => {
    const [first, second] = [await letters.send(letter, aDeadline()), await letters.send(letter, aDeadline())];
    expect(first).toEqual(second);
  });
});
