export { prepareSamples } from './prepare-samples.ts';
