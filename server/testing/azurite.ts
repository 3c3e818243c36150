import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';

export interface Azurite {
  /** Blob endpoint, path-style. */
  endpoint: string;
  connectionString: string;
  stop(): Promise<void>;
}

/**
 * A real Azurite for tests, in memory, on a free port of loopback, with its own account and key. With a certificate
 * it speaks https and takes Entra tokens (whose signatures it does not check).
 */
export async function startAzurite(certificate?: { certFile: string; keyFile: string }): Promise<Azurite> {
  const key = randomBytes(64).toString('base64');
  const main = createRequire(import.meta.url).resolve('azurite/dist/src/blob/main.js');
  const flags = ['--inMemoryPersistence', '--silent', '--skipApiVersionCheck', '--disableTelemetry'];
  if (certificate)
    flags.push('--oauth', 'basic', '--cert', certificate.certFile, '--key', certificate.keyFile);
  const protocol = certificate ? 'https' : 'http';
  const child = spawn(process.execPath, [main, '--blobHost', '127.0.0.1', '--blobPort', '0', ...flags], {
    env: { ...process.env, AZURITE_ACCOUNTS: `sluicetest:${key}` },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const origin = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`Azurite ended with ${code} before it listened`)));
    let said = '';
    child.stdout.on('data', (text: Buffer) => {
      said += text.toString();
      const [, address] = /successfully listens on (https?:\/\/\S+)\s/.exec(said) ?? [];
      if (address) resolve(address);
    });
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const endpoint = `${origin}/sluicetest`;
  return {
    endpoint,
    connectionString: `DefaultEndpointsProtocol=${protocol};AccountName=sluicetest;AccountKey=${key};BlobEndpoint=${endpoint};`,
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
