/** File types that hold data sets, for the file picker. */
export const dataSetFiles = '.json,.jsonl,.ndjson,.csv,.tsv,.gz,.txt';
