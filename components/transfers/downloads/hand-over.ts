/** The browser needs a moment to take a navigation before the next one would replace it. */
export const betweenDownloads = 400;
let last: Promise<void> = Promise.resolve();

/** Hands a verified file to the browser's own downloads, under its own name. Calls queue. */
export function handOver(file: File, name: string): void {
  last = last.then(async () => {
    // The type would add an ending of the browser's choice to the name.
    const url = URL.createObjectURL(new Blob([file], { type: 'application/octet-stream' }));
    clickLink(url, name);
    await new Promise((resolve) => setTimeout(resolve, betweenDownloads));
  });
}

export function clickLink(url: string, name: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.rel = 'noreferrer';
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
}
