import { expect, it } from 'vitest';
import { openDatabase } from './index.ts';

it('an address that names a certificate which is not there is a wrong setting, told in one sentence', async () => {
  const url = 'postgres://sluice@127.0.0.1:1/sluice?sslrootcert=/nowhere/root.pem';
  await expect(openDatabase({ kind: 'postgres', url })).rejects.toMatchObject({
    name: 'ConfigError',
    message: "DATABASE_URL cannot be used: ENOENT: no such file or directory, open '/nowhere/root.pem'.",
  });
});
