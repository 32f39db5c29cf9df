import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { openAiCommands, resultFileName, vllmCommands } from '#core/batch/commands.ts';

const setting = {
  fileName: 'seedbed-r3-instance-001-of-100.jsonl',
  model: 'Qwen/Qwen3-8B',
  api: 'chat',
  baseUrl: 'https://api.openai.com/v1',
  files: 100,
} as const;

describe('the commands that are shown', () => {
  it('run a file, and all files, with vLLM', () => {
    const [one, all] = vllmCommands(setting);
    expect(one?.command).toBe(
      'vllm run-batch -i seedbed-r3-instance-001-of-100.jsonl ' +
        '-o seedbed-r3-instance-001-of-100.results.jsonl --model Qwen/Qwen3-8B',
    );
    expect(all?.command).toContain('for f in seedbed-r3-instance-*-of-100.jsonl;');
    expect(vllmCommands({ ...setting, files: 1 })).toHaveLength(1);
    expect(resultFileName('a.jsonl')).toBe('a.results.jsonl');
  });

  it('upload, start, watch and download with curl, and never hold a key', () => {
    const commands = openAiCommands(setting).map(({ command }) => command);
    expect(commands[0]).toContain('https://api.openai.com/v1/files');
    expect(commands[0]).toContain('-F purpose=batch');
    expect(commands[1]).toContain('"endpoint": "/v1/chat/completions"');
    expect(commands[1]).toContain('"completion_window": "24h"');
    expect(commands[2]).toContain('/batches/');
    expect(commands[3]).toContain('/content');
    for (const command of commands) expect(command).toContain('Bearer $OPENAI_API_KEY');
  });

  it('are sound for a shell, also with names that need quotes', () => {
    const odd = { ...setting, model: "it's; rm -rf $HOME", fileName: 'a b-001-of-002.jsonl' };
    for (const each of [setting, odd]) {
      for (const { command } of [...vllmCommands(each), ...openAiCommands(each)]) {
        expect(() => execFileSync('sh', ['-n', '-c', command])).not.toThrow();
      }
    }
    const [one] = vllmCommands(odd);
    const said = execFileSync('sh', ['-c', `vllm() { printf '%s|' "$@"; }; ${one?.command ?? ''}`]);
    expect(said.toString().split('|').slice(-2)[0]).toBe("it's; rm -rf $HOME");
  });
});
