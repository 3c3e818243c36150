'use client';

import { createContext, use } from 'react';
import type { Call } from '#lib/api/client.ts';

export const ApiContext = createContext<Call | null>(null);

/** The typed client of the portal's REST API. */
export function useApi(): Call {
  const call = use(ApiContext);
  if (!call) throw new Error('useApi needs <Providers> above it.');
  return call;
}
