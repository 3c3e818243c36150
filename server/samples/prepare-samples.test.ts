import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { samplesWorkspaceId } from '#lib/workspaces/samples-workspace.ts';
import type { Parts } from '#server/platform/context.ts';
import { schema } from '#server/platform/db/index.ts';
import type { BlobStore } from '#server/storage/index.ts';
import { createTestPortal, type TestPortal } from '#server/testing/index.ts';
import { catalogue, type Sample } from './catalogue.ts';
import { sampleId } from './fill-samples.ts';
import { prepareSamples } from './prepare-samples.ts';
import { sampleExperiment } from './sample-experiment.ts';

const samples = catalogue.filter(({ key }) => ['global-temperature', 'penguins-arff', 'icon'].includes(key));
const [first, ...others] = samples as [Sample, ...Sample[]];

let portal: TestPortal;
/** Blob keys that were uploaded. */
let uploaded: string[];
let parts: Parts<BlobStore>;

beforeAll(async () => {
  portal = await createTestPortal();
});

afterAll(() => portal.close());

beforeEach(async () => {
  const { db, blobs } = portal.parts;
  await db.delete(schema.datasets).where(eq(schema.datasets.workspaceId, samplesWorkspaceId));
  await db.delete(schema.experiments).where(eq(schema.experiments.workspaceId, samplesWorkspaceId));
  await db.delete(schema.auditEvents).where(eq(schema.auditEvents.workspaceId, samplesWorkspaceId));
  uploaded = [];
  const putSealed: BlobStore['putSealed'] = (blobKey, ...rest) => {
    uploaded.push(blobKey);
    return blobs.putSealed(blobKey, ...rest);
  };
  parts = { ...portal.parts, blobs: { ...blobs, putSealed } };
});

async function versions(): Promise<Record<string, number>> {
  const { id, version, workspaceId } = schema.datasets;
  const rows = await parts.db
    .select({ id, version })
    .from(schema.datasets)
    .where(eq(workspaceId, samplesWorkspaceId));
  return Object.fromEntries(rows.map((row) => [row.id, row.version]));
}

const allAt1 = Object.fromEntries(samples.map(({ key }) => [sampleId(key), 1]));

it('gives a sample the same id everywhere', () => {
  expect(sampleId('airport-codes')).toBe('9a7eea4b55fc143d35ec3f49bc2b3d06');
});

it('keeps the content under the id of the sample and its hash', async () => {
  await prepareSamples(parts, samples);
  for (const key of uploaded) expect(key).toMatch(/^samples\/[0-9a-f]{32}\/[0-9a-f]{64}$/);
  expect(uploaded.map((key) => key.split('/')[1]).sort()).toEqual(Object.keys(allAt1).sort());
});

it('uploads nothing and logs nothing at a second start', async () => {
  await prepareSamples(parts, samples);
  const logged = portal.logged();
  await prepareSamples(parts, samples);
  expect(uploaded).toHaveLength(samples.length);
  expect(portal.logged()).toBe(logged);
  expect(await versions()).toEqual(allAt1);
});

it('adds a version where the content changed, and nothing elsewhere', async () => {
  await prepareSamples(parts, samples);
  const changed: Sample = { ...first, making: { kind: 'without-header', delimiter: ',' } };
  await prepareSamples(parts, [changed, ...others]);
  expect(uploaded).toHaveLength(samples.length + 1);
  expect(await versions()).toEqual({ ...allAt1, [sampleId(first.key)]: 2 });
});

it('takes over a new name without a new version', async () => {
  await prepareSamples(parts, samples);
  await prepareSamples(parts, [{ ...first, name: 'Renamed' }, ...others]);
  expect(uploaded).toHaveLength(samples.length);
  expect(await versions()).toEqual(allAt1);
  const [row] = await parts.db.select().from(schema.datasets).where(eq(schema.datasets.name, 'Renamed'));
  expect(row?.id).toBe(sampleId(first.key));
});

it('fills once when two servers start at once', async () => {
  await Promise.all([prepareSamples(parts, samples), prepareSamples(parts, samples)]);
  expect(uploaded).toHaveLength(samples.length);
  expect(await versions()).toEqual(allAt1);
  const { action } = schema.auditEvents;
  expect(await parts.db.$count(schema.auditEvents, eq(action, 'samples.fill'))).toBe(1);
});

it('leaves out a sample without its source, and says so', async () => {
  await prepareSamples(parts, [{ ...first, source: 'missing.csv' }, ...others]);
  expect(portal.logged()).toContain(`"sample":"${first.key}"`);
  expect(Object.keys(await versions())).toHaveLength(others.length);
});

it('lists none where storage refuses, does not stop the start, and tries again at the next', async () => {
  const putSealed = () => Promise.reject(new Error('storage said no'));
  await prepareSamples({ ...parts, blobs: { ...parts.blobs, putSealed } }, samples);
  expect(portal.logged()).toContain('storage said no');
  expect(await versions()).toEqual({});
  await prepareSamples(parts, samples);
  expect(await versions()).toEqual(allAt1);
});

describe('the sample experiment', () => {
  const onWeather = catalogue.filter(({ key }) => key === sampleExperiment.dataset);
  const runsOf = () => {
    const { experimentId, n, status } = schema.experimentRuns;
    return parts.db
      .select({ n, status })
      .from(schema.experimentRuns)
      .where(eq(experimentId, sampleId(sampleExperiment.key)));
  };

  it('is run where the dataset it works on is among the samples, and not again', async () => {
    await prepareSamples(parts, samples);
    expect(await runsOf()).toEqual([]);
    await prepareSamples(parts, onWeather);
    const own = uploaded.filter((key) => key.startsWith(`samples/${sampleId(sampleExperiment.key)}/`));
    expect(own).toHaveLength(3);
    uploaded = [];
    await prepareSamples(parts, [...onWeather, first]);
    expect(uploaded).toEqual([]);
    expect(await runsOf()).toEqual([{ n: 1, status: 'finished' }]);
  });

  it('gets another run where it puts out something else, and its new name', async () => {
    await prepareSamples(parts, onWeather);
    await prepareSamples(parts, onWeather, { ...sampleExperiment, name: 'Renamed', seed: 7 });
    expect(await runsOf()).toEqual([
      { n: 1, status: 'finished' },
      { n: 2, status: 'finished' },
    ]);
    const [row] = await parts.db.select().from(schema.experiments);
    expect(row).toMatchObject({ name: 'Renamed', runCount: 2, creatorId: null });
  });

  it('that fails leaves nothing half and the datasets whole, and is tried again at the next start', async () => {
    const putSealed: BlobStore['putSealed'] = (key, ...rest) =>
      key.includes(sampleId(sampleExperiment.key))
        ? Promise.reject(new Error('storage said no'))
        : parts.blobs.putSealed(key, ...rest);
    await prepareSamples({ ...parts, blobs: { ...parts.blobs, putSealed } }, onWeather);
    expect(portal.logged()).toContain('the sample experiment was left out');
    expect(await parts.db.$count(schema.experiments)).toBe(0);
    expect(Object.keys(await versions())).toHaveLength(1);
    await prepareSamples(parts, onWeather);
    expect(await runsOf()).toEqual([{ n: 1, status: 'finished' }]);
  });
});
