import type { Currency } from '@mora/kernel';
import type { ClueSaid } from '../../domain/enforcement/commands.js';
import type { Proof } from '../../domain/words.js';
import type { ProofDto } from '../clock/limitation.dto.js';
import { minorOf } from '../loan/amounts.js';
import type { ClueDto } from './enforcement.dto.js';

export const proofOf = ({ kind, id, sha256 }: ProofDto): Proof => ({ kind, id, sha256: sha256 ?? null });

/** A clue as it was said, in the words of the domain. */
export function clueSaidOf(dto: ClueDto, clueId: string, currency: Currency): ClueSaid {
  const { asset, value, exempt = null, onlyHome = false, monthly, sha256 = null } = dto;
  const minor = monthly === undefined ? null : minorOf(monthly, currency);
  return { clueId, asset, value: minorOf(value, currency), exempt, onlyHome, monthly: minor, sha256 };
}
