import { measureTopK, type TopKPlan } from './measure-top-k.ts';

self.onmessage = async ({ data }: MessageEvent<TopKPlan>) => {
  const results = await measureTopK(data, (line) => self.postMessage(line));
  self.postMessage(results);
};
