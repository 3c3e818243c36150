import type { ReactNode } from 'react';

const differences: [string, ReactNode][] = [
  [
    'Tokens',
    <>
      Begin with <code>sluice_</code> and are 43 characters long, not 32 hexadecimal digits. A regenerated one
      is refused at once. They work on the portal’s own API too.
    </>,
  ],
  [
    'Addresses',
    <>
      The endpoint is the portal’s address alone, without a path. Over plain <code>http</code> token and data
      can be read on the way: fine on your own machine, else use <code>https</code>. For a certificate of your
      own authority set <code>REQUESTS_CA_BUNDLE</code>.
    </>,
  ],
  [
    'Reading later',
    <>
      A dataset object holds a key to its bytes for 15 minutes. Later the package would hand you storage’s
      error message as if it were the data: take the object from <code>ws.datasets</code> anew.
    </>,
  ],
  [
    'pandas 3.1 and newer',
    <>
      <code>ds.to_dataframe()</code> fails there, as pandas no longer reads the stream that the package hands
      it (up to 3.0 it works). Read the bytes first:{' '}
      <code>deserialize_dataframe(BytesIO(ds.read_as_binary()), ds.data_type_id)</code> from{' '}
      <code>azureml.serialization</code>, as “Generate data access code” writes it. Outputs of experiments are
      not concerned.
    </>,
  ],
  [
    'Plain text',
    <>
      <code>to_dataframe()</code> fails with pandas 1.4 and newer, as the package asks for a separator that
      pandas no longer takes. <code>read_as_text()</code> and <code>read_as_binary()</code> work.
    </>,
  ],
  [
    'Other formats',
    <>
      As before the package makes frames of <code>PlainText</code>, <code>GenericCSV</code>,{' '}
      <code>GenericTSV</code> and both without header. Everything else (ARFF, Parquet, JSON, images, Zip) is
      bytes: <code>read_as_binary()</code>. A dataset of many files comes as one <code>Zip</code>.
    </>,
  ],
  [
    'Writing',
    <>
      The package holds the whole file in memory and sends it in pieces of 2 MiB. For large files use the
      page, the portal’s API or any Azure tool. A workspace may have a quota.
    </>,
  ],
  [
    'Versions',
    <>
      An update adds a version; older ones stay and can be downloaded. <code>ws.datasets</code> gives the
      newest.
    </>,
  ],
  [
    'Order',
    <>
      <code>ws.datasets[0]</code> counts by name, then id, the samples among them. Names tell case apart.
    </>,
  ],
  [
    'Roles',
    <>
      Owners see tokens and code that holds one; Users get the same code with a gap and ask an Owner. Whoever
      has a token works with all data of the workspace; it manages neither tokens nor people. Samples are
      read-only.
    </>,
  ],
  [
    'Experiments',
    <>
      Are records: a script anywhere publishes runs and their outputs, and <code>ws.experiments</code> reads
      them. Nothing runs in the portal. Outputs in the internal format <code>Dataset</code> (as of Split)
      cannot be read by the package; one after Convert to CSV can.
    </>,
  ],
  [
    'Web services',
    <>
      <code>azureml.services</code> published models; there is nothing of it here.
    </>,
  ],
  [
    'Python',
    <>
      Tested with <code>azureml</code> 0.2.7 on Python 3, with current pandas and with 1.5. Python 2.7 is not
      tested.
    </>,
  ],
];

/** What a notebook may meet that was otherwise in Studio (classic). */
export function StudioDifferences() {
  return (
    <dl className="panel mt-3 grid md:grid-cols-[140px_minmax(0,1fr)]">
      {differences.map(([title, words]) => (
        <div
          key={title}
          className="border-line border-b px-3 py-2 last:border-b-0 md:col-span-2 md:grid md:grid-cols-subgrid"
        >
          <dt className="font-medium">{title}</dt>
          <dd className="in-text">{words}</dd>
        </div>
      ))}
    </dl>
  );
}
