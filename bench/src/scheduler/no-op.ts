/** Steps that do nothing but be counted: an engine that leaves steps out would be quick. */
export class NoOps {
  count = 0;

  /** A step as they are: a promise, here one that is fulfilled at once. */
  readonly promise = async (): Promise<void> => {
    this.count += 1;
  };

  /** For those who can do with less than a promise. */
  readonly plain = (): void => {
    this.count += 1;
  };
}
