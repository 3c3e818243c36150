import { expect, it } from 'vitest';
import type { Config } from '#server/platform/config.ts';
import { requireDiskRoom } from './disk-room.ts';

const MiB = 1024 * 1024;
const configOf = (embedded: boolean) =>
  ({ dataFolder: '/data', storage: { embedded } }) as Pick<Config, 'storage' | 'dataFolder'>;

it('refuses what the disk of the embedded storage cannot take beside its records', () => {
  const free = () => 1256 * MiB;
  expect(() => requireDiskRoom(configOf(true), 1000 * MiB, free)).not.toThrow();
  expect(() => requireDiskRoom(configOf(true), 1000 * MiB + 1, free)).toThrow(
    'room for 1.05 GB more and this upload needs 1.05 GB; ask an operator to make room.',
  );
});

it('tells of no room where the records alone need what is left, and lets empty files through', () => {
  const free = () => 100 * MiB;
  expect(() => requireDiskRoom(configOf(true), 1, free)).toThrow('room for 0 B more');
  expect(() => requireDiskRoom(configOf(true), 0, free)).not.toThrow();
});

it('asks no disk where storage is an account', () => {
  const never = () => {
    throw new Error('asked');
  };
  expect(() => requireDiskRoom(configOf(false), 5 * MiB, never)).not.toThrow();
});
