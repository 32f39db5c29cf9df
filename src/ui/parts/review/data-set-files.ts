/** File types that hold data sets, for the file picker. */
export const dataSetFiles = '.json,.jsonl,.ndjson,.gz,.txt';
