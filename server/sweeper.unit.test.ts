import { expect, it } from 'vitest';
import type { Parts } from './platform/context.ts';
import type { BlobStore } from './storage/index.ts';
import { sweepOnce } from './sweeper.ts';

it('the log names each step that fails in words, which no build shortens', async () => {
  const steps: unknown[] = [];
  const away = () => {
    throw new Error('the database is away');
  };
  const parts = {
    config: { mail: { smtpUrl: 'smtp://127.0.0.1', from: 'a@b.org' } },
    db: { select: away, update: away, delete: away },
    log: { warn: ({ step }: { step: unknown }) => steps.push(step) },
    now: () => new Date(),
  };
  await sweepOnce(parts as unknown as Parts<BlobStore>);
  expect(steps).toEqual([
    'uploads',
    'datasets',
    'experiments',
    'submissions',
    'uploads given up',
    'workspaces',
    'links that end',
    'sessions',
    'sign-ins begun',
  ]);
});
