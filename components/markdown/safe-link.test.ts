import { expect, test } from 'vitest';
import { safeLink } from './safe-link.ts';

test.each(['https://example.org/a', 'http://example.org/', 'mailto:a@example.org'])(
  '%s may be followed',
  (href) => {
    expect(safeLink(href)).toBe(href);
  },
);

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\tscript:alert(1)',
  '\u0001javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'blob:https://example.org/x',
  'file:///etc/passwd',
  '/sign-in',
  '//evil.example',
  '#part',
  '',
  undefined,
])('%j leads nowhere', (href) => {
  expect(safeLink(href)).toBeUndefined();
});
