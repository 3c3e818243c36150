import { shareDownloadPath, sharePath } from '#lib/paths.ts';
import type { FileRow } from '#server/datasets/index.ts';
import { admitLink, type VisitorContext } from './admit-link.ts';
import { linkHeaders } from './download-share.ts';
import { type SharedVersion, sharedFiles, sharedVersion } from './shared-version.ts';
import { useLink } from './use-link.ts';

/** A description grows with its files; what has more is described by its zip. */
const mostFiles = 1000;

/** What a link leads to as Croissant 1.0 (https://mlcommons.org/croissant), JSON-LD. */
export async function getShareCroissant(
  ctx: VisitorContext,
  { code, password }: { code: string; password?: string | undefined },
): Promise<Response> {
  const link = await admitLink(ctx, 'dataset', { code, password });
  const shared = await sharedVersion(link);
  const files = await sharedFiles(link, shared, { limit: mostFiles });
  await ctx.db.transaction((tx) => useLink(link.ctx, tx, 'croissant'));
  const body = describe(ctx.config.publicUrl, code, shared, files);
  return new Response(`${JSON.stringify(body, null, 2)}\n`, {
    headers: { ...linkHeaders, 'content-type': 'application/ld+json' },
  });
}

function describe(
  publicUrl: string,
  code: string,
  { dataset, version, fileCount }: SharedVersion,
  files: readonly FileRow[],
) {
  const download = `${publicUrl}${shareDownloadPath(code)}`;
  const distribution = files.map(({ path, size, md5, contentType }) => ({
    '@type': 'cr:FileObject',
    '@id': path,
    name: path,
    contentSize: `${size} B`,
    contentUrl: `${download}?path=${encodeURIComponent(path)}`,
    encodingFormat: contentType,
    ...(md5 === null ? {} : { md5 }),
  }));
  return {
    '@context': context,
    '@type': 'sc:Dataset',
    name: dataset.name,
    ...(dataset.description ? { description: dataset.description } : {}),
    conformsTo: 'http://mlcommons.org/croissant/1.0',
    url: `${publicUrl}${sharePath(code)}`,
    version: `${version.n}.0.0`,
    datePublished: dataset.createdAt.toISOString(),
    dateModified: version.createdAt.toISOString(),
    distribution: fileCount > files.length ? [zipOf(dataset.name, download)] : distribution,
  };
}

function zipOf(name: string, download: string) {
  return {
    '@type': 'cr:FileObject',
    '@id': 'all-files',
    name: `${name}.zip`,
    contentUrl: download,
    encodingFormat: 'application/zip',
  };
}

/** The context that the specification of 1.0 gives. */
const context = {
  '@language': 'en',
  '@vocab': 'https://schema.org/',
  citeAs: 'cr:citeAs',
  column: 'cr:column',
  conformsTo: 'dct:conformsTo',
  cr: 'http://mlcommons.org/croissant/',
  rai: 'http://mlcommons.org/croissant/RAI/',
  data: { '@id': 'cr:data', '@type': '@json' },
  dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
  dct: 'http://purl.org/dc/terms/',
  examples: { '@id': 'cr:examples', '@type': '@json' },
  extract: 'cr:extract',
  field: 'cr:field',
  fileProperty: 'cr:fileProperty',
  fileObject: 'cr:fileObject',
  fileSet: 'cr:fileSet',
  format: 'cr:format',
  includes: 'cr:includes',
  isLiveDataset: 'cr:isLiveDataset',
  jsonPath: 'cr:jsonPath',
  key: 'cr:key',
  md5: 'cr:md5',
  parentField: 'cr:parentField',
  path: 'cr:path',
  recordSet: 'cr:recordSet',
  references: 'cr:references',
  regex: 'cr:regex',
  repeated: 'cr:repeated',
  replace: 'cr:replace',
  sc: 'https://schema.org/',
  separator: 'cr:separator',
  source: 'cr:source',
  subField: 'cr:subField',
  transform: 'cr:transform',
};
