import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { PortalAway, SluiceError } from '#lib/errors.ts';
import { ClosedLink } from './closed-link.tsx';

const shown = (error: Error) =>
  renderToStaticMarkup(createElement(ClosedLink, { error, path: '/s/a', busy: false, onOpen: () => {} }));

test('a link that nobody could ask about is not called expired, and asks for no password', () => {
  const page = shown(new PortalAway('cut'));
  expect(page).toContain('The portal cannot be reached');
  expect(page).toContain('Try again');
  expect(page).not.toMatch(/expired|password/i);
});

test('whatever does not open looks the same, with a place for a password', () => {
  const page = shown(new SluiceError('link_closed', 'No.'));
  expect(page).toContain('This link has a password, or is closed');
  expect(page).toMatch(/type="password"/);
});
