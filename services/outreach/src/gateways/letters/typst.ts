import { createHash } from 'node:crypto';
import { access, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { calendarDate } from '@mora/kernel';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { dateText } from '../../domain/words-check/readable.js';
import { type ChannelGateway, failed, type Handed, type Outgoing } from '../channel-port.js';

type LetterSettings = Readonly<{
  /** Where letters are laid for whoever prints them. */
  folder: string;
  /** For how long they may lie there: a letter bears a name and an address in plain words. */
  keptDays: number;
  /** Folders with the fonts of the frame, which must hold the Chinese characters. */
  fonts: readonly string[];
  /** The Typst file that every letter is printed by. */
  frame: string;
}>;

/**
 * Letters as PDF/A, laid in a folder from which a printer or a printing service takes them. The text goes in as data, so
 * that nothing a person is called can be read as markup.
 */
export class TypstLetters implements ChannelGateway {
  readonly channel = 'letter';
  readonly name = 'letters';

  private constructor(
    private readonly settings: LetterSettings,
    private readonly frame: string,
    private readonly compiler: NodeCompiler,
  ) {}

  /** Throws where the frame or the fonts are not there. */
  static async open(settings: LetterSettings): Promise<TypstLetters> {
    const frame = await readFile(settings.frame, 'utf8');
    for (const folder of settings.fonts) await access(folder);
    await mkdir(settings.folder, { recursive: true });
    const compiler = NodeCompiler.create({
      workspace: dirname(settings.frame),
      fontArgs: [{ fontPaths: [...settings.fonts] }],
    });
    return new TypstLetters(settings, frame, compiler);
  }

  async send(outgoing: Outgoing, _signal?: AbortSignal): Promise<Handed> {
    const pdf = this.pdfOf(outgoing);
    if (pdf === null) return failed('cannot-render');
    const proofHash = createHash('sha256').update(pdf).digest('hex');
    const place = this.placeOf(outgoing.noticeId);
    try {
      // Whoever prints them never meets half a letter; the same notice again is the same file.
      await writeFile(`${place}.part`, pdf, { mode: 0o600 });
      await rename(`${place}.part`, place);
    } catch {
      return failed('unreachable');
    }
    return { kind: 'sent', providerRef: `${outgoing.noticeId}.pdf`, proofHash };
  }

  async find(noticeId: string): Promise<'sent' | 'not-there' | 'cannot-say'> {
    try {
      await access(this.placeOf(noticeId));
      return 'sent';
    } catch {
      // It may have been taken for printing.
      return 'cannot-say';
    }
  }

  async clear(now: number): Promise<number> {
    const before = now - this.settings.keptDays * DAY_MS;
    let cleared = 0;
    for (const file of (await readdir(this.settings.folder)).filter((name) => LETTER.test(name))) {
      const place = join(this.settings.folder, file);
      const { mtimeMs } = await stat(place).catch(() => GONE);
      if (mtimeMs >= before) continue;
      await rm(place, { force: true });
      cleared += 1;
    }
    return cleared;
  }

  private placeOf(noticeId: string): string {
    return join(this.settings.folder, `${noticeId}.pdf`);
  }

  private pdfOf({ noticeId, to, from, subject, body, on, language }: Outgoing): Buffer | null {
    const letter = {
      language: language.slice(0, 2),
      region: language === 'en' ? null : language.slice(3).toLowerCase(),
      sender: from,
      address: to.reveal().split('\n'),
      on: dateText(calendarDate(on), language),
      title: subject?.reveal() ?? '',
      paragraphs: body.reveal().split(/\n\s*\n/),
      reference: noticeId,
    };
    try {
      const inputs = { letter: JSON.stringify(letter) };
      const pdf = this.compiler.pdf({ mainFileContent: this.frame, inputs }, { pdfStandard: PDF_A });
      this.compiler.evictCache(CACHE_AGE);
      return Buffer.from(pdf);
    } catch {
      return null; // the compiler's diagnostics quote the text
    }
  }
}

const DAY_MS = 86_400_000;
const LETTER = /\.pdf(\.part)?$/u;
/** Somebody has taken it in between. */
const GONE = { mtimeMs: Infinity };
/** The enum of the package is of its types alone. */
const PDF_A = 'a-2b';
/** Compilations after which what was kept of a letter is dropped. */
const CACHE_AGE = 1;
