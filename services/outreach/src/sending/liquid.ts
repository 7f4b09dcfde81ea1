import { Liquid } from 'liquidjs';
import type { Sample } from '../domain/words-check/samples.js';
import type { Values } from '../domain/words-check/template.js';

const LONGEST = 10_000;
/** Tags that choose; none repeats, none that reads a file, or another template. */
const TAGS = new Set(['if', 'unless', 'else', 'elsif', 'case', 'when', 'comment']);

// The limit of time goes by the clock of the machine, so that it must be far from what a machine that stands still for a
// moment comes to: a notice that the law demands would fail for good. A text is done in milliseconds, as nothing repeats.
const engine = new Liquid({
  strictVariables: true,
  strictFilters: true,
  ownPropertyOnly: true,
  relativeReference: false,
  templates: {}, // nothing is read from any disk
  parseLimit: LONGEST,
  renderLimit: 10_000,
  memoryLimit: 1_000_000,
});
for (const tag of Object.keys(engine.tags)) if (!TAGS.has(tag)) delete engine.tags[tag];

/** The text that a person would read; null where the template names what is not there, or is no template. */
export function render(body: string, values: Values): string | null {
  try {
    const text = String(engine.parseAndRenderSync(body, values));
    return text.length > LONGEST ? null : text;
  } catch {
    return null; // the engine's errors quote the text
  }
}

export const renderSample = (body: string, { values }: Sample): string | null => render(body, values);
