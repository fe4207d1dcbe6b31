/** Somebody who wants to know that a signal aborts. */
interface Waiter {
  callback: () => void;
  /** Where it stands among those of its signal; -1 when it waits no more. */
  at: number;
}

/** All who wait for one signal. */
interface Waiters {
  list: Waiter[];
  /** The signal's listener. */
  abort: () => void;
}

const waiting = new WeakMap<AbortSignal, Waiters>();

/**
 * Calls `callback` when the signal aborts, at once if it has already; the returned function takes that back.
 *
 * For signals that outlive what listens to them, as that of a run does: hundreds of calls come and go on one. A listener
 * of the signal's own, once removed, still points to the one that was added after it. So as soon as one of them is old to
 * the garbage collector, all that come after it, with everything they hold, are kept until its next long pause. Here a
 * signal has one listener of its own while anybody waits, and nobody who waits points to another.
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  if (signal.aborted) {
    callback();
    return () => {};
  }
  const { list } = waiting.get(signal) ?? listenTo(signal);
  const waiter = { callback, at: list.length };
  list.push(waiter);
  return () => leave(signal, list, waiter);
}

function listenTo(signal: AbortSignal): Waiters {
  const list: Waiter[] = [];
  const abort = () => {
    waiting.delete(signal);
    // Who is called may take others back.
    for (const waiter of list.slice()) if (waiter.at >= 0) call(waiter);
  };
  const waiters = { list, abort };
  waiting.set(signal, waiters);
  signal.addEventListener("abort", abort, { once: true });
  return waiters;
}

/** The last takes its place. */
function leave(signal: AbortSignal, list: Waiter[], waiter: Waiter): void {
  if (waiter.at < 0) return;
  const last = list.pop();
  if (last !== undefined && last !== waiter) {
    last.at = waiter.at;
    list[waiter.at] = last;
  }
  waiter.at = -1;
  const waiters = waiting.get(signal);
  if (list.length > 0 || waiters?.list !== list) return;
  waiting.delete(signal);
  signal.removeEventListener("abort", waiters.abort);
}

/** As with listeners of the signal's own: what one throws is uncaught, and keeps nobody else from being called. */
function call({ callback }: Waiter): void {
  try {
    callback();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
