import type { PairReport, PairScanFailure, PairsApi } from '#core/contracts/pairs-api.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import { pairReport } from '#core/rouge/pair-report.ts';
import { checkThreshold } from '#core/rouge/threshold.ts';

/** How long the scan may hold the worker before it looks for messages, `cancelPairs` among them. */
const turnMs = 10;

/** A turn of the event loop; a message channel, as timers are held back to 4 ms. */
function nextTurn(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** `PairsApi` in this realm; a scan that starts ends the one before. */
export function createPairScan(now: () => number = () => performance.now()): PairsApi {
  let current = 0;
  return {
    async findPairs(items, settings, limit, onProgress) {
      const checked = checkThreshold(settings.threshold);
      if (!checked.ok) return checked;
      const mine = (current += 1);
      return drive(pairReport(items, settings, limit), onProgress, now, () => mine !== current);
    },
    cancelPairs() {
      current += 1;
      return Promise.resolve();
    },
  };
}

async function drive(
  scan: Generator<number, PairReport>,
  onProgress: (share: number) => void,
  now: () => number,
  isCancelled: () => boolean,
): Promise<Result<PairReport, PairScanFailure>> {
  let turnEnds = now() + turnMs;
  for (let step = scan.next(); ; step = scan.next()) {
    if (step.done === true) return success(step.value);
    if (now() < turnEnds) continue;
    onProgress(step.value);
    await nextTurn();
    if (isCancelled()) return failure({ kind: 'cancelled' });
    turnEnds = now() + turnMs;
  }
}
