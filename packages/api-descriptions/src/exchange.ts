/** A request as the checks see it: what an adapter sent, or the witness of a known defect. */
export interface SentRequest {
  method: string;
  /** Below the base path of its system, still encoded, with the query: `/rest/api/3/issue/TRAIN-1?fields=summary`. */
  path: string;
  /** Without parameters; absent when there is no body. */
  contentType?: string;
  /** JSON as parsed; the fields of a form as a list of pairs; otherwise the text. */
  body?: unknown;
}

/** An answer as the checks see it. */
export interface GivenAnswer {
  status: number;
  contentType?: string;
  /** JSON as parsed, otherwise the text; absent when empty. */
  body?: unknown;
}

/** Name and value of one field of a form; of a file only that it is one. */
export type FormField = readonly [name: string, value: string | { file: string }];

const FORM_TYPES = new Set(["application/x-www-form-urlencoded", "multipart/form-data"]);

export function isForm(contentType: string | undefined): boolean {
  return contentType !== undefined && FORM_TYPES.has(contentType);
}

/** Reads a request, of which `base` is cut off the path. The request itself stays unread. */
export async function readRequest(request: Request, base: RegExp): Promise<SentRequest> {
  const { pathname, search } = new URL(request.url);
  const sent = { method: request.method, path: pathname.replace(base, "") + search };
  if (request.body === null) return sent;
  const contentType = mediaType(request.headers);
  const copy = request.clone();
  if (contentType === "multipart/form-data") {
    return { ...sent, contentType, body: formFields(await copy.formData()) };
  }
  const text = await copy.text();
  if (text === "") return sent;
  if (contentType === "application/x-www-form-urlencoded") {
    return { ...sent, contentType, body: [...new URLSearchParams(text)] };
  }
  return { ...sent, ...(contentType === undefined ? {} : { contentType }), body: parsed(contentType, text) };
}

/** Reads an answer; the response itself stays unread. */
export async function readAnswer(response: Response): Promise<GivenAnswer> {
  const contentType = mediaType(response.headers);
  const text = await response.clone().text();
  return {
    status: response.status,
    ...(contentType === undefined ? {} : { contentType }),
    ...(text === "" ? {} : { body: parsed(contentType, text) }),
  };
}

function mediaType(headers: Headers): string | undefined {
  return headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
}

function formFields(form: FormData): FormField[] {
  return [...form].map(([name, value]) => [name, typeof value === "string" ? value : { file: value.name }]);
}

function parsed(contentType: string | undefined, text: string): unknown {
  if (contentType === undefined || !/[/+]json/.test(contentType)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
