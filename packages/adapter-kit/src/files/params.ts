import { z } from "@pm-orchestrator/core/zod";

/** More than this is never downloaded at once. Unit: bytes. */
export const LARGEST_FILE_BYTES = 25 * 1024 * 1024;

/** What is downloaded unless the caller wants more. Unit: bytes. */
const STANDARD_FILE_BYTES = 5 * 1024 * 1024;

/** Base64 makes four characters of three bytes. */
const LONGEST_BASE64 = Math.ceil(LARGEST_FILE_BYTES / 3) * 4;

/** Params of an operation that downloads a file. */
export const downloadParams = {
  max_bytes: z
    .int()
    .min(1)
    .max(LARGEST_FILE_BYTES)
    .default(STANDARD_FILE_BYTES)
    .describe("a larger file is refused"),
  include: z
    .enum(["base64"])
    .optional()
    .describe("also the bytes; otherwise by handle, and as text when short"),
};

/** Params of an operation that uploads a file: its name, and exactly one of handle, text and base64. */
export const fileParams = {
  filename: z
    .string()
    .min(1)
    .max(255)
    .regex(/^[^/\\\r\n]+$/, "is a name, not a path")
    .describe("with its extension"),
  handle: z.string().min(1).optional().describe("of a file that another operation gave"),
  text: z.string().max(LARGEST_FILE_BYTES).optional().describe("what stands in the file"),
  base64: z.string().max(LONGEST_BASE64).optional().describe("its bytes"),
  media_type: z
    .string()
    .regex(/^[\w.+-]+\/[\w.+-]+$/, "must be a media type such as image/png")
    .optional()
    .describe("such as image/png; by default what the handle's file or the name says"),
};

/** What a downloaded file becomes. */
export const fileSchema = z.object({
  handle: z.string().describe("for an upload in this session"),
  filename: z.string(),
  media_type: z.string(),
  size: z.int().describe("bytes"),
  text: z.string().optional(),
  base64: z.string().optional(),
});

/** A file as operations answer it. */
export type FileResult = z.output<typeof fileSchema>;
