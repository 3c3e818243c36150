import { expect, test } from 'vitest';
import { methodsAt } from './methods-at.ts';
import { routes } from './routes.ts';

test('an address tells the methods that have an operation there, whatever its ids', () => {
  expect(methodsAt('/api/v1/workspaces/x/datasets/y')).toEqual(['GET', 'HEAD', 'PATCH', 'DELETE']);
  expect(methodsAt('/api/v1/session')).toEqual(['POST', 'GET', 'HEAD', 'DELETE', 'PATCH']);
  for (const { method, path } of Object.values(routes)) expect(methodsAt(path), path).toContain(method);
});

test('no address of the API tells none', () => {
  for (const path of ['/api/v1', '/api/v1/session/x', '/api/v1/workspaces/x/y/z', '/w/x/datasets', ''])
    expect(methodsAt(path), path).toEqual([]);
});

test('a slash at the end changes nothing', () => {
  expect(methodsAt('/api/v1/workspaces/')).toEqual(methodsAt('/api/v1/workspaces'));
});
