// @ts-check
import { Refusal } from '../setup/refusal.mjs';

const timeoutMs = 30_000;

/**
 * Asks a running portal for a sign-in link.
 * @param {{ localUrl: string, operatorCode: string }} running @param {string | undefined} email
 * @returns {Promise<{ url: string, expiresAt: Date }>}
 */
export async function linkFromPortal({ localUrl, operatorCode }, email) {
  const response = await fetch(`${localUrl}/api/v1/operator/sign-in-link`, {
    method: 'POST',
    headers: { authorization: `Bearer ${operatorCode}`, 'content-type': 'application/json' },
    body: JSON.stringify(email === undefined ? {} : { email }),
    signal: AbortSignal.timeout(timeoutMs),
  }).catch((error) => {
    throw new Refusal(`The portal at ${localUrl} does not answer (${error.cause?.code ?? error.name}).`);
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok)
    throw new Refusal(answer.detail ?? `The portal at ${localUrl} answered ${response.status}.`);
  return { url: answer.url, expiresAt: new Date(answer.expiresAt) };
}
