import { expect, test } from 'vitest';
import { uploadWithCurl } from './upload-snippet.ts';

test('the commands carry the portal and the workspace, and no key of anybody', () => {
  const code = uploadWithCurl('https://data.example.org', '0123456789abcdef0123456789abcdef');
  expect(code).toContain(
    'uploads=https://data.example.org/api/v1/workspaces/0123456789abcdef0123456789abcdef/uploads\n',
  );
  expect(code).not.toContain('sig=');
});
