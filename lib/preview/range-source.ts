/** Where a preview's bytes come from: any part of one file whose size is known. */
export interface RangeSource {
  /** Bytes of the whole file. */
  readonly size: number;
  /**
   * Bytes `start` (included) to `end` (excluded) of the file, `0 <= start < end <= size`, all of them.
   * Throws a `SluiceError` whose sentence may be shown, or the signal's reason.
   */
  readRange(start: number, end: number, signal: AbortSignal): Promise<Uint8Array>;
}
