/**
 * Marks a text a person wrote or received. However it is printed, logged or serialised, only its length shows;
 * `reveal` is the one way to the content.
 */
export class Private {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return `[private ${this.#value.length}]`;
  }

  toJSON(): string {
    return this.toString();
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}

export const privateText = (value: string): Private => new Private(value);
