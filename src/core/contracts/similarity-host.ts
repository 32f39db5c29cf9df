/** What the similarity worker offers the page, which joins it to the project worker. */
export interface SimilarityHost {
  /** Serves `SimilarityApi` with an index of its own on this port. */
  connect(port: MessagePort): Promise<void>;
}
