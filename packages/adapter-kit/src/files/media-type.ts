/** What the extensions mean that people send around; everything else is bytes. */
const BY_EXTENSION: ReadonlyMap<string, string> = new Map([
  ["bmp", "image/bmp"],
  ["csv", "text/csv"],
  ["diff", "text/x-diff"],
  ["doc", "application/msword"],
  ["docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
  ["gif", "image/gif"],
  ["gz", "application/gzip"],
  ["htm", "text/html"],
  ["html", "text/html"],
  ["jpeg", "image/jpeg"],
  ["jpg", "image/jpeg"],
  ["json", "application/json"],
  ["log", "text/plain"],
  ["md", "text/markdown"],
  ["mp4", "video/mp4"],
  ["patch", "text/x-diff"],
  ["pdf", "application/pdf"],
  ["png", "image/png"],
  ["pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"],
  ["svg", "image/svg+xml"],
  ["txt", "text/plain"],
  ["webp", "image/webp"],
  ["xls", "application/vnd.ms-excel"],
  ["xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
  ["xml", "application/xml"],
  ["yaml", "application/yaml"],
  ["yml", "application/yaml"],
  ["zip", "application/zip"],
]);

/** The media type that a file's name tells. */
export function mediaTypeOf(filename: string): string {
  const extension = /\.([^.]+)$/.exec(filename)?.[1]?.toLowerCase() ?? "";
  return BY_EXTENSION.get(extension) ?? "application/octet-stream";
}

/** Whether files of this type are text. */
export function isTextType(mediaType: string): boolean {
  return (
    mediaType.startsWith("text/") ||
    /^(?:application\/(?:json|xml|yaml|x-yaml|javascript|sql|toml)|image\/svg\+xml)$/.test(mediaType) ||
    /\+(?:json|xml)$/.test(mediaType)
  );
}
