import { expect, it } from 'vitest';
import { hiddenSignsProblem } from './hidden-signs.ts';

it.each([
  '',
  'Zürich 2026',
  '李小龍',
  'می\u200cخواهم',
  'ശ്രീ ന\u0d4d\u200d',
  'क\u094d\u200dष',
  '👩\u200d🌾 harvest',
  '❤\ufe0f\u200d🔥',
  '👩🏽\u200d🔬',
  '🏴\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}',
  'עברית',
  '…',
  '🎉',
])('takes %j as it is', (text) => {
  expect(hiddenSignsProblem(text, 'The name')).toBeUndefined();
});

it.each([
  'gnp\u202etxt.exe',
  'a\u061cb',
  'pay\u00adpal',
  'Ada\u200b',
  'Ad\u200ca',
  'Ad\u200da',
  'Ada\u3164',
  'Ada\u2060',
  'Ada\u{e0041}\u{e0064}',
  'a\u2028b',
  '\u200c',
  '\ufeff',
])('refuses %j, which could pass for another', (text) => {
  expect(hiddenSignsProblem(text, 'The name')).toBe(
    'The name holds invisible or direction-changing characters; type it anew.',
  );
});

it.each(['\u2800', '\u115f', '\u00a0', '\u3000', '\ufe0f', '\u0301'])(
  'refuses %j alone, of which nothing is seen',
  (text) => {
    expect(hiddenSignsProblem(text, 'It')).toBe('It shows nothing; type a letter or a digit.');
  },
);
