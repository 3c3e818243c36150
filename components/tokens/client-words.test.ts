import { expect, test } from 'vitest';
import { clientWords } from './client-words.ts';

const chrome =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';

test.each([
  ['pyazureml/0.2.7', 'pyazureml/0.2.7'],
  ['python-requests/2.32.3', 'python-requests/2.32.3'],
  ['curl/8.5.0', 'curl/8.5.0'],
  ['node', 'node'],
  ['libcurl/8.5.0 r-curl/5.2.1 httr/1.4.7', 'libcurl/8.5.0'],
  ['azsdk-python-storage-blob/12.24.0 Python/3.12.3 (Linux-6.8)', 'azsdk-python-storage-blob/12.24.0'],
  [chrome, 'Chrome 131'],
  [`${chrome} Edg/131.0.2903.70`, 'Edge 131'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:133.0) Gecko/20100101 Firefox/133.0', 'Firefox 133'],
  ['Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML) Version/18.1 Safari/605.1.15', 'Safari 18'],
  ['Mozilla/5.0 (compatible; something', 'a browser'],
])('%s is called %s', (userAgent, words) => {
  expect(clientWords(userAgent)).toBe(words);
});

test.each(['', '   ', '(only a comment)'])('%j has no name', (userAgent) => {
  expect(clientWords(userAgent)).toBe('a client without a name');
});

test('a name without end is cut', () => {
  expect(clientWords('x'.repeat(5000))).toBe(`${'x'.repeat(40)}…`);
});
