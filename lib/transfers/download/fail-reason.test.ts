import { expect, it } from 'vitest';
import { downloadFailReason } from './fail-reason.ts';
import { SinkFailure } from './ports.ts';

const gone = /^The file or folder that is written to is no longer there/;
const forbidden = /^The browser no longer allows to write there/;
const full = /^There is no room left where the file is written/;

it.each([
  ['NotFoundError', gone],
  ['NotAllowedError', forbidden],
  ['QuotaExceededError', full],
])('says what became of the place that was picked, however it was found out: %s', (name, sentence) => {
  const refusal = new DOMException('no', name);
  expect(downloadFailReason(refusal)).toMatch(sentence);
  expect(downloadFailReason(new SinkFailure({ full: sentence === full }, { cause: refusal }))).toMatch(
    sentence,
  );
});

it('calls nothing of the disk unexpected', () => {
  const sentence = /^The file could not be written/;
  expect(downloadFailReason(new DOMException('no', 'InvalidStateError'))).toMatch(sentence);
  expect(downloadFailReason(new SinkFailure({ full: false }))).toMatch(sentence);
});
