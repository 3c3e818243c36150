import { describe, expect, it } from 'vitest';
import { isTokenShaped, newToken } from './token-format.ts';

describe('a token', () => {
  it('has a recognisable form with a checksum, and is never the same twice', () => {
    const made = Array.from({ length: 1000 }, newToken);
    expect(new Set(made).size).toBe(1000);
    for (const token of made) {
      expect(token).toMatch(/^sluice_[0-9A-Za-z]{36}$/);
      expect(isTokenShaped(token)).toBe(true);
    }
  });

  it('uses all 62 characters about equally often', () => {
    const counts = new Map<string, number>();
    for (const token of Array.from({ length: 4000 }, newToken))
      for (const character of token.slice(7, 37)) counts.set(character, (counts.get(character) ?? 0) + 1);
    expect(counts.size).toBe(62);
    const expected = (4000 * 30) / 62;
    for (const count of counts.values()) expect(Math.abs(count - expected)).toBeLessThan(expected * 0.2);
  });

  it.each(['', 'sluice_', 'x'.repeat(10_240), 'sluice_\0', `${newToken()} `, newToken().toLowerCase()])(
    'is not %j',
    (text) => {
      expect(isTokenShaped(text)).toBe(false);
    },
  );

  it('does not survive a changed character', () => {
    const token = newToken();
    for (let at = 7; at < token.length; at += 1) {
      const other = token[at] === 'a' ? 'b' : 'a';
      expect(isTokenShaped(`${token.slice(0, at)}${other}${token.slice(at + 1)}`)).toBe(false);
    }
  });
});
