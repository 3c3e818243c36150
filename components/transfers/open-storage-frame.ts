import { hello } from '#lib/transfers/storage-frame/messages.ts';

let frame: HTMLIFrameElement | undefined;

/**
 * Opens the page that the portal put on storage's own origin, unseen, and gives the port by which it takes requests. One
 * that does not load gives a port that nobody answers.
 */
export function openStorageFrame(url: string, give: (port: MessagePort) => void): void {
  frame?.remove();
  const opening = document.createElement('iframe');
  Object.assign(opening, { title: 'Way to storage', hidden: true, referrerPolicy: 'no-referrer' });
  // Without cookies and without what other documents of that origin have stored, where the browser knows how (Chromium).
  Object.assign(opening, { credentialless: true });
  opening.sandbox.add('allow-scripts', 'allow-same-origin');
  const greet = () => {
    const { port1, port2 } = new MessageChannel();
    opening.contentWindow?.postMessage(hello, new URL(url).origin, [port1]);
    give(port2);
  };
  opening.addEventListener('load', greet, { once: true });
  opening.src = url;
  document.body.append(opening);
  frame = opening;
}
