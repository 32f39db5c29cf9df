/** A folder on disk that the user has opened for writing. */
export interface FileFolder {
  readonly name: string;
  /** Writes a file, in place of one with the same name. */
  write(fileName: string, file: Blob): Promise<void>;
}

type Picker = (options: { mode: 'readwrite' }) => Promise<FileSystemDirectoryHandle>;

/** Whether this browser can write into a folder: Chromium can, others can't yet. */
export function canPickFolder(): boolean {
  return picker() !== null;
}

/** Asks for a folder; null where the user thinks better of it. Call it from a click. */
export async function pickFolder(): Promise<FileFolder | null> {
  const folder = await picker()?.({ mode: 'readwrite' }).catch(refused);
  if (!folder) return null;
  return {
    name: folder.name,
    write: async (fileName, file) => {
      const handle = await folder.getFileHandle(fileName, { create: true });
      await file.stream().pipeTo(await handle.createWritable());
    },
  };
}

function picker(): Picker | null {
  const pick: unknown = Reflect.get(globalThis, 'showDirectoryPicker');
  return typeof pick === 'function' ? (pick.bind(globalThis) as Picker) : null;
}

function refused(error: unknown): null {
  if (error instanceof DOMException && error.name === 'AbortError') return null;
  throw error;
}
