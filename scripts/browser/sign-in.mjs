// @ts-check
/**
 * Spends a portal's one-time link in a browser context, as the sign-in page does.
 * @param {import('playwright').BrowserContext} context
 * @param {{ url: string, signInUrl: string }} portal
 * @returns {Promise<{ workspaceId: string }>} the first workspace
 */
export async function signInByApi(context, portal) {
  const page = await context.newPage();
  await page.goto(`${portal.url}/healthz`);
  const code = new URL(portal.signInUrl).hash.slice(1);
  const { status, session } = await page.evaluate(async (given) => {
    const response = await fetch('/api/v1/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code: given }),
    });
    return { status: response.status, session: await response.json() };
  }, code);
  await page.close();
  if (status !== 201) throw new Error(`Signing in by the one-time link answered ${status}.`);
  return { workspaceId: session.workspaces[0].id };
}
