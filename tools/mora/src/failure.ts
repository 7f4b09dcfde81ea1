/** Exit codes: what a script may go by. */
export const EXIT = { fine: 0, failed: 1, rejections: 2, usage: 64 } as const;

/** A failure in words for whoever typed the command: it is printed without a stack. */
export class Failure extends Error {
  constructor(
    message: string,
    readonly exitCode: number = EXIT.failed,
  ) {
    super(message);
  }
}
