/** Who sends by a link, for the journal: a digest of its code, which does not open it. */
export async function requestIdOf(code: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(code)));
  return Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const ofSenders = 'request:';

/** The journal's person for uploads by a link, who has no account. */
export function senderOf(requestId: string): string {
  return `${ofSenders}${requestId}`;
}

export function isSender(userId: string): boolean {
  return userId.startsWith(ofSenders);
}
