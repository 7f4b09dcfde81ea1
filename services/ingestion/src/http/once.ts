import { Injectable } from '@nestjs/common';
import { Problem } from '@mora/runtime';
import { type Answered, IdempotentRequests, type Keyed } from '../persistence/idempotent-requests.js';

/** Does under an Idempotency-Key what is asked for once, and gives the first answer to whoever asks again. */
@Injectable()
export class Once {
  constructor(private readonly requests: IdempotentRequests) {}

  /**
   * Throws the problem 422 `idempotency-key-reused` where the key came with another body. What `work` throws is no
   * answer: the same request may be sent again.
   */
  async answer(keyed: Keyed | null, work: () => Promise<Answered>): Promise<Answered> {
    if (keyed === null) return work();
    const claim = await this.requests.claim(keyed);
    if (claim.kind === 'reused')
      throw new Problem(422, 'idempotency-key-reused', 'This Idempotency-Key came before with another body.');
    if (claim.kind === 'answered') return claim;
    return this.requests.answer(keyed, await work());
  }
}
