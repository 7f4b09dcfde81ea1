import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { CourtPaper } from '../../domain/papers/types.js';

type TypesetSettings = Readonly<{
  /** The folder of the templates, which import each other from there. */
  templates: string;
  fonts: readonly string[];
}>;

/**
 * Court papers as PDF/A by the templates of the bank. What a paper says goes in as data, so that nothing a person is
 * called can be read as markup. The same data is the same bytes.
 */
export class Typesetter {
  private compiler: NodeCompiler | null = null;

  private constructor(private readonly settings: TypesetSettings) {}

  /** Throws where the templates or the fonts are not there. */
  static async open(settings: TypesetSettings): Promise<Typesetter> {
    for (const folder of [settings.templates, ...settings.fonts]) await access(folder);
    return new Typesetter(settings);
  }

  /** The PDF; null where the template makes none of it. */
  async print(template: string, paper: CourtPaper): Promise<Buffer | null> {
    const { templates, fonts } = this.settings;
    // Fonts of Han characters are large: a process that prints nothing never reads them.
    this.compiler ??= NodeCompiler.create({ workspace: templates, fontArgs: [{ fontPaths: [...fonts] }] });
    const mainFileContent = await readFile(join(templates, template), 'utf8');
    try {
      const pdf = this.compiler.pdf({ mainFileContent, inputs: { paper: JSON.stringify(paper) } }, PDF_A);
      this.compiler.evictCache(CACHE_AGE);
      return Buffer.from(pdf);
    } catch {
      return null; // the compiler's diagnostics quote the text
    }
  }
}

/** The enum of the package is of its types alone. */
const PDF_A = { pdfStandard: 'a-2b' as const };
/** Compilations after which what was kept of a paper is dropped. */
const CACHE_AGE = 1;
