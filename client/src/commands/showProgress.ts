import { ProgressLocation, window } from "vscode";

/** The id of the Units view in the manifest. */
export const viewId = "unitwright.units";

/** What lasts longer gets a notification of its own, with a way to cancel it; in milliseconds. */
const patience = 3000;

/** Shows that something is under way, in the view at once; `work` hears through its signal that the user gave up. */
export async function showProgress<T>(title: string, work: (cancel: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const working = work(controller.signal);
  const notify = () =>
    void window.withProgress(
      { location: ProgressLocation.Notification, title, cancellable: true },
      async (_, token) => {
        token.onCancellationRequested(() => controller.abort());
        await working.catch(() => {});
      },
    );
  const timer = setTimeout(notify, patience);
  try {
    return await window.withProgress({ location: { viewId }, title }, () => working);
  } finally {
    clearTimeout(timer);
  }
}
