import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { EmptyState } from './empty-state.tsx';

test('what stands for a whole page is its first heading, what stands in one is not', () => {
  const heading = (wholePage: boolean) =>
    renderToStaticMarkup(createElement(EmptyState, { title: 'No such dataset', wholePage }));
  expect(heading(true)).toMatch(/<h1[^>]*>No such dataset/);
  expect(heading(false)).toMatch(/<h2[^>]*>No such dataset/);
});
