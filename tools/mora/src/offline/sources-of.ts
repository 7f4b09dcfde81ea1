import { fileURLToPath } from 'node:url';
import { loadSources, type Sources, SourcesFileWrong } from '@mora/ingestion';
import { EXIT, Failure } from '../failure.js';

/** The ledgers of `npm start`. */
export const SHIPPED_SOURCES = fileURLToPath(new URL('../../../start/config/sources.yaml', import.meta.url));

/** Throws Failure where the file is not there or not a sources file. */
export const sourcesOf = (file: string): Promise<Sources> =>
  loadSources(file).catch((error: unknown) => {
    if (error instanceof SourcesFileWrong) throw new Failure(`${file}: ${error.message}`, EXIT.usage);
    throw new Failure(`The sources file ${file} cannot be read.`, EXIT.usage);
  });
