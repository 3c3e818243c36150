import Link from 'next/link';
import type { ReactNode } from 'react';
import { DocsFrame } from './docs-frame.tsx';
import { StudioCode } from './studio-code.tsx';
import { StudioDifferences } from './studio-differences.tsx';

const notebook = `from azureml import Workspace

ws = Workspace(
    workspace_id='<workspace id>',
    authorization_token='<authorization token>',
    endpoint='{endpoint}'
)
`;

const settings = `[workspace]
id = <workspace id>
authorization_token = <authorization token>
api_endpoint = {endpoint}
`;

const bringing = `from pathlib import Path
from azureml import DataTypeIds, Workspace

ws = Workspace()  # from ~/.azureml/settings.ini
types = {
    '.csv': DataTypeIds.GenericCSV,
    '.tsv': DataTypeIds.GenericTSV,
    '.txt': DataTypeIds.PlainText,
    '.arff': DataTypeIds.ARFF,
}
for file in sorted(Path('old-exports').iterdir()):
    data_type_id = types.get(file.suffix.lower())
    if data_type_id is None:
        print('left out:', file.name)
        continue
    ws.datasets.add_from_raw_data(
        raw_data=file.read_bytes(),
        data_type_id=data_type_id,
        name=file.stem,
        description=f'From {file.name}'
    )
    print('added:', file.stem)
`;

const sections = [
  { id: 'three-lines', title: 'Three lines of a notebook' },
  { id: 'where', title: 'Where id and token are' },
  { id: 'settings', title: 'Or once: ~/.azureml/settings.ini' },
  { id: 'differences', title: 'What differs' },
  { id: 'old-exports', title: 'Data from old exports' },
] as const;

/** How notebooks written for Azure Machine Learning Studio (classic) go on here. */
export function MoveFromStudio() {
  const contents = (
    <nav aria-label="On this page">
      <ul>
        {sections.map(({ id, title }) => (
          <li key={id}>
            <a href={`#${id}`} className="block rounded-(--radius) py-0.5 hover:text-accent">
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
  return (
    <DocsFrame current="/docs/move-from-studio" contents={contents}>
      <h1>Move from Studio (classic)</h1>
      <p className="mt-1 max-w-[70ch]">
        The service behind the Python package <code>azureml</code> was switched off on 31 August 2024. This
        portal answers where it did: a notebook that reads and writes datasets goes on, unchanged but for
        where it looks.
      </p>
      <Section of="three-lines">
        <p>
          Install the package as ever (<code>pip install azureml</code>), and name workspace, token and
          endpoint:
        </p>
        <StudioCode what="the three lines" text={notebook} />
        <p className="mt-3">
          Everything below them stays: <code>ws.datasets</code>, <code>to_dataframe()</code>,{' '}
          <code>add_from_dataframe()</code>, <code>update_from_raw_data()</code> and so on. A dataset’s{' '}
          <b>Access code</b> gives these lines filled in.
        </p>
      </Section>
      <Section of="where">
        <p>
          Both are under <b>Settings → Authorization tokens</b> of the workspace. The workspace id is also in
          the address of each of its pages, after <code>/w/</code>. The tokens are shown to Owners alone;
          others find there whom to ask. There are two, so that one can be replaced while notebooks go on with
          the other: share the secondary one, and protect either like a password.
        </p>
      </Section>
      <Section of="settings">
        <p>
          The package reads what <code>Workspace()</code> is not told from this file, so that no notebook need
          hold a token:
        </p>
        <StudioCode what="settings.ini" text={settings} />
        <ul className="mt-3 grid list-disc gap-1 pl-5">
          <li>
            The key is <code>api_endpoint</code>. The package’s own help says <code>endpoint</code>, which it
            does not read: notebooks then go to the service that is gone.
          </li>
          <li>
            Where <code>~/.azureml/settings.json</code> exists, <code>settings.ini</code> is not read, and
            what is in it wins even over the arguments of <code>Workspace(…)</code>. Remove it, or change it
            as well.
          </li>
          <li>
            Keep the file to yourself: <code>chmod 600 ~/.azureml/settings.ini</code>.
          </li>
        </ul>
      </Section>
      <Section of="differences">
        <StudioDifferences />
      </Section>
      <Section of="old-exports">
        <p>
          CSV, TSV, text and ARFF files that were downloaded in time are datasets again once they are
          uploaded: drop them on the list of datasets and look at the types proposed. Or from a notebook:
        </p>
        <StudioCode what="the code that uploads a folder" text={bringing} />
        <p className="mt-3">
          A name that is there already raises <code>AzureMLConflictHttpError</code>, and nothing is
          overwritten. Files in Studio’s internal format can be kept (type <code>Dataset</code>) and shared,
          but neither the package nor this portal reads them: Studio’s Convert to CSV did that, while there
          was one. What ran in Studio (experiments, web services) does not come back by uploading.
        </p>
        <p className="mt-3">
          Nothing is locked in here: <code>npm run export</code> brings all datasets of a workspace, with
          every version, to a folder, and <code>npm run import</code> brings that into another portal. All
          else that scripts can do is in the{' '}
          <Link className="link" href="/docs/api" prefetch={false}>
            portal’s own API
          </Link>
          .
        </p>
      </Section>
    </DocsFrame>
  );
}

function Section({ of, children }: { of: (typeof sections)[number]['id']; children: ReactNode }) {
  const title = sections.find(({ id }) => id === of)?.title;
  return (
    <section aria-labelledby={of} className="mt-7">
      <h2 id={of} className="mb-2 scroll-mt-4 text-base">
        {title}
      </h2>
      <div className="max-w-[76ch]">{children}</div>
    </section>
  );
}
