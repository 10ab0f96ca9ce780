/**
 * What no page in our windows may do: reach a network, use a device, open a window, leave our origin. Everything is
 * denied by default; the exceptions are listed here and nowhere else.
 */
import { app, type Session, type WebContents } from 'electron';
import { isOurPage, pageOrigin } from './page-address.ts';

/** Writing plain text to the clipboard, for the copy buttons. Reading it stays with the keyboard. */
const allowedPermissions = new Set<string>(['clipboard-sanitized-write']);
/** `devtools:` loads its own page; a download of an exported conversation is a `blob:`. */
const allowedSchemes = new Set(['app:', 'blob:', 'data:', 'devtools:']);

/** `devOrigin`: the development server of the interface, never in a packaged app. */
export const lockSession = (session: Session, devOrigin: string | undefined): void => {
  const isOurs = (url: string) => isOurPage(url, devOrigin);
  session.setPermissionRequestHandler((contents, permission, allow) =>
    allow(allowedPermissions.has(permission) && isOurs(contents.getURL())),
  );
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => allowedPermissions.has(permission) && isOurs(origin),
  );
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest((details, decide) => {
    const url = URL.parse(details.url);
    const allowed =
      url !== null &&
      (allowedSchemes.has(url.protocol) ||
        (devOrigin !== undefined && url.host === URL.parse(devOrigin)?.host));
    decide({ cancel: !allowed });
  });
  session.on('will-download', (event, item) => {
    if (!item.getURL().startsWith(`blob:${devOrigin ?? pageOrigin}`)) event.preventDefault();
  });
};

/** For every page there ever is, also those we did not mean to open. */
export const lockPages = (devOrigin: string | undefined): void => {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('will-navigate', (event) => {
      if (!isOurPage(event.url, devOrigin)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => {
      if (!isOurPage(event.url, devOrigin)) event.preventDefault();
    });
  });
};

/** The main frame of our own page; a message from anywhere else is not answered. */
export const isOurFrame = (
  frame: Electron.WebFrameMain | null,
  contents: WebContents,
  devOrigin: string | undefined,
): boolean => frame !== null && frame === contents.mainFrame && isOurPage(frame.url, devOrigin);
