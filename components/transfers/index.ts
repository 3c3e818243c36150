export { TransfersRoot } from './transfers-root.tsx';
export { useTransfers } from './use-transfers.ts';
