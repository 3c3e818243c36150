import type { ArffColumn } from '#lib/datasets/arff.ts';
import type { DataTypeId } from '#lib/datasets/data-types.ts';

/** How a sample's bytes come from a file of the source package. */
export type Making =
  | { kind: 'as-is' }
  | { kind: 'without-header'; delimiter: ',' | '\t' }
  | { kind: 'lines'; column: string }
  | { kind: 'ndjson' }
  | { kind: 'arff'; relation: string; columns: readonly ArffColumn[] }
  /** Many files: a CSV for each value of the column, and a README. */
  | { kind: 'csv-by'; column: string };

export interface Sample {
  /** Never changes: the dataset's id, the same on every installation, is made from it. */
  key: string;
  name: string;
  dataTypeId: DataTypeId;
  /** Under `data/` of the source package; `next.config.mjs` lists these files for the standalone server too. */
  source: string;
  /** Of many files: what each one's name is made from. */
  fileName: string;
  contentType: string;
  making: Making;
}

/** Raise it where the same source shall give other bytes or another README, so that installations take that over. */
export const catalogueVersion = 2;

const asIs: Making = { kind: 'as-is' };

function csv(key: string, name: string, fileName: string): Sample {
  return {
    key,
    name,
    dataTypeId: 'GenericCSV',
    source: fileName,
    fileName,
    contentType: 'text/csv',
    making: asIs,
  };
}

function json(key: string, name: string, fileName: string): Sample {
  const contentType = 'application/json';
  return { key, name, dataTypeId: 'JSON', source: fileName, fileName, contentType, making: asIs };
}

export const catalogue: readonly Sample[] = [
  csv('airport-codes', 'Airport Codes Dataset', 'airports.csv'),
  csv('seattle-weather', 'Seattle Weather Dataset', 'seattle-weather.csv'),
  csv('two-city-weather', 'Weather in Seattle and New York', 'weather.csv'),
  csv('co2-concentration', 'CO2 Concentration at Mauna Loa', 'co2-concentration.csv'),
  csv('health-and-income', 'Health and Income by Country', 'gapminder-health-income.csv'),
  csv('wildlife-strikes', 'Aircraft Wildlife Strikes', 'birdstrikes.csv'),
  csv('us-employment', 'US Employment by Sector', 'us-employment.csv'),
  {
    key: 'county-unemployment',
    name: 'US Unemployment by County',
    dataTypeId: 'GenericTSV',
    source: 'unemployment.tsv',
    fileName: 'unemployment.tsv',
    contentType: 'text/tab-separated-values',
    making: asIs,
  },
  {
    key: 'flight-routes',
    name: 'US Flight Routes 2008 (no header)',
    dataTypeId: 'GenericCSVNoHeader',
    source: 'flights-airport.csv',
    fileName: 'flight-routes.csv',
    contentType: 'text/csv',
    making: { kind: 'without-header', delimiter: ',' },
  },
  {
    key: 'global-temperature',
    name: 'Global Temperature Anomalies (no header)',
    dataTypeId: 'GenericTSVNoHeader',
    source: 'global-temp.csv',
    fileName: 'global-temperature.tsv',
    contentType: 'text/tab-separated-values',
    making: { kind: 'without-header', delimiter: '\t' },
  },
  {
    key: 'airport-names',
    name: 'Airport Names (text)',
    dataTypeId: 'PlainText',
    source: 'airports.csv',
    fileName: 'airport-names.txt',
    contentType: 'text/plain',
    making: { kind: 'lines', column: 'name' },
  },
  json('automobiles', 'Automobile Data', 'cars.json'),
  json('penguins', 'Palmer Penguins', 'penguins.json'),
  {
    key: 'penguins-by-island',
    name: 'Palmer Penguins by Island (many files)',
    dataTypeId: 'Zip',
    source: 'penguins.json',
    fileName: 'penguins.csv',
    contentType: 'text/csv',
    making: { kind: 'csv-by', column: 'Island' },
  },
  json('earthquakes', 'Earthquakes of One Week (GeoJSON)', 'earthquakes.json'),
  {
    key: 'industry-unemployment',
    name: 'US Unemployment by Industry',
    dataTypeId: 'NDJSON',
    source: 'unemployment-across-industries.json',
    fileName: 'unemployment-across-industries.ndjson',
    contentType: 'application/x-ndjson',
    making: { kind: 'ndjson' },
  },
  {
    key: 'flight-delays',
    name: 'Flight Delays Data (3 million rows)',
    dataTypeId: 'Parquet',
    source: 'flights-3m.parquet',
    fileName: 'flights-3m.parquet',
    contentType: 'application/vnd.apache.parquet',
    making: asIs,
  },
  {
    key: 'penguins-arff',
    name: 'Palmer Penguins (ARFF)',
    dataTypeId: 'ARFF',
    source: 'penguins.json',
    fileName: 'penguins.arff',
    contentType: 'text/plain',
    making: {
      kind: 'arff',
      relation: 'penguins',
      columns: [
        { name: 'Species', type: 'nominal' },
        { name: 'Island', type: 'nominal' },
        { name: 'Beak Length (mm)', type: 'numeric' },
        { name: 'Beak Depth (mm)', type: 'numeric' },
        { name: 'Flipper Length (mm)', type: 'numeric' },
        { name: 'Body Mass (g)', type: 'numeric' },
        { name: 'Sex', type: 'nominal' },
      ],
    },
  },
  {
    key: 'automobiles-arff',
    name: 'Automobile Data (ARFF)',
    dataTypeId: 'ARFF',
    source: 'cars.json',
    fileName: 'cars.arff',
    contentType: 'text/plain',
    making: {
      kind: 'arff',
      relation: 'cars',
      columns: [
        { name: 'Name', type: 'string' },
        { name: 'Miles_per_Gallon', type: 'numeric' },
        { name: 'Cylinders', type: 'numeric' },
        { name: 'Displacement', type: 'numeric' },
        { name: 'Horsepower', type: 'numeric' },
        { name: 'Weight_in_lbs', type: 'numeric' },
        { name: 'Acceleration', type: 'numeric' },
        { name: 'Year', type: 'date' },
        { name: 'Origin', type: 'nominal' },
      ],
    },
  },
  {
    key: 'icon',
    name: '7-Zip Icon',
    dataTypeId: 'Image',
    source: '7zip.png',
    fileName: '7zip.png',
    contentType: 'image/png',
    making: asIs,
  },
];
