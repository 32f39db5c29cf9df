import { describe, expect, it } from 'vitest';
import type { QualityAnswers } from '#core/model/quality.ts';
import { csvMark } from '#core/formats/csv-lines.ts';
import { resultAsCsv, resultAsMarkdown, type QualityReport } from '#core/quality/result-text.ts';

const yes: QualityAnswers = { task: true, input: true, output: true };
const item = { taskId: 1, instance: 0, instruction: 'a', input: '', output: 'b' };
const report: QualityReport = {
  sample: { seed: 7, pool: 5_000, items: [item, item] },
  reviewers: [
    {
      name: '=Ada, "A|B"',
      answers: new Map([
        [0, yes],
        [1, { ...yes, output: false }],
      ]),
    },
    { name: 'Grace', answers: new Map([[0, yes]]) },
  ],
};

describe('the result as text', () => {
  it('is CSV that no spreadsheet runs', () => {
    const text = resultAsCsv(report);
    expect(text.startsWith(csvMark)).toBe(true);
    const lines = text.slice(csvMark.length).trimEnd().split('\r\n');
    expect(lines).toHaveLength(9);
    expect(lines[0]).toBe('reviewer,question,yes,answered,percent,low,high,published');
    expect(lines[3]).toBe(`"'=Ada, ""A|B""",The output is right,1,2,50.0,9.5,90.5,58.0`);
    expect(lines[8]).toBe('Grace,All three,1,1,100.0,20.7,100.0,54.0');
  });

  it('is Markdown with the agreement, and names as names', () => {
    const text = resultAsMarkdown(report);
    expect(text).toContain('# Quality review: seed 7, 2 of 5,000 tasks');
    expect(text).toContain(String.raw`## =Ada, "A\|B"`);
    expect(text).toContain('| The output is right | 1 of 2 | 50.0 % | 9.5–90.5 % | 58.0 % |');
    expect(text).toContain('| The task makes sense | 1 of 1 | 100.0 % |  |');
    expect(text).toMatch(/Published: Wang et al\./);
    const alone = resultAsMarkdown({ ...report, reviewers: report.reviewers.slice(1) });
    expect(alone).not.toContain('Agreement');
  });
});
