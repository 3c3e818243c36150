// @ts-check
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { root } from '../setup/places.mjs';

const sources = ['app', 'components', 'lib', 'server', 'instrumentation.ts', 'proxy.ts'];

/**
 * Holds a tree against the import rules in `.dependency-cruiser.cjs`.
 * @param {string} baseDir folder with the rooms in it
 * @param {string[]} [paths] what of it
 * @returns {Promise<{ modules: number, violations: string[] }>} violations as "rule: from → to"
 */
export async function checkImports(baseDir, paths = sources) {
  const { options, ...ruleSet } = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs'));
  const { tsConfig, enhancedResolveOptions, ...rest } = options;
  const { output } = await cruise(
    paths,
    { ...rest, ruleSet, validate: true, baseDir },
    enhancedResolveOptions,
    { tsConfig: extractTSConfig(join(root, tsConfig.fileName)) },
  );
  if (typeof output === 'string')
    throw new Error('dependency-cruiser gave text where a result was asked for.');
  return {
    modules: output.summary.totalCruised,
    violations: output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
  };
}

if (process.argv[1] === import.meta.filename) {
  const { modules, violations } = await checkImports(root);
  for (const violation of violations) console.error(violation);
  // A parser that understands nothing finds nothing wrong either.
  if (modules === 0) console.error('No modules were found: the import rules were not checked.');
  process.exitCode = violations.length > 0 || modules === 0 ? 1 : 0;
}
