/** Coded errors of this service, in the shape of `AppError`. */
import {
  type KnowledgeErrorCode,
  type KnowledgeErrorData,
  knowledgeErrors,
} from '../../../contract/knowledge-errors.ts';

export const knowledgeError = <C extends KnowledgeErrorCode>(code: C, data: KnowledgeErrorData<C>): Error =>
  Object.assign(new Error(code), { code, family: knowledgeErrors[code].family, data, retry: false });
