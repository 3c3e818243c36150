// @ts-check

/** One file, version or dataset cannot be copied: one sentence why. The others go on. */
export class Failure extends Error {
  /** @param {string} sentence */
  constructor(sentence) {
    super(sentence);
    this.name = 'Failure';
  }
}

/** Something failed that may pass by itself. */
export class Passing extends Failure {
  /** @param {string} sentence @param {string | null} [retryAfter] the header, in seconds */
  constructor(sentence, retryAfter = null) {
    super(sentence);
    this.name = 'Passing';
    const seconds = Number(retryAfter);
    this.retryAfterMs = retryAfter !== null && Number.isFinite(seconds) ? seconds * 1000 : 0;
  }
}
