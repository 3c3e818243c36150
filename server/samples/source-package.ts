import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

// The build must not take the whole package along (42 MB): next.config.mjs lists the files that are read.
const folder = join(/* turbopackIgnore: true */ process.cwd(), 'node_modules/vega-datasets');

const reference = z.object({
  title: z.string().optional(),
  name: z.string().optional(),
  path: z.string().optional(),
});
const resourceSchema = z.object({
  path: z.string(),
  description: z.string().default(''),
  licenses: z.array(reference).default([]),
  sources: z.array(reference).default([]),
  schema: z
    .object({
      fields: z.array(z.object({ name: z.string(), type: z.string(), description: z.string().optional() })),
    })
    .optional(),
});

/** What the package tells of one of its files (Data Package standard). */
export type Resource = z.infer<typeof resourceSchema>;
export type Reference = z.infer<typeof reference>;

/** The version of the package `vega-datasets` that is installed. */
export async function readPackageVersion(): Promise<string> {
  const text = await readFile(join(folder, 'package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

/** What the package tells of its files, by their names. */
export async function readResources(): Promise<Map<string, Resource>> {
  const text = await readFile(join(folder, 'datapackage.json'), 'utf8');
  const { resources } = z.object({ resources: z.array(resourceSchema) }).parse(JSON.parse(text));
  return new Map(resources.map((resource) => [resource.path, resource]));
}

export function readSource(file: string): Promise<Buffer> {
  return readFile(join(folder, 'data', file));
}
