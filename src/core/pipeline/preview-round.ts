import type { PoolItem } from '#core/contracts/similarity-api.ts';
import { checkInstruction } from '#core/filters/run-filters.ts';
import { culpritOf, effectiveInstruction } from '#core/model/effective-task.ts';
import type { TaskId } from '#core/model/ids.ts';
import type { AbortSignalLike, Complete, Outcome, Step } from '#core/model/model-call.ts';
import type { Run } from '#core/model/run.ts';
import { connectionOf } from '#core/model/step-connection.ts';
import type { Instance, InstanceLosses, Task, Verdict } from '#core/model/task.ts';
import { countedPart } from '#core/parsing/apply-stops.ts';
import { isWithoutAnswer } from '#core/parsing/chat-habits.ts';
import { parseInstances } from '#core/parsing/parse-instances.ts';
import { parseType } from '#core/parsing/parse-type.ts';
import { parseProposals, type ProposedItem } from '#core/parsing/parse-proposals.ts';
import type { TaskPool } from '#core/pool/task-pool.ts';
import { keyedRandom } from '#core/random/keyed-random.ts';
import { checkProposal, withoutContaminated } from './check-guard.ts';
import type { GuardPort } from './ports.ts';
import type { NoveltyVerdict, ScreenedItems } from './screen-novelty.ts';
import { askPatiently } from './ask-patiently.ts';
import { draftInstances, draftProposals, draftType, type RequestDraft } from './draft-request.ts';

/** One call of a preview: what was asked and what came back. */
export interface PreviewCall {
  readonly step: Step;
  readonly prompt: string;
  readonly outcome: Outcome;
}

/** An item of the previewed reply, with what would become of it. */
export interface PreviewItem {
  readonly instruction: string;
  readonly verdict: Verdict;
  /** The text that an item is too near to: a pool member's, or an earlier item's. */
  readonly culpritText?: string;
  /** The instance that came with it, in recipe alpaca. */
  readonly instance?: Instance;
}

/** One round of the method with nothing kept. Steps 2 and 3 are shown for the first novel item. */
export interface PreviewRound {
  readonly calls: readonly PreviewCall[];
  readonly items: readonly PreviewItem[];
  readonly example?: {
    readonly instruction: string;
    readonly isClassification: boolean;
    readonly instances: readonly Instance[];
    readonly losses: InstanceLosses;
  };
}

/** What a preview works on. `screen` must leave the index as it was. */
export interface PreviewSetting {
  readonly run: Run;
  readonly pool: TaskPool;
  readonly complete: Complete;
  readonly signal: AbortSignalLike;
  readonly guard: GuardPort | null;
  readonly screen: (items: readonly PoolItem[]) => Promise<ScreenedItems>;
}

/** Asks once for instructions, and once each for the type and the instances of the first novel one. */
export async function previewRound(setting: PreviewSetting): Promise<PreviewRound> {
  const { run, pool } = setting;
  const calls: PreviewCall[] = [];
  const ask = async (draft: RequestDraft): Promise<Outcome> => {
    const call = await askOnce(setting, draft);
    calls.push(call);
    return countedPart(call.outcome, draft.decoding.stops);
  };
  const proposed = await ask(draftProposals(run, pool, { index: 0, round: 0 }));
  if (proposed.kind === 'failure') return { calls, items: [] };
  const parsed = parseProposals(run.recipe, proposed.text, proposed.finishReason);
  const items = await judgeAll(setting, parsed.items);
  const novel = items.find(({ verdict }) => verdict.keep);
  if (novel === undefined || run.recipe.preset === 'alpaca') return { calls, items };
  const example = await fillExample(setting, novel.instruction, ask);
  return { calls, items, ...(example && { example }) };
}

async function askOnce(
  { run, complete, signal }: PreviewSetting,
  { step, prompt, decoding }: RequestDraft,
): Promise<PreviewCall> {
  const text = prompt.prefix + prompt.tail;
  const seed = Math.floor(keyedRandom(run.seed, 'preview', step)() * 2 ** 31);
  const call = { step, api: connectionOf(run, step).api, prompt: text, decoding, seed };
  const outcome = await askPatiently(complete, call, signal);
  return { step, prompt: text, outcome };
}

async function judgeAll(
  { run, pool, guard, screen }: PreviewSetting,
  items: readonly ProposedItem[],
): Promise<PreviewItem[]> {
  const checked = items.map((item, index) => ({
    item,
    id: pool.nextId + index,
    verdict: judge(run, guard, item),
  }));
  const sound = checked.filter(({ verdict }) => verdict.keep);
  const { verdicts } = await screen(sound.map(({ id, item }) => ({ id, text: item.instruction })));
  const texts = new Map(checked.map(({ id, item }) => [id, item.instruction]));
  return checked.map(({ item, id, verdict: byText }) => {
    const verdict = verdictOf(verdicts.get(id)) ?? byText;
    const culpritText = culpritTextOf(verdict, pool, texts);
    return {
      instruction: item.instruction,
      verdict,
      ...(culpritText !== undefined && { culpritText }),
      ...(item.instance && { instance: item.instance }),
    };
  });
}

function judge(run: Run, guard: GuardPort | null, item: ProposedItem): Verdict {
  if (item.cut === true) return CUT;
  const verdict = checkInstruction(run.recipe.filters, item.instruction);
  const contaminated = verdict.keep ? checkProposal(guard, item) : null;
  return contaminated === null ? verdict : { keep: false, ...contaminated };
}

function culpritTextOf(
  verdict: Verdict,
  pool: TaskPool,
  texts: ReadonlyMap<TaskId, string>,
): string | undefined {
  const culprit = verdict.keep ? null : culpritOf(verdict);
  if (culprit === null) return undefined;
  const member = pool.get(culprit);
  return member === undefined ? texts.get(culprit) : effectiveInstruction(member);
}

const CUT: Verdict = { keep: false, reason: 'cut' };

function verdictOf(screened: NoveltyVerdict | undefined): Verdict | null {
  if (screened === undefined) return null;
  return screened.novel ? { keep: true } : { keep: false, ...screened.rejection };
}

async function fillExample(
  { run, guard }: PreviewSetting,
  instruction: string,
  ask: (draft: RequestDraft) => Promise<Outcome>,
): Promise<PreviewRound['example']> {
  const { recipe, seed } = run;
  const task: Task = {
    id: 0,
    origin: 'machine',
    status: 'accepted',
    stage: 'novel',
    instruction,
    isClassification: null,
    instances: [],
    createdAt: 0,
  };
  let typed = await ask(draftType(run, task, 0));
  if (isWithoutAnswer(typed)) typed = await ask(draftType(run, { ...task, cutReplies: 1 }, 0));
  if (typed.kind === 'failure' || isWithoutAnswer(typed)) return undefined;
  const isClassification = parseType(recipe.parsing, typed.text);
  const filled = await ask(draftInstances(run, { ...task, isClassification }, 0));
  if (filled.kind === 'failure') return undefined;
  const random = keyedRandom(seed, 'instances', 'preview');
  const { text, finishReason } = filled;
  const parsed = parseInstances(recipe, isClassification, text, finishReason, random);
  const { instances, losses } = withoutContaminated(guard, parsed);
  return { instruction, isClassification, instances, losses };
}
