import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Regular and bold alone: the package holds nine weights, and each takes its time to read. */
const WEIGHTS = ['400Regular', '700Bold'];
/** For courts of the mainland and of Taiwan. */
const FAMILIES = ['noto-sans-sc', 'noto-sans-tc'];

/** The folders of the fonts that are shipped. */
export function shippedFonts(): readonly string[] {
  const { resolve } = createRequire(import.meta.url);
  const roots = FAMILIES.map((family) => dirname(resolve(`@expo-google-fonts/${family}/package.json`)));
  return roots.flatMap((root) => WEIGHTS.map((weight) => join(root, weight)));
}
