import { describe, expect, it } from 'vitest';
import { maxNameLength, nameKey, nameProblem, proposeName } from './dataset-name.ts';

describe('nameProblem', () => {
  it.each([
    "Zürich's rain #1",
    '👩‍🌾 harvest',
    'می\u200cخواهم',
    'a'.repeat(maxNameLength),
    'CON',
    'x.',
    'dataset (2)',
    '%2e%2e',
  ])('finds nothing wrong with %j', (name) => {
    expect(nameProblem(name)).toBeUndefined();
  });

  it.each([...'\\/:*?"<>|'])('names the forbidden character %s', (character) => {
    expect(nameProblem(`a${character}b`)).toContain(`forbidden characters (${character})`);
  });

  it.each([
    ['', 'empty'],
    ['a'.repeat(maxNameLength + 1), '256 characters'],
    ['half \ud800', 'surrogate'],
    ['a\u0000b', 'control character'],
    ['a\r\nb', 'control character'],
    ['a\u202eb', 'invisible'],
    ['a\u200bb', 'invisible'],
    ['a\u200cb', 'invisible'],
    ['\u2800', 'shows nothing'],
    [' a', 'begins or ends with a space'],
    ['a\u00a0', 'begins or ends with a space'],
  ])('refuses %j: %s', (name, words) => {
    expect(nameProblem(name)).toContain(words);
  });
});

describe('nameKey', () => {
  it('is one for two spellings of one text, and keeps case apart', () => {
    expect(nameKey('Zu\u0308rich')).toBe(nameKey('Z\u00fcrich'));
    expect(nameKey('Rain')).not.toBe(nameKey('rain'));
  });
});

it('refuses names of dots alone, which mean folders', () => {
  for (const name of ['.', '..', '...']) expect(nameProblem(name)).toContain('dots alone');
  expect(nameProblem('.gauges')).toBeUndefined();
});

describe('proposeName', () => {
  it.each([
    ['rain.csv', 'rain'],
    ['rain.2026.csv', 'rain.2026'],
    ['archive.tar.gz', 'archive.tar'],
    ['.hidden', '.hidden'],
    ['no extension', 'no extension'],
    ['what? "really" <now>.csv', "what- 'really' -now-"],
    ['../../etc/passwd', 'passwd'],
    ['C:\\data\\rain.csv', 'rain'],
    ['\u200b.csv', 'dataset'],
    ['', 'dataset'],
    ['Zu\u0308rich.csv', 'Z\u00fcrich'],
  ])('makes %j into %j', (file, name) => {
    expect(proposeName(file)).toBe(name);
  });

  it.each([
    'a'.repeat(400),
    '😀'.repeat(300),
    `${'a'.repeat(254)}😀.csv`,
    ' \ud800 .csv',
    'a\u0000|b\r\n.csv',
    `${'a'.repeat(254)} b`,
  ])('always proposes a good name (%#)', (file) => {
    expect(nameProblem(proposeName(file))).toBeUndefined();
  });
});
