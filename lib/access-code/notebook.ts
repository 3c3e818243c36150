import { readsAsTable, tabsFor } from './access-tabs.ts';
import { type OwnTarget, tableTarget } from './access-target.ts';
import { azuremlCode } from './azureml-code.ts';
import { pandasReader } from './frame-readers.ts';
import { requestCode } from './python-code.ts';

/**
 * A Jupyter notebook (nbformat 4.5, JSON) that reads `target` into a DataFrame by `azureml`, or by pandas where that
 * cannot, and draws the histogram of a numeric column. It holds no token, notebooks get committed: it takes that from
 * `SLUICE_TOKEN` or asks for it. Undefined for what is no table.
 */
export function notebookOf(target: OwnTarget): string | undefined {
  const file = tableTarget(target);
  if (file.dataTypeId === 'PlainText' || !readsAsTable(file.dataTypeId, 'pandas')) return undefined;
  const byAzureml = tabsFor(target).some(({ id, obstacle }) => id === 'azureml' && !obstacle);
  const { packages, reading } = byAzureml
    ? { packages: ['azureml'], reading: azuremlCode(target, 'token') }
    : readingByPandas(file);
  const cells = [
    markdown('title', `# ${escapeMarkdown(target.name)}`),
    code('packages', `%pip install --quiet ${[...packages, 'matplotlib'].join(' ')}`),
    code('token', askForToken),
    code('read', reading.trimEnd()),
    code('head', 'frame.head()'),
    code('histogram', histogram),
  ];
  const metadata = {
    kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
    language_info: { name: 'python' },
  };
  return `${JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
}

const askForToken = `import os
from getpass import getpass

token = os.environ.get('SLUICE_TOKEN') or getpass('Authorization token: ')`;

const histogram = `import matplotlib.pyplot as plt

numeric = frame.select_dtypes('number').columns
if len(numeric) > 0:
    column = numeric[0]  # or the name of another column
    frame[column].plot.hist(bins=20, title=str(column))
    plt.show()
else:
    print('No column holds numbers alone.')`;

function readingByPandas(target: OwnTarget) {
  const { standard = [], packages = [], lines } = pandasReader(target);
  const modules = [...standard, 'pandas as pd', 'requests'];
  return {
    packages: ['pandas', 'requests', ...packages],
    reading: `${modules.map((module) => `import ${module}\n`).join('')}
${requestCode(target, 'token')}
${lines}`,
  };
}

function markdown(id: string, source: string) {
  return { cell_type: 'markdown', id, metadata: {}, source };
}

function code(id: string, source: string) {
  return { cell_type: 'code', execution_count: null, id, metadata: {}, outputs: [], source };
}

function escapeMarkdown(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, String.raw`\$&`).replace(/\s+/g, ' ');
}
