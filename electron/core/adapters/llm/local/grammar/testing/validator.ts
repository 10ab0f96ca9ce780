/** For tests and measuring: an independent judge of values (Ajv), set to JSON Schema's own meaning. */
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** `null`: valid; else what is wrong. Throws when the judge itself cannot read the schema. */
export const validatorFor = (
  schema: object,
  draft: '7' | '2020-12' = '2020-12',
): ((value: unknown) => string | null) => {
  // Decimals such as 0.01 are not exact in binary; own properties only, so that `constructor` is a name like any other.
  const options = { strict: false, logger: false, ownProperties: true, multipleOfPrecision: 6 } as const;
  const ajv = draft === '7' ? new Ajv(options) : new Ajv2020(options);
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  return (value) => (validate(value) ? null : ajv.errorsText(validate.errors));
};
