import type { ModelApi } from '#core/model/model-call.ts';
import { batchUrls } from './shard-line.ts';

/** One thing to type, with what it does. */
export interface BatchCommand {
  readonly says: string;
  readonly command: string;
}

/** What the commands depend on. */
export interface CommandSetting {
  /** Name of a batch file, as Seedbed gives it. */
  readonly fileName: string;
  readonly model: string;
  readonly api: ModelApi;
  /** Root of the API, ending in `/v1`. */
  readonly baseUrl: string;
  /** How many batch files there are. */
  readonly files: number;
}

/** The name of the result file that belongs to a batch file. */
export function resultFileName(fileName: string): string {
  return fileName.replace(/(\.jsonl)?$/, '.results.jsonl');
}

/** The commands for a machine of one’s own with vLLM, Ray clusters included. */
export function vllmCommands(setting: CommandSetting): BatchCommand[] {
  const { fileName, files } = setting;
  const model = quoted(setting.model);
  const run = (input: string, output: string): string =>
    `vllm run-batch -i ${input} -o ${output} --model ${model}`;
  const one = {
    says: 'Runs one file',
    command: run(quoted(fileName), quoted(resultFileName(fileName))),
  };
  if (files < 2) return [one];
  const loop = `for f in ${everyFile(fileName)}; do ${run('"$f"', '"${f%.jsonl}.results.jsonl"')}; done`;
  return [one, { says: `Runs all ${files} files, one after the other`, command: loop }];
}

/**
 * The commands for OpenAI and others that speak its file and batch API; they need `curl`, `jq` and
 * the key in `OPENAI_API_KEY`. In order: upload, create, look, download.
 */
export function openAiCommands(setting: CommandSetting): BatchCommand[] {
  const { fileName, api } = setting;
  const root = setting.baseUrl.replace(/\/+$/, '');
  const key = '-H "Authorization: Bearer $OPENAI_API_KEY"';
  const at = (path: string): string => quoted(`${root}${path}`);
  const order =
    `{"input_file_id": "'"$FILE"'", "endpoint": "${batchUrls[api]}", ` +
    '"completion_window": "24h"}';
  return [
    {
      says: 'Uploads the file and keeps its id',
      command: `FILE=$(curl -s ${at('/files')} ${key} -F purpose=batch -F ${quoted(`file=@${fileName}`)} | jq -r .id)`,
    },
    {
      says: 'Starts the batch and keeps its id',
      command: `BATCH=$(curl -s ${at('/batches')} ${key} -H "Content-Type: application/json" -d '${order}' | jq -r .id)`,
    },
    {
      says: 'Shows how far it is; it is over when the status is “completed”',
      command: `curl -s ${at('/batches/')}"$BATCH" ${key} | jq '{status, request_counts, output_file_id, error_file_id}'`,
    },
    {
      says: 'Downloads the results',
      command: `curl -s ${at('/files/')}"$(curl -s ${at('/batches/')}"$BATCH" ${key} | jq -r .output_file_id)/content" ${key} -o ${quoted(resultFileName(fileName))}`,
    },
  ];
}

/** A word for a shell of the POSIX kind, quoted only where it must be. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A pattern for all files of a batch; results of an earlier turn do not fit it. */
function everyFile(fileName: string): string {
  return fileName.replace(/\d+-of-(\d+)\.jsonl$/, '*-of-$1.jsonl');
}
