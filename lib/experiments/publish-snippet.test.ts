import { expect, test } from 'vitest';
import { publishWithPython } from './publish-snippet.ts';

const place = { portalUrl: 'https://data.example.org', workspaceId: '0123456789abcdef0123456789abcdef' };

test('a new experiment is created under its name, whatever it holds', () => {
  expect(publishWithPython({ ...place, experiment: { name: `it's $HOME "\\" 🌊\n` } })).toContain(
    String.raw`experiment = ask('POST', '', {'name': 'it\'s $HOME "\\" 🌊\u000a'})['id']`,
  );
});

test('an experiment that is there gets one more run', () => {
  const code = publishWithPython({ ...place, experiment: { id: 'f'.repeat(32) } });
  expect(code).toContain(`experiment = '${'f'.repeat(32)}'\n`);
  expect(code).not.toContain("'name':");
});

test('the program carries the portal and the workspace, and no token or key of anybody', () => {
  const code = publishWithPython({ ...place, experiment: { name: 'Census' } });
  expect(code).toContain(
    "'https://data.example.org/api/v1/workspaces/0123456789abcdef0123456789abcdef/experiments'\n",
  );
  expect(code).toContain("os.environ['SLUICE_TOKEN']");
  expect(code).not.toContain('sluice_');
  expect(code).not.toContain('sig=');
});
