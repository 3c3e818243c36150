// @ts-check

/** Codes of certificates whose authority Node does not know. */
const untrusted = new Set([
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]);

/**
 * What failed below a request, as Node or OpenSSL calls it.
 * @param {any} error of `fetch` @returns {string}
 */
export function causeOf(error) {
  return error?.cause?.code ?? error?.cause?.message ?? error?.name ?? 'no answer';
}

/**
 * One sentence where the certificate is signed by nobody whom Node trusts; undefined for all else.
 * @param {string} whose the portal's or storage's name in the sentence @param {any} error of `fetch`
 * @returns {string | undefined}
 */
export function untrustedCertificate(whose, error) {
  const cause = causeOf(error);
  if (!untrusted.has(cause)) return undefined;
  return `The certificate of ${whose} is signed by nobody whom Node trusts (${cause}); set NODE_EXTRA_CA_CERTS to a file with the certificate of its authority.`;
}
