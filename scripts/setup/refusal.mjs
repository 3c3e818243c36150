// @ts-check
export const exitCodes = { failed: 1, badSetting: 78 };

/** Stops a script with one sentence and no stack: what is wrong, and the way on. */
export class Refusal extends Error {
  /** @param {string} sentence @param {number} [exitCode] */
  constructor(sentence, exitCode = exitCodes.failed) {
    super(sentence);
    this.name = 'Refusal';
    this.exitCode = exitCode;
  }
}

/**
 * Runs a script's main function; refusals become one sentence on stderr and their exit code.
 * @param {() => Promise<unknown>} main
 */
export async function runScript(main) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.message) console.error(error.message);
    process.exitCode = error.exitCode;
  }
}
