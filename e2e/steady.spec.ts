import { ownerSession } from './fixtures/owner-session.ts';
import { putDataset } from './fixtures/put-dataset.ts';
import { expect, test } from './fixtures/test.ts';

/** Of the window's height and width, summed over a page's loading (web.dev, Cumulative Layout Shift: 0.1 is good). */
const mostShift = 0.02;

for (const width of [1280, 390])
  test(`nothing jumps while a page fills, ${width} wide`, async ({
    signedInPage: page,
    portal,
    ownerState,
  }) => {
    test.setTimeout(120_000);
    const session = await ownerSession(portal, ownerState);
    const { id } = await putDataset(session, {
      ...{
        name: `steady ${width}`,
        fileName: 'steady.csv',
        contentType: 'text/csv',
        dataTypeId: 'GenericCSV' as const,
      },
      // As many rows as its outline has.
      content: new TextEncoder().encode(`a,b\n${'1,2\n'.repeat(40)}`),
    });
    await page.setViewportSize({ width, height: 800 });
    await page.addInitScript(() => {
      const shifts: [number, string[]][] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as unknown as { value: number; sources: { node?: Node }[] }[])
          shifts.push([entry.value, entry.sources.map(({ node }) => node?.textContent?.slice(0, 40) ?? '')]);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    // Answers come one after the other, the last asked for first.
    const held: (() => Promise<void>)[] = [];
    await page.route(/\/api\/v1\//, (route) => {
      held.push(() => route.continue());
    });
    const workspace = `/w/${session.workspaceId}`;
    const places = [
      'settings/general',
      'settings/users',
      'settings/tokens',
      'experiments',
      'shares',
      'transfers',
    ]
      .map((place) => `${workspace}/${place}`)
      .concat(`${workspace}/datasets`, '/account')
      .concat(
        ['', '?tab=versions', '?tab=files', '?tab=code'].map((tab) => `${workspace}/datasets/${id}${tab}`),
      );
    for (const place of places) {
      const loaded = page.goto(place);
      await loaded;
      await expect(async () => {
        await held.pop()?.();
        expect(held).toEqual([]);
        await expect(page.locator('[aria-busy="true"]')).toHaveCount(0, { timeout: 100 });
      }).toPass({ intervals: [50] });
      const shifts = await page.evaluate(
        () => (window as unknown as { shifts: [number, string[]][] }).shifts,
      );
      const sum = shifts.reduce((all, [value]) => all + value, 0);
      expect(sum, `${place}: ${JSON.stringify(shifts)}`).toBeLessThan(mostShift);
    }
  });
